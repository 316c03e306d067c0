"""The one place that asks what time it is. All moments are aware and in UTC."""

from datetime import UTC, datetime


def now() -> datetime:
    """Give the present moment in UTC, to the second: nothing here needs less, and both databases keep it whole."""
    return datetime.now(UTC).replace(microsecond=0)

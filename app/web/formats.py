"""Dates, times and numbers as a language writes them, for the templates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

LOCALES = {"en": "en_001"}
"""English as the world writes it: 22 November 2026, not November 22, 2026."""

UNDEFINED = "-"


def formats(language: str) -> dict[str, Callable[..., str]]:
    """Give the template filters of a language: `day` (22 November 2026), `time` (14:05), `number` (1,250.5).

    For statistics `share` (62%) of a figure in per cent and `index` (-12), rounded; both "-" for what is not defined.
    """
    locale = LOCALES.get(language, language.replace("-", "_"))

    def day(moment: datetime) -> str:
        from babel.dates import format_date

        return format_date(moment, "long", locale=locale)

    def time(moment: datetime) -> str:
        from babel.dates import format_time

        return format_time(moment, "HH:mm", locale=locale)

    def number(value: float) -> str:
        from babel.numbers import format_decimal

        return format_decimal(value, locale=locale)

    def share(value: float | None) -> str:
        from babel.numbers import format_percent

        return UNDEFINED if value is None else format_percent(round(value) / 100, locale=locale)

    def index(value: float | None) -> str:
        return UNDEFINED if value is None else number(round(value))

    return {"day": day, "time": time, "number": number, "share": share, "index": index}

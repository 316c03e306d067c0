"""QR codes as drawings in the page: dark on light whatever its colours, with the quiet zone that scanners need."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from markupsafe import Markup

QUIET_ZONE = 4
"""Modules of light around the code, as ISO/IEC 18004 asks."""


@lru_cache(maxsize=256)
def qr(address: str, words: str, scale: int = 5, quiet_zone: int = QUIET_ZONE) -> Markup:
    """Draw an address as a QR code; `words` is its name for those who cannot see it.

    Leave the quiet zone out only where the page keeps light space around the code in all its colours.
    """
    import segno

    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, border=quiet_zone, scale=scale, dark="#17272b", light="#fff",
        title=words, svgclass=None, lineclass=None,
    )  # fmt: skip
    return Markup(out.getvalue().decode().replace("<svg ", '<svg role="img" ', 1))  # noqa: S704  # segno escapes the title

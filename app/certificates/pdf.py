"""A certificate as a PDF file: one sheet, A4 landscape, tagged for screen readers (PDF/UA-1)."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from typst import Compiler

FOLDER = Path(__file__).parents[2] / "templates" / "certificates"

_own = threading.local()


@dataclass(frozen=True, kw_only=True)
class CertificatePrint:
    """All that stands on the sheet, in words already translated.

    The fonts that come with the product print names in the Latin, Cyrillic, Greek, Arabic, Devanagari, Bengali,
    Ethiopic, Myanmar, Khmer, Thai, Tamil, Sinhala and Lao scripts.
    """

    language: str
    """Such as "fr": what a screen reader speaks."""
    direction: Literal["ltr", "rtl"]
    title: str
    """The title of the document, shown by the reader's window."""
    issuer: str
    kind: str
    """"SCORE Learn · certificate of learning"."""
    certifies: str
    """"This certifies that"."""
    name: str
    finished: str
    """"has finished the module"."""
    module: str
    details: str
    """"6 lessons · 1 task done at work · final quiz 9 of 10"."""
    facts: tuple[tuple[str, str], ...]
    """Label and value, in order: date, learning time, number."""
    check: str
    """"Scan to check that it is real. Or go to"."""
    address: str
    """The address as people type it, without https://."""
    url: str
    """What the QR code holds."""
    qr_words: str
    """What the QR code is, for those who cannot see it."""
    notice: str
    """Who issued it, and that it is not an ILO certification."""
    issued: date


def render(certificate: CertificatePrint) -> bytes:
    """The PDF file. The same certificate gives the same bytes; a name too long for its line is set smaller."""
    pdf = _compiler().compile(
        format="pdf",
        sys_inputs={"certificate": json.dumps(_inputs(certificate), ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=datetime.combine(certificate.issued, time(), UTC),
    )
    assert isinstance(pdf, bytes)  # a list only for pictures of several pages, nothing only when written to a file
    return pdf


def _inputs(certificate: CertificatePrint) -> dict[str, object]:
    day = certificate.issued
    words = {key: value for key, value in asdict(certificate).items() if key != "issued"}
    return words | {"day": [day.year, day.month, day.day], "qr": _qr(certificate.url)}


def _qr(url: str) -> str:
    import segno

    out = BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=0, dark="#17272b", xmldecl=False, scale=4)
    return out.getvalue().decode()


def _compiler() -> Compiler:
    """This thread's own compiler: one that two threads share fails with "Already borrowed"."""
    if not hasattr(_own, "compiler"):
        # Imported late: most runs of the server and of the command line print no certificate.
        from typst import Compiler

        _own.compiler = Compiler(
            str(FOLDER / "certificate.typ"),
            root=str(FOLDER),
            font_paths=[str(FOLDER / "fonts")],
            ignore_system_fonts=True,
        )
    compiler: Compiler = _own.compiler
    return compiler

"""The certificate as a PDF file, read back as a person's PDF reader would."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from app.certificates.pdf import CertificatePrint, render

ENGLISH = CertificatePrint(
    language="en",
    direction="ltr",
    title="Certificate of Amina Otieno",
    issuer="SCORE Learn",
    kind="SCORE Learn · certificate of learning",
    certifies="This certifies that",
    name="Amina Otieno",
    finished="has finished the module",
    module="A tidy, safe workplace",
    details="6 lessons · 1 task done at work · final quiz 9 of 10",
    facts=(("Date", "22 November 2026"), ("Learning time", "about 1 h 10 min"), ("Number", "7F3K-Q2MD-91XA")),
    check="Scan to check that it is real. Or go to",
    address="learn.example.org/c",
    url="https://learn.example.org/c/7F3K-Q2MD-91XA",
    qr_words="QR code that opens the check page of this certificate",
    notice="This certificate of learning is issued by SCORE Learn. It is not an ILO certification.",
    issued=date(2026, 11, 22),
)
ARABIC = replace(
    ENGLISH, language="ar", direction="rtl", name="أمينة", finished="أنهت الوحدة", module="مكان عمل مرتب وآمن"
)
NAMES = {
    "latin": "Nguyễn Thị Ánh",
    "cyrillic": "Ольга",
    "arabic": "فاطمة",
    "devanagari": "सीता",
    "bengali": "রহিমা",
    "ethiopic": "አልማዝ",
    "myanmar": "သီရိအောင်",
    "khmer": "សុខា",
    "thai": "มาลี",
    "tamil": "கமலா",
    "sinhala": "නිමල්",
    "lao": "ຄໍາ",
}


def reader(certificate: CertificatePrint) -> PdfReader:
    return PdfReader(BytesIO(render(certificate)))


def words(certificate: CertificatePrint) -> str:
    return " ".join(reader(certificate).pages[0].extract_text().split())


def embedded_fonts(certificate: CertificatePrint) -> set[str]:
    resources: Any = reader(certificate).pages[0]["/Resources"]
    return {str(font.get_object()["/BaseFont"]).split("+")[-1] for font in resources["/Font"].values()}


def test_all_words_stand_on_one_landscape_sheet() -> None:
    read = reader(ENGLISH)
    text = words(ENGLISH)
    assert len(read.pages) == 1
    assert read.pages[0].mediabox.width > read.pages[0].mediabox.height
    for expected in ("Amina Otieno", "A tidy, safe workplace", "7F3K-Q2MD-91XA", "It is not an ILO certification."):
        assert expected in text


def test_a_screen_reader_finds_tags_title_and_language() -> None:
    catalog: Any = reader(ENGLISH).root_object
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    assert catalog["/Lang"] == "en"
    metadata = reader(ENGLISH).metadata
    assert metadata is not None
    assert metadata.title == "Certificate of Amina Otieno"
    assert b"pdfuaid:part>1<" in catalog["/Metadata"].get_object().get_data()


def test_the_qr_code_says_what_it_is() -> None:
    assert ENGLISH.qr_words in structure_words(reader(ENGLISH).root_object["/StructTreeRoot"])


def structure_words(node: object) -> list[str]:
    """Every alternative text in the tree of tags."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [text for child in node for text in structure_words(child)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + structure_words(node.get("/K"))


def test_an_arabic_certificate_runs_from_right_to_left() -> None:
    assert str(reader(ARABIC).root_object["/Lang"]) == "ar"
    # A reader without a bidirectional algorithm gives the words of a line from the left, each spelt aright.
    assert {"أمينة", "أنهت", "الوحدة"} <= set(words(ARABIC).split())
    middle = float(reader(ARABIC).pages[0].mediabox.width) / 2
    assert name_place(ENGLISH) < middle < name_place(ARABIC)


@pytest.mark.parametrize("script", NAMES)
def test_a_name_prints_in_its_own_script(script: str) -> None:
    text = words(replace(ENGLISH, name=NAMES[script]))
    letters = set(NAMES[script]) - {" "}
    # Shaping may split or join marks, so letters are looked for rather than the whole word.
    assert len(letters & set(text)) / len(letters) >= 0.6


def test_a_script_brings_its_own_font_into_the_file() -> None:
    assert "NotoSansMyanmar-Bold" in embedded_fonts(replace(ENGLISH, name=NAMES["myanmar"]))
    assert "NotoSansMyanmar-Bold" not in embedded_fonts(ENGLISH)


@pytest.mark.parametrize("name", ["Maria Alejandra Fernanda Rodríguez de los Ángeles Villanueva", "W" * 40, "i" * 60])
def test_a_long_name_is_set_smaller_and_stays_on_the_sheet(name: str) -> None:
    read = reader(replace(ENGLISH, name=name))
    assert len(read.pages) == 1
    assert name in words(replace(ENGLISH, name=name))
    assert name_size(replace(ENGLISH, name=name)) < name_size(ENGLISH)


def name_size(certificate: CertificatePrint) -> float:
    """The size of the name's letters, in points of the sheet."""
    return max(size for _, size in name_letters(certificate))


def name_place(certificate: CertificatePrint) -> float:
    """Where the name begins, in points from the left edge."""
    return min(place for place, _ in name_letters(certificate))


def name_letters(certificate: CertificatePrint) -> list[tuple[float, float]]:
    """Place from the left and size of each piece of the name, in points."""
    found: list[tuple[float, float]] = []

    def visit(text: str, page: list[float], matrix: list[float], _font: object, size: float) -> None:
        if text.strip() and text.strip() in certificate.name:
            found.append((page[4] + matrix[4], abs(size * matrix[0])))

    reader(certificate).pages[0].extract_text(visitor_text=visit)
    return found


def test_the_same_certificate_gives_the_same_bytes_in_any_thread() -> None:
    here = render(ENGLISH)
    with ThreadPoolExecutor(max_workers=4) as threads:
        elsewhere = list(threads.map(render, [ENGLISH] * 8))
    assert set(elsewhere) == {here}
    assert render(replace(ENGLISH, name="Somebody Else")) != here

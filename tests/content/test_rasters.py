"""The size of a photo, read from files that Pillow has written."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from app.content import rasters


@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {}), ("JPEG", {}), ("JPEG", {"progressive": True}), ("WEBP", {}), ("WEBP", {"lossless": True})],
)
def test_width_and_height(kind: str, options: dict[str, bool]) -> None:
    out = io.BytesIO()
    Image.new("RGB", (321, 47), "teal").save(out, kind, **options)
    assert rasters.size(out.getvalue()) == (321, 47)


def test_webp_with_transparency() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (321, 47), (0, 0, 0, 9)).save(out, "WEBP", exif=b"Exif\x00\x00")
    assert rasters.size(out.getvalue()) == (321, 47)


@pytest.mark.parametrize("raw", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF0000WEBPVP8 "])
def test_what_is_no_picture(raw: bytes) -> None:
    assert rasters.size(raw) is None

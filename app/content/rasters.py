"""The width and height of photos, read from the first bytes of the file, so that pages never jump while they load."""

from __future__ import annotations

import struct

TYPES = {".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The JPEG markers that carry a size."""


def size(raw: bytes) -> tuple[int, int] | None:
    """Give width and height in pixels of a PNG, WebP or JPEG; None where it is none of them."""
    try:
        if raw.startswith(b"\x89PNG\r\n\x1a\n"):
            return struct.unpack(">II", raw[16:24])
        if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
            return _webp(raw)
        return _jpeg(raw) if raw.startswith(b"\xff\xd8") else None
    except (struct.error, IndexError):
        return None


def _webp(raw: bytes) -> tuple[int, int] | None:
    kind = raw[12:16]
    if kind == b"VP8X":
        return int.from_bytes(raw[24:27], "little") + 1, int.from_bytes(raw[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(raw[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", raw[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg(raw: bytes) -> tuple[int, int] | None:
    place = 2
    while raw[place] == 0xFF:
        if raw[place + 1] in FRAMES:
            height, width = struct.unpack(">HH", raw[place + 5 : place + 9])
            return width, height
        place += 2 + int.from_bytes(raw[place + 2 : place + 4], "big")
    return None

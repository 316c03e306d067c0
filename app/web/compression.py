"""Compressing pages. Every page begins with the same few kilobytes of style, so those are compressed once.

DEFLATE (RFC 1951) is a chain of blocks: what was flushed to a byte boundary earlier can stand before what is compressed
now, and the gzip trailer (RFC 1952) only needs the CRC-32 of the whole, which can be continued from the first part.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache

END_OF_STYLE = b"</style>"
HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
LEVEL_NOW, LEVEL_ONCE = 5, 9


def gzip_page(page: bytes) -> bytes:
    """Compress a page to one gzip member; the part up to the end of its style comes ready made."""
    cut = max(page.rfind(END_OF_STYLE), 0)
    head, rest = page[:cut], page[cut:]
    ready, checksum = _compressed_head(head)
    compressor = zlib.compressobj(LEVEL_NOW, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = compressor.compress(rest) + compressor.flush()
    trailer = struct.pack("<LL", zlib.crc32(rest, checksum), len(page) & 0xFFFFFFFF)
    return HEADER + ready + deflated + trailer


@lru_cache(maxsize=32)
def _compressed_head(head: bytes) -> tuple[bytes, int]:
    compressor = zlib.compressobj(LEVEL_ONCE, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(head) + compressor.flush(zlib.Z_FULL_FLUSH), zlib.crc32(head)

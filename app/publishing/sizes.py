"""How large the objects of a repository say that they are, asked before any of them is unpacked.

A pack of a megabyte can hold gigabytes of zeros. Each object says its size in front, and a delta says that of what it
makes (git-scm.com/docs/pack-format, "Deltified representation"); what turns out larger than it said, dulwich refuses.
"""

from __future__ import annotations

import mmap
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dulwich.object_store import DiskObjectStore
from dulwich.objects import hex_to_filename
from dulwich.pack import DELTA_TYPES, REF_DELTA

from app.publishing.errors import CannotFollow

LARGEST_OBJECT, LARGEST_SUM = 64 * 1024 * 1024, 8 * 1024 * 1024 * 1024
"""Bytes of one object and of all that one fetch brings, unpacked: a file as it was in one commit is an object."""
HEADER, COUNT_AT, PIECE = 12, 8, 16 * 1024
"""Bytes of a pack's header, where in it the number of objects stands, and how much is looked at at once."""

Bytes = bytes | mmap.mmap


@dataclass(frozen=True)
class Entry:
    """An object in a pack: how many bytes unpacking it makes, how many lie packed before that, and where from."""

    size: int
    stored: int
    start: int


def refuse_large(sizes: Iterator[int]) -> None:
    """Go through the sizes of objects. Raises CannotFollow where one of them, or all together, are too large."""
    total = 0
    for size in sizes:
        total += size
        if size > LARGEST_OBJECT:
            raise CannotFollow(f"The repository holds a file of more than {LARGEST_OBJECT // 1024 // 1024} MB.")
        if total > LARGEST_SUM:
            raise CannotFollow(f"The repository unpacks to more than {LARGEST_SUM // 1024**3} GB.")


def sizes_in_pack(pack: Bytes, id_length: int) -> Iterator[int]:
    """Give the size of each object in a pack that has no index yet. Raises zlib.error where it is damaged."""
    place = HEADER
    for _ in range(int.from_bytes(pack[COUNT_AT:HEADER], "big")):
        entry = _entry(pack, place, id_length)
        yield entry.size
        place = _end(pack, entry)


def sizes_in_store(store: DiskObjectStore) -> Iterator[int]:
    """Give the size of each object in a store, packed or not. Raises zlib.error where it is damaged."""
    for pack in store.packs:
        with open(pack.data.path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for _, offset, _ in pack.index.iterentries():
                yield _entry(data, offset, store.object_format.oid_length).size
    for sha in store:
        with suppress(FileNotFoundError):  # it lies in a pack
            yield _loose_size(Path(hex_to_filename(str(store.path), sha)))


def _entry(pack: Bytes, place: int, id_length: int) -> Entry:
    kind = pack[place] >> 4 & 7
    stored, place = _number(pack, place, 4)
    if kind not in DELTA_TYPES:
        return Entry(stored, stored, place)
    place = place + id_length if kind == REF_DELTA else _number(pack, place)[1]
    told = zlib.decompressobj().decompress(pack[place : place + PIECE], 32)
    _, then = _number(told, 0)
    return Entry(max(stored, _number(told, then)[0]), stored, place)


def _number(data: Bytes, place: int, first_bits: int = 7) -> tuple[int, int]:
    """Read a number of seven bits a byte, the lowest first, and where it ends. Raises zlib.error where it does not."""
    number, shift, mask = 0, 0, (1 << first_bits) - 1
    while place < len(data) and shift < 64:
        byte = data[place]
        number, shift, mask, place = number | (byte & mask) << shift, shift + mask.bit_length(), 127, place + 1
        if byte < 128:
            return number, place
    raise zlib.error("a size has no end")


def _end(pack: Bytes, entry: Entry) -> int:
    """Find where an object's packed bytes end, keeping nothing of what they hold."""
    stream, place, made = zlib.decompressobj(), entry.start, 0
    while not stream.eof:
        piece = pack[place : place + PIECE]
        if not piece:
            raise zlib.error("an object has no end")
        place += len(piece)
        while piece and not stream.eof:
            made += len(stream.decompress(piece, PIECE))
            if made > entry.stored:
                raise zlib.error("an object is larger than it says")
            piece = stream.unconsumed_tail
    return place - len(stream.unused_data)


def _loose_size(file: Path) -> int:
    with file.open("rb") as stream:
        told = zlib.decompressobj().decompress(stream.read(PIECE), 64)
    words = told.partition(b"\0")[0].split(b" ")
    if len(words) != 2 or not words[1].isdigit():
        raise zlib.error("an object does not say its size")
    return int(words[1])

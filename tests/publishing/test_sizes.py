"""What would unpack to more than memory holds is known for that before it is unpacked."""

from __future__ import annotations

import hashlib
import tracemalloc
import zlib
from pathlib import Path

import pytest
from dulwich.object_format import SHA1
from dulwich.objects import Blob
from dulwich.pack import OFS_DELTA, create_delta, pack_object_header

from app.publishing import sizes
from app.publishing.errors import CannotFollow
from app.publishing.sizes import refuse_large, sizes_in_pack, sizes_in_store
from tests.publishing.follower import Follower
from tests.publishing.repositories import Origin

MB = 1024 * 1024


def pack_of(*entries: bytes) -> bytes:
    """Give a pack of objects as they lie in it."""
    data = b"PACK" + (2).to_bytes(4, "big") + len(entries).to_bytes(4, "big") + b"".join(entries)
    return data + hashlib.sha1(data, usedforsecurity=False).digest()


def blob(data: bytes, told: int | None = None) -> bytes:
    """Give a file as it lies in a pack, with the size that it tells."""
    size = len(data) if told is None else told
    return bytes(pack_object_header(3, None, size, SHA1)) + zlib.compress(data)


def test_each_object_tells_its_size_and_a_delta_what_it_makes() -> None:
    base, delta = b"a" * 5000, b"".join(create_delta(b"a" * 5000, b"a" * 5000 + b"b" * 300))
    first = blob(base)
    second = bytes(pack_object_header(OFS_DELTA, len(first), len(delta), SHA1)) + zlib.compress(delta)
    assert list(sizes_in_pack(pack_of(first, second, blob(b"")), 20)) == [5000, 5300, 0]


def test_a_delta_that_makes_too_much_is_refused() -> None:
    makes_80_mb = b"\x80\x80\x80\x28"
    delta = b"\x04" + makes_80_mb + b"\x80" * 20
    first = blob(b"tiny")
    second = bytes(pack_object_header(OFS_DELTA, len(first), len(delta), SHA1)) + zlib.compress(delta)
    with pytest.raises(CannotFollow, match="more than 64 MB"):
        refuse_large(sizes_in_pack(pack_of(first, second), 20))


def test_looking_keeps_nothing_of_what_is_packed() -> None:
    pack = pack_of(blob(bytes(50 * MB)), blob(b"more"))
    tracemalloc.start()
    try:
        assert list(sizes_in_pack(pack, 20)) == [50 * MB, 4]
        assert tracemalloc.get_traced_memory()[1] < MB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("pack", [pack_of(blob(b"long", 3)), pack_of(blob(b"long"))[:14], pack_of(b"\xff" * 40)])
def test_what_lies_about_its_size_or_has_no_end_is_damaged(pack: bytes) -> None:
    with pytest.raises(zlib.error):
        list(sizes_in_pack(pack, 20))


def test_a_store_tells_the_sizes_of_packed_and_of_loose_objects(origin: Origin) -> None:
    store = origin.repository.object_store
    expected = sorted(store[sha].raw_length() for sha in store)
    assert sorted(sizes_in_store(store)) == expected
    store.pack_loose_objects()
    store.add_object(Blob.from_string(b"loose"))
    assert sorted(sizes_in_store(store)) == sorted([*expected, 5])
    store.close()


def test_a_repository_with_too_large_a_file_is_not_fetched(
    origin: Origin, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Follower(address, tmp_path / "data")
    monkeypatch.setattr(sizes, "LARGEST_OBJECT", 2 * MB)
    origin.files["zeros"] = bytes(3 * MB)
    origin.commit("Add a bomb, packed to three kilobytes.")
    with pytest.raises(CannotFollow, match="a file of more than 2 MB"):
        follower.look()
    assert follower.goal == "One goal"

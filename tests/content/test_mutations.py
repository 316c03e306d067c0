"""What hands, editors and merges do to files: nothing raises, and nothing is read as something that it is not.

That has a precise meaning here, for every file that is changed in a valid course:

1. The load ends, and each finding names a place that is there: a line of the file, a column of the line or just behind.
2. The YAML of a file that is read without an error holds nothing that its text does not hold, letter by letter.
3. Each value that is read was there before, under the same name, or stands on a line that was touched.
4. If the checker finds nothing new, each value is what and where it was, unless its own line was touched or the line of
   something that it is in; and every other file of the course means what it meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings

from app.content.document import Document, read
from app.content.findings import Finding, Notes
from app.content.load import load
from app.content.models import Library
from app.content.shelf import Shelf
from app.content.snapshot import text_of
from tests.content.mutations import changed
from tests.content.tree import FILES

YAMLS = [name for name in FILES if name.endswith(".yaml")]


class Course:
    """A valid course in a folder, and what is read from it. (Of a dataclass hypothesis would print everything.)"""

    def __init__(self, tree: Path) -> None:
        self.tree, self.shelf = tree, Shelf()
        self.good: Library = load(tree, None, self.shelf)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    tree = tmp_path_factory.mktemp("course")
    for name, text in FILES.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(text.encode())
    return Course(tree)


@settings(max_examples=1000, deadline=None)
@given(change=changed(sorted(FILES)))
def test_no_file_raises_and_every_finding_has_a_place(course: Course, change: tuple[str, str]) -> None:
    tree, good = course.tree, course.good
    name, text = change
    try:
        (tree / name).write_bytes(text.encode())
        library = load(tree, None, course.shelf)
        for finding in library.findings:
            check_place(tree, finding)
        if set(library.findings) == set(good.findings):
            check_others(good, library, name)
            if name in YAMLS:
                check_untouched(FILES[name], text.replace("\r\n", "\n"))
    finally:
        (tree / name).write_bytes(FILES[name].encode())


def check_place(tree: Path, finding: Finding) -> None:
    """A finding points into its file; what is missing is told at the top of the file that should be there."""
    path = tree / finding.file
    if not path.is_file():
        assert (finding.line, finding.column) == (1, 1), finding
        return
    lines = re.split("\r\n|\r|\n", path.read_bytes().decode("utf-8"))
    assert 1 <= finding.line <= len(lines), finding
    assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, finding


def check_others(good: Library, library: Library, name: str) -> None:
    """A change that nothing is found about has changed its own file's part of the library only."""
    for ident, module in good.modules.items():
        if name.startswith("modules/") and not name.startswith(f"modules/{ident}/"):
            assert library.modules[ident] == module
    if name.endswith("questions.yaml") or "/lessons/" in name:
        assert {each: library.modules[each].tracks for each in good.modules} == {
            ident: module.tracks for ident, module in good.modules.items()
        }


@settings(max_examples=3000, deadline=None)
@given(change=changed(YAMLS))
def test_what_is_read_stands_in_the_file(change: tuple[str, str]) -> None:
    name, text = change
    before = FILES[name]
    notes = Notes(name)
    plain = text_of(text.encode(), notes)
    document = read(plain, notes) if plain is not None else None
    assume(document is not None and plain is not None and not notes.found)
    assert document is not None
    assert plain is not None
    for _, value in leaves(document.value):
        assert bare(value) in bare(plain)
    original = read(before, Notes(name))
    assert original is not None
    was = {(path[-1], value) for path, (value, _) in named(original, before).items()}
    for path, (value, lines) in named(document, plain).items():
        assert (path[-1], value) in was or touched(before, plain)[1] & lines, path


def check_untouched(before: str, after: str) -> None:
    """What stood on untouched lines is there as it was, and what is new stands on lines that were touched."""
    old, new = touched(before, after)
    original, document = read(before, Notes("before")), read(after, Notes("after"))
    assert original is not None
    assert document is not None
    was, now = named(original, before), named(document, after)
    for path, (value, lines) in was.items():
        if not old & lines:
            assert now.get(path, (None,))[0] == value, path
    for path, (value, lines) in now.items():
        if was.get(path, (None,))[0] != value:
            assert new & lines, path


Placed = dict[tuple[Any, ...], tuple[str, set[int]]]
"""Each value by its path, with the lines that it hangs on: its own, and those of all that it is in."""


def named(document: Document, text: str) -> Placed:
    """Give each value with its lines. Questions are named by their id, so that they may move; of two, the first."""
    spots = sorted({spot.line for spot in (*document.values.values(), *document.keys.values())})
    ends = dict(zip(spots, [*spots[1:], text.count("\n") + 2], strict=False))
    found: Placed = {}
    for path, value in (each for each in leaves(document.value) if each[0]):
        lines: set[int] = set()
        for length in range(1, len(path) + 1):
            for places in (document.keys, document.values):
                spot = places.get(path[:length])
                if spot and length == len(path):
                    lines |= set(range(spot.line, ends[spot.line]))
                elif spot:
                    lines.add(spot.line)
        found.setdefault(renamed(document, path), (value, lines))
    return found


def renamed(document: Document, path: tuple[Any, ...]) -> tuple[Any, ...]:
    """Name a question by its id instead of its number."""
    item = document.get(path[:1])
    return (str(item.get("id")), *path[1:]) if isinstance(item, dict) and isinstance(path[0], int) else path


def touched(before: str, after: str) -> tuple[set[int], set[int]]:
    """Give the lines of both texts that a change touches, with the neighbours of what came or went."""
    one, two = before.split("\n"), after.split("\n")
    old: set[int] = set()
    new: set[int] = set()
    for kind, i, j, k, m in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind != "equal":
            old |= set(range(i, j + 2))
            new |= set(range(k, m + 2))
    return old, new


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list) and path and all(isinstance(each, str) for each in value):
        yield path, "".join(value)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    else:
        yield path, value


def bare(text: str) -> str:
    """Leave out what YAML may fold away between words: space, line ends, quotes, the signs of lists."""
    return re.sub(r"""[\s'",\\-]""", "", text)

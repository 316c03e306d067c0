"""Stamps: only the `source:` line of a translation changes, and a stamped translation is fresh."""

from __future__ import annotations

from pathlib import Path

from app.content.load import load
from app.content.stamping import stamp
from tests.content.tree import spoil

M = "modules/meeting/"
DAILY_FR, FRENCH = f"{M}lessons/daily.fr.md", f"{M}questions.fr.yaml"


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def test_only_the_stamps_change(tree: Path) -> None:
    spoil(tree, f"{M}lessons/daily.en.md", "Amina sews", "Amina now sews")
    spoil(tree, f"{M}questions.yaml", "ask: Put them", "ask: Put these")
    before = {name: lines(tree / name) for name in (DAILY_FR, FRENCH)}
    assert stamp(tree) == {DAILY_FR: 1, FRENCH: 1}
    for name, old in before.items():
        changed = [(was, now) for was, now in zip(old, lines(tree / name), strict=True) if was != now]
        assert len(changed) == 1
        assert changed[0][1].lstrip().startswith('source: "1:')
    assert {each.code for each in load(tree).findings} == {"not-translated"}


def test_a_second_time_nothing_changes(tree: Path) -> None:
    assert stamp(tree) == {}


def test_a_translation_without_a_stamp_gets_one(tree: Path) -> None:
    text = (tree / FRENCH).read_text()
    kept = [line for line in text.split("\n") if "source:" not in line]
    (tree / FRENCH).write_text("\n".join(kept))
    assert "pending" in {each.code for each in load(tree).findings}
    assert stamp(tree) == {FRENCH: 2}
    assert (tree / FRENCH).read_text() == text


def test_remarks_and_quotes_stay(tree: Path) -> None:
    path = tree / DAILY_FR
    path.write_text(
        "".join(f"{line}\n" for line in lines(path)[:1])
        + "source: 'pending'   # look again\n"
        + "\n".join(lines(path)[2:])
    )
    stamp(tree)
    assert lines(path)[1].startswith('source: "1:')
    assert lines(path)[1].endswith('"   # look again')


def test_one_module_or_language_alone(tree: Path) -> None:
    spoil(tree, f"{M}lessons/daily.en.md", "Amina sews", "Amina now sews")
    assert stamp(tree, "walk") == {}
    assert stamp(tree, "meeting", "ar") == {}
    assert stamp(tree, "meeting", "fr") == {DAILY_FR: 1}


def test_the_glossary_is_stamped_too(tree: Path) -> None:
    spoil(tree, "glossary.yaml", "A place on", "A big place on")
    assert "stale" in {each.code for each in load(tree).findings}
    assert stamp(tree) == {"glossary.fr.yaml": 1}
    assert "stale" not in {each.code for each in load(tree).findings}

"""Translations out as CSV and in again: nothing lost, nothing touched but changed words, every refusal named."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content.load import load
from app.content.phrases import Phrase, phrases
from app.content.receive import Received, receive
from app.content.translate import open_draft, translate
from app.content.translation_csv import write_csv
from app.spreadsheet import BYTE_ORDER_MARK, line, lines
from tests.content.test_translate import states
from tests.content.tree import spoil, write_tree

M = "modules/meeting/"
BANK, DAILY = f"{M}questions.fr.yaml", f"{M}lessons/daily.fr.md"
ASK, BLAME = "meeting/fr/questions/q-order/ask", "meeting/fr/questions/q-parts/why/blame"
Edit = Callable[[dict[str, str]], None]


def found(tree: Path, language: str = "fr", module: str = "meeting") -> dict[str, Phrase]:
    return {each.id: each for each in phrases(open_draft(tree, module, language), language)}


def sheet(tree: Path, language: str = "fr") -> list[list[str]]:
    return lines(write_csv(found(tree, language).values()).encode())


def sent_back(rows: list[list[str]]) -> bytes:
    return (BYTE_ORDER_MARK + "".join(line(row) for row in rows)).encode()


def with_cell(tree: Path, ident: str, words: str, language: str = "fr") -> bytes:
    """Give the file with one translation changed, as a translator sends it back."""
    rows = sheet(tree, language)
    (row,) = (each for each in rows if each[0] == ident)
    row[2] = words
    return sent_back(rows)


def everything(tree: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}


def refusal(received: Received) -> str:
    (refused,) = received.refused
    return refused.reason


def test_the_file_opens_in_a_spreadsheet(tree: Path) -> None:
    raw = write_csv(found(tree).values())
    assert raw.startswith(BYTE_ORDER_MARK + "id,source,translation,state,exported\r\n")
    rows = {row["id"]: row for row in csv.DictReader(StringIO(raw.removeprefix(BYTE_ORDER_MARK), ""))}
    assert rows[ASK]["source"] == "Put them in order."
    assert rows[ASK]["translation"] == "Mettez-les dans l'ordre."
    assert rows[ASK]["state"] == "fresh"
    assert rows["meeting/fr/lessons/speak/body/1"]["state"] == "missing"


def test_what_has_no_words_is_no_line(tree: Path) -> None:
    bodies = [each.source for each in found(tree, "ar").values()]
    assert not any(str(each).startswith("[[") for each in bodies)
    assert any("media/board.svg" in each for each in bodies)


def test_a_file_that_comes_back_as_it_was_changes_nothing(tree: Path) -> None:
    translate(tree, "meeting", "ar")
    before = everything(tree)
    for language in ("fr", "ar"):
        received = receive(tree, sent_back(sheet(tree, language)))
        assert (received.written, received.refused) == ({}, [])
        assert received.same == len(found(tree, language))
    assert everything(tree) == before


def test_only_the_changed_words_change(tree: Path) -> None:
    spoil(tree, BANK, "ask: Mettez-les dans l'ordre.", "ask: Mettez-les dans l'ordre.   # à revoir")
    before = (tree / BANK).read_text(encoding="utf-8")
    assert receive(tree, with_cell(tree, ASK, "Rangez : d'abord ?")).written == {BANK: 1}
    after = (tree / BANK).read_text(encoding="utf-8")
    assert after == before.replace("Mettez-les dans l'ordre.", '"Rangez : d\'abord ?"')


def test_one_passage_of_a_lesson_changes_alone(tree: Path) -> None:
    translate(tree, "meeting", "ar")
    path = tree / f"{M}lessons/daily.ar.md"
    before = path.read_text(encoding="utf-8")
    receive(tree, with_cell(tree, "meeting/ar/lessons/daily/body/1", "أمينة تخيط.\nلم تقل شيئا.", "ar"))
    after = path.read_text(encoding="utf-8")
    assert after == before.replace("Amina sews pockets. She told nobody.", "أمينة تخيط.\nلم تقل شيئا.")


def test_a_body_cut_otherwise_than_its_source_is_one_cell(tree: Path) -> None:
    ident = "meeting/fr/lessons/daily/body"
    whole = str(found(tree)[ident].translation)
    before = (tree / DAILY).read_text(encoding="utf-8")
    assert receive(tree, with_cell(tree, ident, whole.replace("Amina", "Aminata"))).refused == []
    assert (tree / DAILY).read_text(encoding="utf-8") == before.replace("Amina", "Aminata")
    lost = with_cell(tree, ident, whole.replace("[[check: q-parts]]", ""))
    assert "[[check: q-parts]]" in refusal(receive(tree, lost))


def test_a_missing_text_begins_as_a_draft(tree: Path) -> None:
    received = receive(tree, with_cell(tree, "meeting/fr/lessons/speak/title", "Parler"))
    assert received.written == {f"{M}lessons/speak.fr.md": 1}
    assert states(tree)["lessons/speak"] == "draft"
    assert found(tree)["meeting/fr/lessons/speak/body/1"].translation == ""
    assert load(tree).errors == ()


def test_whole_texts_are_published_when_somebody_says_so(tree: Path) -> None:
    for row in (rows := sheet(tree))[1:]:
        row[2] = row[2] or f"FR {row[1]}" if not row[1].startswith(("#", "-")) else row[1].replace(" ", " FR ", 1)
    received = receive(tree, sent_back(rows), publish=True)
    assert received.refused == []
    assert set(states(tree).values()) == {"fresh"}
    assert len(received.published) == 7
    assert load(tree).errors == ()


def test_what_is_not_whole_or_was_refused_is_not_published(tree: Path) -> None:
    rows = sheet(tree)
    for row in rows:
        if row[0].startswith("meeting/fr/lessons/speak/") and not row[0].endswith("title"):
            row[2] = "## À faire" if row[1].startswith("#") else "Oui."
        if row[0].startswith("meeting/fr/questions/q-lead/"):
            row[2] = "[[check: q-no]]" if row[0].endswith("ask") else "Oui."
    received = receive(tree, sent_back(rows), publish=True)
    assert received.published == []
    assert [each.id for each in received.refused] == ["meeting/fr/questions/q-lead/ask"]
    assert states(tree)["lessons/speak"] == states(tree)["q-lead"] == "draft"


def test_publishing_stamps_what_was_stale(tree: Path) -> None:
    spoil(tree, f"{M}questions.yaml", "Put them", "Put these")
    raw = with_cell(tree, ASK, "Mettez ceci dans l'ordre.")
    receive(tree, raw)
    assert states(tree)["q-order"] == "stale"
    receive(tree, raw, publish=True)
    assert states(tree)["q-order"] == "fresh"
    assert "status" not in (tree / BANK).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("ident", "words", "reason"),
    [
        (ASK, "", "the cell is empty"),
        (ASK, "a\x07b", r"an invisible sign \(U\+0007\)"),
        (ASK, "Ordre [[check: q-x]]", r"not in the source: \[\[check: q-x\]\]"),
        (ASK, "Ordre [[gap]]", r"not in the source: \[\[gap\]\]"),
        ("meeting/ar/lessons/daily/body/3", "![Une équipe.](media/bord.svg)", "lost .*media/board.svg"),
        ("meeting/ar/lessons/daily/body/2", "Pourquoi", "lost .*## of a heading"),
        ("meeting/ar/lessons/daily/body/1", "Un.\n\nDeux.", "an empty line"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_taken_is_refused_and_nothing_is_lost(
    tree: Path, ident: str, words: str, reason: str
) -> None:
    translate(tree, "meeting", "ar")
    before, language = everything(tree), ident.split("/")[1]
    received = receive(tree, with_cell(tree, ident, words, language))
    (refused,) = received.refused
    assert refused.id == ident
    assert sheet(tree, language)[refused.number - 1][0] == ident
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(refused.reason)
    assert everything(tree) == before


def test_lost_checks_facts_and_gaps_are_named(tree: Path) -> None:
    spoil(tree, f"{M}lessons/speak.en.md", "Say it today.", "Say it today.\n[[check: q-speak]] and [[fact: f-hurt]].")
    received = receive(tree, with_cell(tree, "meeting/fr/lessons/speak/body/1", "Dites."))
    assert "[[check: q-speak]], [[fact: f-hurt]]" in refusal(received)


def test_changes_since_the_export_are_never_overwritten(tree: Path) -> None:
    source, target = with_cell(tree, ASK, "Rangez."), with_cell(tree, BLAME, "Non.")
    spoil(tree, f"{M}questions.yaml", "Put them", "Put these")
    spoil(tree, BANK, "Les reproches font taire", "Les reproches taisent")
    before = everything(tree)
    assert "the source has changed" in refusal(receive(tree, source))
    assert "the translation in the course has changed" in refusal(receive(tree, target))
    assert everything(tree) == before
    untouched = sent_back(sheet(tree))
    spoil(tree, BANK, "Les reproches taisent", "Les reproches font taire")
    assert receive(tree, untouched).written == {}


def test_unknown_lines_and_lines_that_stand_twice(tree: Path) -> None:
    rows = lines(with_cell(tree, ASK, "Rangez."))
    (row,) = (each for each in rows if each[0] == ASK)
    extra = [
        ["meeting/fr/questions/q-no/ask", "", "x", "", ""],
        ["no/fr/x", "", "x", "", ""],
        ["", "", "x", "", ""],
        row,
    ]
    received = receive(tree, sent_back([*rows, *extra]))
    last = len(rows)
    assert [(each.number - last, each.reason.split(";")[0]) for each in received.refused] == [
        (1, "there is no such text any more"),
        (2, "there is no module `no`"),
        (3, "there is no module ``"),
        (4, "this text stands twice in the file"),
    ]
    assert received.written == {BANK: 1}


@pytest.mark.parametrize(
    "raw", [b"", b"a,b\r\n", b"id,source\r\n", b"id;source;translation\r\nx;y;z\r\n", b"\xff\xfe\x00", b"caf\xe9"]
)
def test_what_is_no_such_file_is_said(tree: Path, raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"the first line must name|is not UTF-8"):
        receive(tree, raw)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_as_spreadsheets_save_it(tree: Path, delimiter: str, encoding: str) -> None:
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(lines(with_cell(tree, ASK, "Rangez, s'il vous plaît ; merci.")))
    received = receive(tree, out.getvalue().encode(encoding))
    assert (received.written, received.refused) == ({BANK: 1}, [])
    assert found(tree)[ASK].translation == "Rangez, s'il vous plaît ; merci."


WORDS = st.text(
    st.one_of(
        st.sampled_from("=+-@'\"#:|>[]{}&*!%,?\\`~<\t\n -–é𝄞عربي\u200c\u200f"),
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"], exclude_characters="\x85\ufeff"),
    ),
    min_size=1,
    max_size=40,
)


@pytest.fixture(scope="module")
def drafts() -> Path:
    tree = write_tree(Path(tempfile.mkdtemp()) / "content")
    translate(tree, "meeting", "ar")
    return tree


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.data())
def test_whatever_words_come_back_they_are_written_whole_or_refused(drafts: Path, data: st.DataObject) -> None:
    """Words in any script and with any sign: what is written is read back the same, all else stays as it was."""
    language = data.draw(st.sampled_from(["fr", "ar"]))
    old = found(drafts, language)
    chosen = data.draw(st.lists(st.sampled_from(sorted(old)), min_size=1, max_size=4, unique=True))
    rows = sheet(drafts, language)
    typed = {ident: data.draw(WORDS) for ident in chosen}
    for row in rows:
        row[2] = typed.get(row[0], row[2])
    received = receive(drafts, sent_back(rows))
    refused, new = {each.id for each in received.refused}, found(drafts, language)
    assert load(drafts).modules["meeting"].id == "meeting"
    for ident, phrase in new.items():
        kept = ident not in typed or ident in refused
        assert phrase.translation == old[ident].translation if kept else _same(typed[ident], phrase), ident


def _same(typed: str, phrase: Phrase) -> bool:
    if isinstance(phrase.translation, list):
        return phrase.translation == [each.strip() for each in typed.split("\n") if each.strip()]
    return phrase.translation.strip() == typed.strip() or (phrase.state == "missing" and typed.strip() == phrase.source)

"""Loading: what is broken stays as it was or falls back, the rest lives on, and nothing an author writes raises."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from app.content.body import Box, Check
from app.content.load import load
from tests.content.tree import FILES, PIXEL, spoil, write_tree

M = "modules/meeting/"
BANK, DAILY, DAILY_FR = f"{M}questions.yaml", f"{M}lessons/daily.en.md", f"{M}lessons/daily.fr.md"


def codes(tree: Path) -> set[str]:
    return {each.code for each in load(tree).findings}


def test_a_course_is_read_whole(tree: Path) -> None:
    library = load(tree)
    meeting = library.modules["meeting"]
    assert list(library.modules) == ["meeting", "walk"]
    assert [each.id for each in library.published] == ["meeting"]
    assert [each.id for each in meeting.lessons_of("manager")] == ["daily", "lead"]
    assert [each.question.id for each in meeting.pool("manager")] == ["q-order", "q-parts", "q-match", "q-lead"]
    assert meeting.minutes("worker") == 9
    assert meeting.quiz is not None
    assert (meeting.quiz.draw, meeting.quiz.attempts, meeting.quiz.from_tags) == (2, None, {"action": 1})
    assert meeting.assignment is not None
    task = meeting.assignment.text(("fr", "en"))
    assert task.criteria_for("worker") == ("The board hangs.", "It has <strong>one</strong> action.")


def test_words_come_in_the_first_language_that_has_them(tree: Path) -> None:
    library = load(tree)
    meeting, chain = library.modules["meeting"], library.chain("fr")
    assert meeting.text(chain).title == "La réunion"
    assert meeting.lessons["daily"].text(chain).language == "fr"
    assert meeting.lessons["speak"].text(chain).language == "en"
    assert meeting.bank["q-order"].in_language(chain)[1].ask == "Mettez-les dans l'ordre."
    assert meeting.bank["q-match"].in_language(chain)[0] == "en"


def test_a_body_has_its_checks_and_boxes_as_parts(tree: Path) -> None:
    text = load(tree).modules["meeting"].lessons["daily"].text(("en",))
    assert [(each.question, each.anchor) for each in text.checks] == [("q-order", "s1"), ("q-parts", "s1")]
    boxes = [part for part in text.parts if isinstance(part, Box)]
    assert [box.kind for box in boxes] == ["worker", "manager"]
    assert isinstance(boxes[1].parts[-1], Check)
    assert [each.word for each in text.terms] == ["Board"]


def test_a_question_knows_where_it_was_taught(tree: Path) -> None:
    meeting = load(tree).modules["meeting"]
    place = meeting.place("q-order", ("en",))
    assert place is not None
    assert (place.lesson, place.anchor) == ("daily", "s1")
    unasked = meeting.place("q-match", ("en",))
    assert unasked is not None
    assert (unasked.lesson, unasked.anchor) == ("daily", "")
    assert meeting.place("q-nothing", ("en",)) is None


def test_a_broken_module_stays_as_it_last_was_and_the_others_are_new(tree: Path) -> None:
    good = load(tree)
    spoil(tree, BANK, "answer: team", "answer: nobody")
    spoil(tree, "modules/walk/lessons/look.en.md", "Look up and down.", "Look left and right.")
    library = load(tree, good)
    assert library.modules["meeting"] is good.modules["meeting"]
    assert library.modules["walk"].revision != good.modules["walk"].revision
    assert [each.code for each in library.errors] == ["unknown-answer"]


def test_a_broken_module_without_a_good_past_is_left_out_alone(tree: Path) -> None:
    spoil(tree, BANK, "answer: team", "answer: nobody")
    library = load(tree)
    assert list(library.modules) == ["walk"]
    assert library.prerequisites(library.modules["walk"]) == ()


def test_a_broken_bank_gives_one_finding_and_no_echo_of_it(tree: Path) -> None:
    spoil(tree, BANK, "ask: What do you say?", "ask: Say: this: that")
    assert [each.code for each in load(tree).errors] == ["yaml-colon"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (DAILY_FR, "title: Dix minutes", "title: Dix: minutes"),
        (DAILY_FR, "[[check: q-order]]", "[[check: q-nothing]]"),
        (DAILY_FR, "title: Dix minutes\n", ""),
    ],
)
def test_a_broken_translation_of_a_lesson_shows_the_source(tree: Path, name: str, old: str, new: str) -> None:
    spoil(tree, name, old, new)
    library = load(tree)
    assert library.errors
    assert library.modules["meeting"].lessons["daily"].text(("fr", "en")).language == "en"
    assert library.modules["meeting"].text(("fr", "en")).language == "fr"


def test_a_half_translated_question_shows_the_source_and_its_neighbours_their_translation(tree: Path) -> None:
    spoil(tree, f"{M}questions.fr.yaml", "    who: Qui\n", "")
    meeting = load(tree).modules["meeting"]
    assert meeting.bank["q-parts"].in_language(("fr", "en"))[0] == "en"
    assert meeting.bank["q-order"].in_language(("fr", "en"))[0] == "fr"


def test_a_draft_translation_is_for_reviewers_only(tree: Path) -> None:
    spoil(tree, DAILY_FR, "title: Dix", "status: draft\ntitle: Dix")
    spoil(tree, f"{M}questions.fr.yaml", "  ask: Mettez", "  status: draft\n  ask: Mettez")
    meeting = load(tree).modules["meeting"]
    daily = meeting.lessons["daily"]
    assert daily.text(("fr", "en")).language == "en"
    assert daily.text(("fr", "en"), drafts=True).language == "fr"
    assert meeting.bank["q-order"].in_language(("fr", "en"))[0] == "en"


def test_a_change_of_words_makes_its_own_translation_stale_and_no_other(tree: Path) -> None:
    spoil(tree, BANK, "ask: Put them in order.", "ask: Put these in order.")
    spoil(tree, DAILY, "Amina sews pockets.", "Amina sews sleeves.")
    meeting = load(tree).modules["meeting"]
    assert meeting.stale == {("q-order", "fr")}
    assert meeting.lessons["daily"].text(("fr",)).stale
    assert not meeting.text(("fr",)).stale
    assert meeting.bank["q-order"].in_language(("fr", "en"))[0] == "fr"


def test_a_change_that_is_not_of_words_makes_nothing_stale(tree: Path) -> None:
    spoil(tree, BANK, "  tags: [action]\n", "  tags: [other, action]\n")
    spoil(tree, DAILY, "minutes: 6", "minutes: 7")
    spoil(tree, DAILY, "Amina sews pockets. She", "Amina sews pockets.\nShe")
    assert codes(tree) == {"not-translated"}


def test_revisions_follow_the_files(tree: Path) -> None:
    before = load(tree)
    assert load(tree).revision == before.revision
    spoil(tree, f"{M}media/board.svg", 'rx="6"', 'rx="8"')
    after = load(tree)
    assert after.modules["meeting"].revision != before.modules["meeting"].revision
    assert after.modules["walk"].revision == before.modules["walk"].revision
    assert after.revision != before.revision


def test_no_content_is_a_finding_and_keeps_what_there_was(tree: Path, tmp_path: Path) -> None:
    good = load(tree)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert [each.code for each in load(empty).findings] == ["no-content"]
    assert load(tmp_path / "nowhere").modules == {}
    assert load(tmp_path / "nowhere", good).modules == good.modules


@pytest.mark.parametrize("name", ["glossary.yaml", "facts.yaml", "course.yaml"])
def test_a_broken_shared_file_takes_no_module_away(tree: Path, name: str) -> None:
    good = load(tree)
    (tree / name).write_text("a: b: c\n")
    fresh, again = load(tree), load(tree, good)
    assert set(fresh.modules) == {"meeting", "walk"}
    assert [each.code for each in again.errors] == ["yaml-colon"]
    assert again.glossary == good.glossary
    assert again.facts == good.facts
    assert again.course == good.course


def test_a_folder_with_nothing_but_a_module_is_read_in_english(tree: Path) -> None:
    for name in ("course.yaml", "glossary.yaml", "glossary.fr.yaml", "facts.yaml"):
        (tree / name).unlink()
    library = load(tree)
    assert "no-file" in {each.code for each in library.errors}
    assert library.course.source == "en"
    assert list(library.modules) == ["walk"]


def test_a_photo_has_its_size_and_a_drawing_its_own_words_per_language(tree: Path) -> None:
    (tree / f"{M}media/photo.png").write_bytes(PIXEL)
    svg = FILES[f"{M}media/board.svg"].replace('rx="6"', 'rx="9"')
    (tree / f"{M}media/board.fr.svg").write_text(svg)
    spoil(tree, DAILY, "[[check: q-order]]", '![Two people.](media/photo.png "At work")\n\n[[check: q-order]]')
    daily = load(tree).modules["meeting"].lessons["daily"]
    english, french = repr(daily.text(("en",)).parts), repr(daily.text(("fr",)).parts)
    assert 'alt="Two people." src="/media/meeting/photo.png" width="2" height="3" loading="lazy"' in english
    assert "<figcaption>At work</figcaption>" in english
    assert 'rx="6"' in english
    assert 'rx="9"' in french


def test_a_broken_picture_of_a_translation_gives_way_to_the_source_picture(tree: Path) -> None:
    (tree / f"{M}media/board.fr.svg").write_text("<svg><script/></svg>")
    library = load(tree)
    assert {each.file for each in library.errors} == {f"{M}media/board.fr.svg"}
    assert 'rx="6"' in repr(library.modules["meeting"].lessons["daily"].text(("fr",)).parts)


def test_the_picture_of_a_question_is_made_in_each_of_its_languages(tree: Path) -> None:
    spoil(tree, BANK, "  explain: Safety", "  image: media/board.svg\n  alt: A board\n  explain: Safety")
    spoil(tree, f"{M}questions.fr.yaml", "  explain: La", "  alt: Un tableau\n  explain: La")
    figures = load(tree).modules["meeting"].figures
    assert 'aria-label="A board"' in figures["q-order", "en"]
    assert 'aria-label="Un tableau"' in figures["q-order", "fr"]


def test_many_questions_true_or_false_and_answers_at_one_place_are_told(tree: Path) -> None:
    one = "- id: q-{0}\n  type: {1}\n  ask: Is {0} so?\n  see: daily\n"
    yes = "".join(one.format(n, "truefalse") + "  answer: yes\n  why:\n    no: It is.\n" for n in "abc")
    first = one + "  shuffle: no\n  options:\n    x: One {0}\n    y: Two {0}\n  answer: x\n  why:\n    y: It is one.\n"
    path = tree / BANK
    path.write_text(path.read_text() + yes + "".join(first.format(n, "single") for n in "defg"))
    assert "answer-place" in codes(tree)
    assert "many-truefalse" not in codes(tree)
    path.write_text(path.read_text() + yes.replace("q-", "q-z"))
    assert "many-truefalse" in codes(tree)


SIGNS = "\t:-#'\"[]{}&*!|>%@`~\\\x00\ufeff\u202e é\n"


def spoiled(text: str, chance: random.Random) -> str:
    """Do to a file what hands do: drop, double, swap or move lines, or type a stray sign."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[chance.randrange(len(lines))])
        case 2:
            lines[at] = chance.choice(("  ", " ", "- ", "    - ", "> ")) + lines[at]
        case 3:
            lines[at] = lines[at].lstrip()
        case 4:
            lines[at] = lines[at].partition(":")[0] + chance.choice((":", ": []", ": {}", ": [[]]", ": - x", ": 'x"))
        case _:
            place = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:place] + chance.choice(SIGNS) + lines[at][place:]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(8))
def test_nothing_that_hands_do_to_the_files_raises(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    tree = write_tree(tmp_path / "content")
    fine = {name: (tree / name).read_bytes() for name in FILES}
    for _ in range(40):
        name = chance.choice(list(FILES))
        text = fine[name].decode()
        for _ in range(chance.randrange(1, 4)):
            text = spoiled(text, chance)
        (tree / name).write_bytes(text.encode())
        library = load(tree)
        assert library.modules or library.errors
        (tree / name).write_bytes(fine[name])


def test_a_missing_or_emptied_file_never_raises(tree: Path, tmp_path: Path) -> None:
    for name in FILES:
        copy = tmp_path / "copy"
        shutil.copytree(tree, copy)
        (copy / name).write_text("")
        load(copy)
        (copy / name).unlink()
        load(copy)
        shutil.rmtree(copy)


def test_a_translation_that_is_no_text_falls_back(tree: Path) -> None:
    path = tree / DAILY_FR
    path.write_bytes(path.read_bytes().replace("réunion".encode(), "réunion".encode("latin-1")))
    library = load(tree)
    assert [each.code for each in library.errors] == ["not-utf8"]
    assert library.modules["meeting"].lessons["daily"].text(("fr", "en")).language == "en"


def test_a_bank_that_is_no_list_is_told(tree: Path) -> None:
    (tree / BANK).write_text("q-order:\n  type: order\n")
    assert "not-a-list" in {each.code for each in load(tree).errors}


def test_a_file_nested_without_end_is_told(tree: Path) -> None:
    (tree / BANK).write_text("[" * 3000 + "]" * 3000)
    assert load(tree).errors
    (tree / DAILY).write_text((tree / DAILY).read_text() + "> " * 3000 + "deep\n" + "[" * 3000 + "\n" + "*" * 3000)
    load(tree)

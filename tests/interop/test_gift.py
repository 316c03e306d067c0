"""GIFT as Moodle's documentation and importer have it, oddities included; samples are our own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.content.findings import Notes, Spot
from app.interop.gift.marks import escaped, unescaped
from app.interop.gift.reader import LONGEST, read_gift
from app.interop.gift.writer import write_gift
from app.interop.moodle import Answer, MoodleBank, MoodleQuestion, Pair, Words


def read(text: str) -> list[MoodleQuestion]:
    notes = Notes("bank.gift")
    found = read_gift(text, notes)
    assert notes.found == []
    return found


def one(text: str) -> MoodleQuestion:
    (found,) = read(text)
    return found


def fault(text: str) -> tuple[int, int, str]:
    notes = Notes("bank.gift")
    assert read_gift(text, notes) == []
    (found,) = notes.found
    return found.line, found.column, found.code


def test_a_choice_with_title_remarks_feedback_and_general_feedback() -> None:
    found = one(
        "// question: 7  name: Doors\n"
        "// [id:door-1] [tag:fire] [tag:a \\] b]\n"
        "::Which door\\: out::[html]<p>Where is the exit?</p> {\n"
        "  ~The lift # It stops in a fire.\n"
        "  = The stairs#Right\n"
        "  ####Stairs \\#1\n"
        "}\n"
    )
    assert (found.kind, found.single, found.name, found.idnumber) == ("multichoice", True, "Which door: out", "door-1")
    assert found.tags == ("fire", "a ] b")
    assert found.text == Words("<p>Where is the exit?</p>", "html", Spot(3, 27))
    lift, stairs = found.answers
    assert lift == Answer(
        Words("The lift", "html", Spot(4, 4)), Decimal(0), Words("It stops in a fire.", "html", Spot(4, 15))
    )
    assert (int(stairs.percent), stairs.words.text, stairs.feedback.text) == (100, "The stairs", "Right")
    assert found.general.text == "Stairs #1"


def test_weights_without_a_right_sign_mean_several_right_answers() -> None:
    found = one("Which? {~%50%a ~%33.33333%b ~%-100%c ~%--20%d ~e}")
    assert not found.single
    assert [each.percent for each in found.answers] == [50, Decimal("33.33333"), -100, -20, 0]


def test_a_weight_is_a_text_after_the_sign_of_a_right_answer() -> None:
    assert [each.words.text for each in one("How much? {=%50% of it ~all}").answers] == ["%50% of it", "all"]


@pytest.mark.parametrize(("word", "side"), [("T", 0), ("TRUE", 0), ("F", 1), ("FALSE", 1)])
def test_true_or_false_speaks_first_to_the_wrong(word: str, side: int) -> None:
    found = one(f"Glass burns. {{{word}#No.#Yes.####It melts.}}")
    assert found.kind == "truefalse"
    assert [each.percent for each in found.answers] == ([100, 0] if side == 0 else [0, 100])
    assert found.answers[side].feedback.text == "Yes."
    assert found.answers[1 - side].feedback.text == "No."


def test_a_small_true_is_a_word_to_type() -> None:
    assert one("Say it. {true}").kind == "shortanswer"


@pytest.mark.parametrize(
    ("inside", "number", "tolerance"),
    [("5", "5", "0"), ("5:0.1", "5", "0.1"), ("4.9..5.1", "5", "0.1"), ("=5:1", "5", "1"), ("-2..2", "0", "2")],
)
def test_numbers_with_tolerance_and_ranges(inside: str, number: str, tolerance: str) -> None:
    (found,) = one(f"How many? {{#{inside}}}").answers
    assert (Decimal(found.words.text), Decimal(found.tolerance)) == (Decimal(number), Decimal(tolerance))


def test_several_numbers_and_a_word_to_all_others() -> None:
    found = one("How many? {#\n=8:0.5#Yes\n=%50%7:0#Near\n=%0%80#A point too far\n~#Count again\n}")
    assert [(each.words.text, int(each.percent), each.feedback.text) for each in found.answers] == [
        ("8", 100, "Yes"),
        ("7", 50, "Near"),
        ("80", 0, "A point too far"),
        ("*", 0, "Count again"),
    ]


def test_pairs_and_extras() -> None:
    found = one("Match. {=cat -> milk =[html]<b>dog</b>->bone = -> grass}")
    assert [(each.left.text, each.right.text) for each in found.pairs] == [
        ("cat", "milk"),
        ("<b>dog</b>", "bone"),
        ("", "grass"),
    ]


def test_an_ordering_has_an_item_a_line() -> None:
    found = one("Put in order. {>3 VERTICAL ALL_OR_NOTHING none\nfirst\n  second\nthird\n}")
    assert (found.kind, found.grading) == ("ordering", "ALL_OR_NOTHING")
    assert [each.words.text for each in found.answers] == ["first", "second", "third"]


def test_a_missing_word_leaves_a_gap() -> None:
    assert one("Wash {=hands ~boots} with soap.").text.text == "Wash _____ with soap."
    assert one("Wash your {=hands}.").text.text == "Wash your _____."


def test_essays_descriptions_and_categories() -> None:
    found = read("$CATEGORY: $course$/Fire\n\nWrite. {}\n\nOnly words.\n\n$CATEGORY: two\nNext {T}\n")
    assert [each.kind for each in found] == ["category", "essay", "description", "category", "truefalse"]
    assert [each.spot.line for each in found] == [1, 3, 5, 7, 8]


def test_remarks_inside_a_question_keep_its_lines() -> None:
    found = one("Which?\n// a remark with } in it\n{\n~a\n// b\n=c\n}")
    assert [(each.words.text, each.words.spot.line) for each in found.answers] == [("a", 4), ("c", 6)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Which {\n =a\n ~b\n\n", (1, 7, "gift-open")),
        ("Which =a ~b }", (1, 13, "gift-closed")),
        ("Which } {=a}", (1, 7, "gift-closed")),
        ("How many? {#}", (1, 12, "gift-number")),
        ("How many?\n{#=four}", (2, 4, "gift-number")),
        ("How many? {#1e999999}", (1, 13, "gift-number")),
        ("How many? {#NaN}", (1, 13, "gift-number")),
        ("Match. {=a -> b =c}", (1, 18, "gift-pair")),
        ("Order. {>}", (1, 9, "gift-order")),
        ("x" * (LONGEST + 1), (1, 1, "gift-long")),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, expected: tuple[int, int, str]) -> None:
    assert fault(text) == expected


def test_a_question_after_a_broken_one_is_read() -> None:
    notes = Notes("bank.gift")
    assert [each.kind for each in read_gift("Bad {=a\n\nGood {T}", notes)] == ["truefalse"]
    assert len(notes.found) == 1


def test_signs_and_backslashes() -> None:
    text = "a~b=c#d{e}f:g\\h\\n \\\\~ \\z"
    assert unescaped(escaped(text)) == text
    assert unescaped(r"two\nlines, \z stays") == "two\nlines, \\z stays"


def test_what_is_written() -> None:
    choice = MoodleQuestion(
        "multichoice",
        "q-a",
        "q-a",
        Words("5 = 5?"),
        Words("So: yes."),
        (Answer(Words("[x] yes")), Answer(Words("%5% no"), Decimal(0), Words("Why {not}"))),
        tags=("sums",),
    )
    pairs = MoodleQuestion(
        "matching", "q-b", "q-b", Words("Match"), pairs=(Pair(Words(""), Words("a &lt; b", "html")),)
    )
    assert write_gift(MoodleBank("Sums / easy", (choice, pairs))) == (
        "$CATEGORY: $course$/top/Sums // easy\n\n"
        "// [id:q-a] [tag:sums]\n"
        "::q-a::[plain]5 \\= 5? {\n"
        "\t=[plain][x] yes\n"
        "\t~%0%%5% no#Why \\{not\\}\n"
        "\t####So\\: yes.\n"
        "}\n\n"
        "// [id:q-b]\n"
        "::q-b::[plain]Match {\n"
        "\t= -> a &lt; b\n"
        "}\n"
    )

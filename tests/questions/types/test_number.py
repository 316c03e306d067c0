from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from app.questions.question import Unreadable
from app.questions.types.number.numerals import readings
from app.questions.types.number.question import Number
from tests.questions.bank import NUMBER, changed, codes


def number(**fields: Any) -> Number:
    question = changed(NUMBER, **fields)
    assert isinstance(question, Number)
    return question


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("8.33", ["8.33"]),
        ("8,33", ["8.33"]),
        (" 8,33 ", ["8.33"]),
        (".5", ["0.5"]),
        (",5", ["0.5"]),
        ("5.", ["5"]),
        ("007", ["7"]),
        ("1 250", ["1250"]),
        ("1\u00a0250", ["1250"]),
        ("1\u202f250,5", ["1250.5"]),
        ("1.250,5", ["1250.5"]),
        ("1,250.5", ["1250.5"]),
        ("1'250.5", ["1250.5"]),
        ("1\u2019250", ["1250"]),
        ("1,250", ["1.25", "1250"]),
        ("1.250", ["1.25", "1250"]),
        ("0,250", ["0.25"]),
        ("1,250,000", ["1250000"]),
        ("12,50,000", ["1250000"]),
        ("1 250 000,75", ["1250000.75"]),
        ("-5", ["-5"]),
        ("\u22125", ["-5"]),
        ("\u2013 5", ["-5"]),
        ("+5", ["5"]),
        ("٨٫٣٣", ["8.33"]),
        ("١٬٢٥٠", ["1250"]),
        ("۸٫۳۳", ["8.33"]),
        ("८.३३", ["8.33"]),
        ("၁၂", ["12"]),
        ("\uff18\uff0e\uff13", ["8.3"]),
        ("\u200f8.33\u200e", ["8.33"]),
        ("৮.৩৩", ["8.33"]),  # Bengali
        ("১,২৫,০০০", ["125000"]),
        ("१,२५,०००.५", ["125000.5"]),  # Devanagari
        ("၈.၃၃", ["8.33"]),  # Burmese
        ("၁,၂၅၀,၀၀၀", ["1250000"]),
        ("៨,៣៣", ["8.33"]),  # Khmer
        ("๘.๓๓", ["8.33"]),  # Thai
        ("௮.௩௩", ["8.33"]),  # Tamil
        ("١٬٢٥٠٫٥", ["1250.5"]),  # Arabic, with its own marks
        ("١،٢٥٠", ["1.25", "1250"]),
        ("۱۲۵۰", ["1250"]),  # Persian
        ("٨.33", ["8.33"]),  # two scripts in one number
        ("1\u2009250", ["1250"]),
        ("1 250,5", ["1250.5"]),
        ("1 250.5", ["1250.5"]),
        ("1.250.000", ["1250000"]),
        ("1.250.000,75", ["1250000.75"]),
        ("1'250'000", ["1250000"]),
        ("12,345", ["12.345", "12345"]),
        ("1234,567", ["1234.567"]),
        ("01,250", ["1.25"]),
        ("1250,", ["1250"]),
        ("1,250,", []),
        ("1 250 5", []),
        ("1.250,5.0", []),
        ("8:33", []),
        ("8/3", []),
        ("8.33 hours", ["8.33"]),
        ("8.33HOURS", ["8.33"]),
        ("hours 8.33", ["8.33"]),
        ("-hours 8.33", ["-8.33"]),
        ("8.33 minutes", []),
        ("", []),
        (".", []),
        ("-", []),
        ("--5", []),
        ("eight", []),
        ("8 33", []),
        ("8.3.3", []),
        ("1,25,0", []),
        ("1.250.5", []),
        ("1e3", []),
        ("5²", []),
        ("½", []),
        ("NaN", []),
        ("Infinity", []),
        ("8_000", []),
    ],
)
def test_readings(typed: str, numbers: list[str]) -> None:
    assert readings(typed, "hours") == {Decimal(each) for each in numbers}


@pytest.mark.parametrize(("typed", "unit"), [("5 %", "%"), ("٥٪", "%"), ("$5", "$"), ("5m²", "m²"), ("5 m2", "m2")])
def test_the_unit_may_be_typed(typed: str, unit: str) -> None:
    assert readings(typed, unit) == {Decimal(5)}


@pytest.mark.parametrize(("typed", "unit"), [("5 mm", "m"), ("1m2", "m"), ("5 kg", None)])
def test_another_unit_is_no_number(typed: str, unit: str | None) -> None:
    assert not readings(typed, unit)


def test_keeps_the_text_as_typed() -> None:
    assert number().read({"typed": ["  8,33\u00a0 hours\x00 "]}, "s") == "8,33 hours"


@pytest.mark.parametrize("values", [[], [""], ["  "], ["about ten"], ["8", "9"]])
def test_refuses_what_is_no_number(values: list[str]) -> None:
    with pytest.raises(Unreadable) as caught:
        number().read({"typed": values}, "s")
    assert caught.value.problem == "number"


@pytest.mark.parametrize(
    ("typed", "mark"),
    [("8.33", 1), ("8,3", 1), ("8.23", 1), ("8.43", 1), ("8.22", 0), ("8.431", 0), ("-8.33", 0), ("500", 0), ("", 0)],
)
def test_marks_within_the_tolerance_its_ends_included(typed: str, mark: float) -> None:
    assert number().mark(typed) == mark


def test_without_a_tolerance_only_the_number_itself_is_right() -> None:
    exact = number(answer="0.3", tolerance=None)
    assert (exact.mark("0.30"), exact.mark("0.3000000001")) == (1.0, 0.0)


def test_a_tolerance_in_percent_is_of_the_answer() -> None:
    question = number(answer="200", tolerance=None, tolerance_pct="5")
    assert [question.mark(each) for each in ("190", "210", "189", "211")] == [1, 1, 0, 0]


def test_a_doubtful_number_is_right_if_either_reading_is() -> None:
    assert number(answer="1250", tolerance=None).mark("1,250") == 1.0
    assert number(answer="1.25", tolerance=None).mark("1,250") == 1.0
    assert number(answer="125", tolerance=None).mark("1,250") == 0.0


def test_review_names_the_known_mistake() -> None:
    review = number().review("500", "s")
    assert (review.yours, review.right, review.unit, review.why) == ("500", "8.33", "hours", "That is minutes.")
    assert number().review("500.0 hours", "s").why == "That is minutes."
    assert number().review("77", "s").why is None


def test_review_tells_how_a_doubtful_number_was_read() -> None:
    """Whether 1,250 is a little more than one or over a thousand, the known answer decides, and the page says so."""
    assert number(answer="1250", tolerance=None).review("1,250", "s").read_as == "1250"
    assert number(answer="1.25", tolerance=None).review("1,250", "s").read_as in ("1.25", "1.250")
    assert number(answer="1250", tolerance=None).review("1 250", "s").read_as is None
    assert number(answer="7", tolerance=None).review("1,250", "s").read_as is None


def test_review_without_an_answer() -> None:
    assert number().review(None, "s").yours is None


def test_review_never_writes_the_right_number_with_an_exponent() -> None:
    assert number(answer="1000000").review(None, "s").right == "1000000"
    assert number(answer="1e3").review(None, "s").right == "1000"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"why": {"8.4": "Almost."}}, [("why.8.4", "known-mistake-is-right")]),
        ({"why": {"lots": "Oh."}}, [("why.lots", "why-not-a-number")]),
        ({"tolerance_pct": "5"}, [("tolerance_pct", "two-tolerances")]),
        ({"answer": "-8.33"}, [("answer", "negative-number")]),
        ({"why": {}}, []),
    ],
)
def test_mistakes(fields: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert codes(number(**fields)) == found


@pytest.mark.parametrize("fields", [{"answer": "8,33"}, {"answer": "NaN"}, {"answer": "ten"}, {"tolerance": "-1"}])
def test_the_authors_numbers_are_plain_numbers(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        number(**fields)

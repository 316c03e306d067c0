"""Flags as findings: at the option, at the field, in the translation; only of questions that are the same here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.content.models import Library
from app.questions.fingerprint import fingerprint
from app.reporting.flags import CODES
from app.reporting.insights import ADVICE, SENTENCES, insights
from app.reporting.question_statistics import Figures, Group, ModuleStatistics, QuestionStatistics
from tests.course import load_course
from tests.reporting.test_flags import FINE

BANK = "modules/board/questions.yaml"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    load_course(tmp_path)
    return tmp_path


def statistics(library: Library, ident: str, found: QuestionStatistics) -> ModuleStatistics:
    """Give these statistics as those of a question of the small course."""
    question = library.modules["board"].bank[ident].question
    return ModuleStatistics("board", (), (replace(found, id=ident, fingerprint=fingerprint(question)),))


def lines(course: Path, library: Library, ident: str, found: QuestionStatistics) -> list[str]:
    """Give the findings as they are printed."""
    findings, left = insights(course, library, statistics(library, ident, found))
    assert left == []
    return [str(each) for each in findings]


def text_at(course: Path, line: str) -> str:
    """Give what stands where a finding points."""
    file, row, column, _ = line.split(":", 3)
    return (course / file).read_text(encoding="utf-8").splitlines()[int(row) - 1][int(column) - 1 :]


def test_an_unused_option_is_named_at_its_line(course: Path, library: Library) -> None:
    unused = replace(
        FINE,
        figures=replace(FINE.figures, n=180),
        options=(*FINE.options[:2], Group("guests", 0, 0, None)),
    )
    (line,) = lines(course, library, "q-single", unused)
    assert line.startswith(
        f'{BANK}:8:13: warning [unused-option] q-single: option "guests" chosen by 0 of 180 -> write '
    )
    assert text_at(course, line) == "Guests from outside"


def test_the_key_of_a_type_without_options(course: Path, library: Library) -> None:
    bare = replace(FINE, options=(), figures=replace(FINE.figures, discrimination=-12.0))
    (number,) = lines(course, library, "q-number", bare)
    assert "[key-suspect] q-number: those who do well in the rest get it wrong (discrimination -12, n 40)" in number
    assert text_at(course, number) == "50"
    (text,) = lines(course, library, "q-text", bare)
    assert text_at(course, text).startswith("[near miss")
    (order,) = lines(course, library, "q-order", bare)
    assert text_at(course, order).startswith("id: q-order")


def test_a_side_of_a_statement(course: Path, library: Library) -> None:
    sides = (Group("yes", 0, 0, None), Group("no", 40, 100, 60, True))
    (line,) = lines(course, library, "q-true", replace(FINE, options=sides))
    assert text_at(course, line) == "no"


def test_a_translation_is_pointed_at_in_its_file(course: Path, library: Library) -> None:
    languages = {"en": Figures(60, 78, None, None, 0), "fr": Figures(40, 41, None, None, 0)}
    (line,) = lines(course, library, "q-single", replace(FINE, languages=languages))
    assert line.startswith("modules/board/questions.fr.yaml:")
    assert "q-single: in fr 41 % are right, in en 78 % (n 40 and 60)" in line
    assert text_at(course, line).startswith("Qui vient")
    (source,) = lines(
        course, library, "q-single", replace(FINE, languages={"fr": languages["en"], "en": languages["fr"]})
    )
    assert source.startswith(f"{BANK}:4:8:")


def test_another_key_here_is_not_judged(course: Path, library: Library) -> None:
    hard = replace(FINE, figures=replace(FINE.figures, facility=0.0))
    found = statistics(library, "q-single", hard)
    other = replace(found, questions=(replace(found.questions[0], fingerprint="1:0"),))
    assert insights(course, library, other) == ([], ["q-single"])
    elsewhere = replace(found, module_id="nowhere")
    assert insights(course, library, elsewhere) == ([], ["q-single"])
    gone = replace(found, questions=(replace(found.questions[0], id="q-gone"),))
    assert insights(course, library, gone) == ([], ["q-gone"])


def test_every_flag_has_its_words() -> None:
    assert set(SENTENCES) == set(ADVICE) == set(CODES)

"""Moodle questions as a Moodle XML file (docs.moodle.org/en/Moodle_XML_format)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from app.interop.moodle import Answer, MoodleBank, MoodleQuestion, Words

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file may hold, however it is written (XML 1.0, production 2)."""

YES, NO = "true", "false"


def write_xml(bank: MoodleBank) -> str:
    """Write the file, to be stored as UTF-8."""
    path = "$course$/top/" + " ".join(bank.category.split()).replace("/", "//")
    head = f'<question type="category">\n<category>{_plain(path)}</category>\n</question>\n'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
        + head
        + "".join(map(_question, bank.questions))
        + "</quiz>\n"
    )


def _question(question: MoodleQuestion) -> str:
    lines = "\n".join((*_common(question), *KINDS[question.kind](question), *_ends(question)))
    return f'<question type="{question.kind}">\n{lines}\n</question>\n'


def _common(question: MoodleQuestion) -> Iterator[str]:
    yield f"<name>{_plain(question.name)}</name>"
    yield _shown("questiontext", question.text, question.rtl)
    yield _shown("generalfeedback", question.general, question.rtl)
    yield f"<defaultgrade>{question.points}</defaultgrade>"
    yield "<penalty>0.3333333</penalty>"
    yield f"<hidden>{int(question.hidden)}</hidden>"
    yield f"<idnumber>{_xml(question.idnumber)}</idnumber>"


def _ends(question: MoodleQuestion) -> Iterator[str]:
    for hint in question.hints:
        yield _shown("hint", hint, question.rtl)
    if question.tags:
        yield "<tags>" + "".join(f"<tag>{_plain(tag)}</tag>" for tag in question.tags) + "</tags>"


def _choices(question: MoodleQuestion) -> Iterator[str]:
    yield f"<single>{YES if question.single else NO}</single>"
    yield f"<shuffleanswers>{YES if question.shuffle else NO}</shuffleanswers>"
    yield "<answernumbering>none</answernumbering>"
    for answer in question.answers:
        yield _answer(answer, question.rtl, html=True)


def _answers(question: MoodleQuestion) -> Iterator[str]:
    for answer in question.answers:
        yield _answer(answer, question.rtl)


def _forms(question: MoodleQuestion) -> Iterator[str]:
    yield "<usecase>0</usecase>"
    yield from _answers(question)


def _numbers(question: MoodleQuestion) -> Iterator[str]:
    """A unit that is given is allowed and not asked for (showunits 0), as here."""
    yield from _answers(question)
    if question.units:
        units = (
            f"<unit><multiplier>{multiplier}</multiplier><unit_name>{_xml(name)}</unit_name></unit>"
            for name, multiplier in question.units.items()
        )
        yield f"<units>{''.join(units)}</units>"
    yield "<unitgradingtype>0</unitgradingtype>"
    yield f"<showunits>{0 if question.units else 3}</showunits>"


def _pairs(question: MoodleQuestion) -> Iterator[str]:
    yield f"<shuffleanswers>{YES}</shuffleanswers>"
    for pair in question.pairs:
        left, right = _html(pair.left, question.rtl), _plain(pair.right.text)
        yield f'<subquestion format="html">{left}<answer>{right}</answer></subquestion>'


def _ordering(question: MoodleQuestion) -> Iterator[str]:
    yield "<layouttype>VERTICAL</layouttype>\n<selecttype>ALL</selecttype>\n<selectcount>0</selectcount>"
    yield f"<gradingtype>{question.grading}</gradingtype>\n<showgrading>SHOW</showgrading>"
    yield "<numberingstyle>none</numberingstyle>"
    for answer in question.answers:
        yield _answer(answer, question.rtl, html=True)


def _nothing_more(question: MoodleQuestion) -> Iterator[str]:
    """The gaps stand in the text."""
    return iter(())


def _answer(answer: Answer, rtl: bool, html: bool = False) -> str:
    form, text = ("html", _html(answer.words, rtl)) if html else ("moodle_auto_format", _plain(answer.words.text))
    feedback = _shown("feedback", answer.feedback, rtl)
    tolerance = f"<tolerance>{answer.tolerance}</tolerance>" if answer.tolerance else ""
    return f'<answer fraction="{answer.percent:f}" format="{form}">{text}{feedback}{tolerance}</answer>'


def _shown(name: str, words: Words, rtl: bool) -> str:
    return f'<{name} format="html">{_html(words, rtl)}</{name}>'


def _html(words: Words, rtl: bool) -> str:
    """Write a plain text as a paragraph of HTML, which is what Moodle's editor would make of it."""
    if not words.text:
        return "<text></text>"
    direction = ' dir="rtl"' if rtl else ""
    text = FORBIDDEN.sub("", words.text)
    paragraph = f"<p{direction}>{text if words.markup == 'html' else escape(text, quote=False)}</p>"
    return f"<text><![CDATA[{paragraph}]]></text>"


def _plain(text: str) -> str:
    return f"<text>{_xml(text)}</text>"


def _xml(text: str) -> str:
    return escape(FORBIDDEN.sub("", text), quote=False)


KINDS: Mapping[str, Callable[[MoodleQuestion], Iterator[str]]] = {
    "multichoice": _choices,
    "truefalse": _answers,
    "numerical": _numbers,
    "shortanswer": _forms,
    "matching": _pairs,
    "ordering": _ordering,
    "cloze": _nothing_more,
}

"""Moodle XML read (docs.moodle.org/en/Moodle_XML_format), with the place of everything in the file.

Old files are read too: answers without a <text> of their own, `match` for `matching`, `multianswer` for `cloze`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from app.content.findings import Notes, Spot
from app.interop.moodle import NOTHING, Answer, Markup, MoodleQuestion, Pair, Words, amount
from app.interop.moodle_xml.nodes import Node, read_tree

FORMATS: dict[str, Markup] = {"plain_text": "plain", "markdown": "markdown", "moodle_auto_format": "moodle"}
KINDS = {"match": "matching", "multianswer": "cloze"}
YES = ("true", "1", "yes")

CARRIED = frozenset(
    {"name", "questiontext", "generalfeedback", "defaultgrade", "hidden", "idnumber", "answer", "subquestion", "single"}
    | {"shuffleanswers", "usecase", "hint", "tags", "coursetags", "units", "gradingtype", "category", "image"}
)
"""What a question here is made from."""
MOODLES_OWN = frozenset(
    {"penalty", "answernumbering", "showstandardinstruction", "shownumcorrect", "unitgradingtype", "unitpenalty"}
    | {"showunits", "unitsleft", "layouttype", "showgrading", "numberingstyle", "selectcount", "responseformat"}
    | {"responserequired", "responsefieldlines", "minwordlimit", "maxwordlimit", "attachments", "attachmentsrequired"}
    | {"maxbytes", "filetypeslist", "info", "image_base64"}
)
"""How Moodle shows a question and lets people try again: nothing that a question of ours could have."""
STOCK = (
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
    "Well done!",
    "Parts, but only parts, of your response are correct.",
    "That is not right at all.",
)
"""What Moodle puts into every question by itself."""


def read_xml(raw: bytes, notes: Notes) -> list[MoodleQuestion]:
    """Read a file. What is no question is noted at its place and left out."""
    root = read_tree(raw, notes)
    if root is None:
        return []
    if root.name == "question":
        return [_question(root)]
    if root.name != "quiz":
        notes.error(root.spot, "xml-no-quiz", f"<{root.name}> is no bank of questions", "export it as Moodle XML")
        return []
    for child in root.children:
        if child.name != "question":
            notes.warning(child.spot, "xml-unknown", f"<{child.name}> is no question", "it is left out")
    return [_question(node) for node in root.all("question")]


def _question(node: Node) -> MoodleQuestion:
    kind = node.attributes.get("type", "")
    question = MoodleQuestion(
        kind=KINDS.get(kind, kind),
        name=" ".join(node.value("name").split()),
        idnumber=node.value("idnumber"),
        text=_words(node.get("category" if kind == "category" else "questiontext"), "moodle"),
        spot=node.spot,
    )
    markup = question.text.markup
    return replace(
        question,
        general=_words(node.get("generalfeedback"), markup),
        answers=tuple(_answer(each, markup) for each in node.all("answer")),
        pairs=tuple(_pair(each, markup) for each in node.all("subquestion")),
        hints=tuple(_words(each, markup) for each in node.all("hint")),
        tags=tuple(_tags(node)),
        points=node.value("defaultgrade", "1"),
        single=node.value("single", "true") in YES,
        shuffle=node.value("shuffleanswers", "true") in YES,
        hidden=node.value("hidden") in YES,
        usecase=node.value("usecase") in YES,
        grading=node.value("gradingtype"),
        units=dict(_units(node)),
        others=dict(_others(node)),
    )


def _words(node: Node | None, markup: Markup) -> Words:
    """Read a text with its format and its files. A bare text, without <text>, is how old files have it."""
    if node is None:
        return NOTHING
    inner = node.get("text") or node
    named = node.attributes.get("format", "")
    return Words(
        inner.text.strip(),
        FORMATS.get(named, "html") if named else markup,
        inner.words,
        tuple(each.attributes.get("name", "?") for each in node.all("file")),
    )


def _answer(node: Node, markup: Markup) -> Answer:
    return Answer(
        replace(_words(node, markup), spot=node.spot),
        _percent(node),
        _words(node.get("feedback"), markup),
        node.value("tolerance"),
    )


def _percent(node: Node) -> Decimal:
    """Read the share of the points; the oldest files have it as an element, from 0 to 1."""
    try:
        if "fraction" in node.attributes:
            return amount(node.attributes["fraction"])
        return amount(node.value("fraction", "0")) * 100
    except InvalidOperation:
        return Decimal(0)


def _pair(node: Node, markup: Markup) -> Pair:
    return Pair(
        replace(_words(node, markup), spot=node.spot), replace(_words(node.get("answer"), "html"), markup="html")
    )


def _tags(node: Node) -> Iterator[str]:
    for name in ("tags", "coursetags"):
        for group in node.all(name):
            for tag in group.all("tag"):
                yield " ".join((tag.get("text") or tag).text.split())


def _units(node: Node) -> Iterator[tuple[str, str]]:
    for group in node.all("units"):
        for unit in group.all("unit"):
            yield unit.value("unit_name"), unit.value("multiplier", "1")


def _others(node: Node) -> Iterator[tuple[str, Spot]]:
    for child in node.children:
        if child.name == "selecttype" and child.value("text", child.text.strip()).upper() in ("", "ALL", "0"):
            continue
        text = " ".join(_words(child, "html").text.replace("<p>", "").replace("</p>", "").split())
        if child.name not in CARRIED | MOODLES_OWN and (text or child.children) and text not in ("", *STOCK):
            yield child.name, child.spot

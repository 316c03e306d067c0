"""The flags of a module's questions as findings at the author's line."""

from __future__ import annotations

from pathlib import Path as FilePath

from app.content.document import Document, read
from app.content.findings import TOP, Finding, Notes, Spot
from app.content.models import Library
from app.questions.fingerprint import fingerprint
from app.questions.question import Path
from app.reporting.flags import Code, Flag, flags
from app.reporting.question_statistics import ModuleStatistics, QuestionStatistics

SENTENCES: dict[Code, str] = {
    "better-wrong": 'option "{about}" chosen by {chosen} of {n}, who did better in the rest ({value:.0f} %) '
    "than those who were right ({against:.0f} %)",
    "key-suspect": "those who do well in the rest get it wrong (discrimination {value:.0f}, n {n})",
    "translation-suspect": "in {about} {value:.0f} % are right, in {other} {against:.0f} % (n {chosen} and {others})",
    "too-hard": "{value:.0f} % of {n} are right",
    "weak": "it hardly tells who knows the rest (discriminative efficiency {value:.0f}, n {n})",
    "unused-option": 'option "{about}" chosen by 0 of {n}',
    "too-easy": "{value:.0f} % of {n} are right",
    "guessable": "blind guessing earns {value:.0f} % (n {n})",
}
ADVICE: dict[Code, str] = {
    "better-wrong": "ask whether the key is right; if it is, say in the question what makes this option wrong",
    "key-suspect": "check the key first, then look for words that mislead those who know more",
    "translation-suspect": "compare the translation with the source, word for word",
    "too-hard": "check the key, then the lesson that teaches it",
    "weak": "ask about one thing only, in the words of the lesson",
    "unused-option": "write something that people believe, or take the option out",
    "too-easy": "leave it where safety asks for it; else make the wrong answers more believable",
    "guessable": "add wrong answers that people believe, or use another type",
}
PLACES: dict[Code, tuple[Path, ...]] = {
    "key-suspect": (("answer",), ("accept",)),
    "guessable": (("options",), ("type",)),
}
"""Where a flag is pointed at, the first field that the question has; without an entry it is `ask`."""


def insights(folder: FilePath, library: Library, statistics: ModuleStatistics) -> tuple[list[Finding], list[str]]:
    """Give the findings about a module of a content folder, and the ids of those questions that cannot be judged.

    These have another key or other options here than where the statistics were made, or are not here at all.
    """
    module = library.modules.get(statistics.module_id)
    here = {} if module is None else {ident: fingerprint(each.question) for ident, each in module.bank.items()}
    known = [each for each in statistics.questions if here.get(each.id) == each.fingerprint]
    left = [each.id for each in statistics.questions if each not in known]
    languages = library.course.languages if module else ()
    banks = {language: _Bank(folder, statistics.module_id, library, language) for language in languages}
    found = (_finding(banks, library.course.source, each, flag) for each in known for flag in flags(each))
    return sorted(found), left


class _Bank:
    """The places in the bank of one language."""

    def __init__(self, folder: FilePath, module_id: str, library: Library, language: str) -> None:
        other = "" if language == library.course.source else f".{language}"
        self.file = f"modules/{module_id}/questions{other}.yaml"
        self.document = _document(folder / self.file)

    def spot(self, ident: str, paths: tuple[Path, ...]) -> Spot:
        """Give the place of the first of the fields that the question has, else that of the question."""
        above = self._place(ident)
        if above is None:
            return TOP
        there = [path for path in paths if self.document.get((above, *path)) is not None]
        return self.document.field((above, *there[0])) if there else self.document.at((above,))

    def _place(self, ident: str) -> str | int | None:
        value = self.document.value
        if isinstance(value, dict):
            return ident if ident in value else None
        items = enumerate(value if isinstance(value, list) else ())
        return next((place for place, each in items if isinstance(each, dict) and each.get("id") == ident), None)


def _document(file: FilePath) -> Document:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return Document("")
    return read(text, Notes(file.name)) or Document("")


def _finding(banks: dict[str, _Bank], source: str, found: QuestionStatistics, flag: Flag) -> Finding:
    bank, paths = banks[source], PLACES.get(flag.code, (("ask",),))
    if flag.code == "translation-suspect":
        bank = banks.get(flag.about, bank)
    elif flag.about:
        paths = (("options", flag.about), ("answer",))
    spot = bank.spot(found.id, paths)
    sentence = _sentence(found, flag)
    return Finding(bank.file, spot.line, spot.column, "warning", flag.code, found.id, sentence, ADVICE[flag.code])


def _sentence(found: QuestionStatistics, flag: Flag) -> str:
    chosen = {each.key: each.n for each in found.options} | {key: each.n for key, each in found.languages.items()}
    return SENTENCES[flag.code].format(
        about=flag.about,
        other=flag.other,
        value=flag.value,
        against=flag.against,
        n=found.figures.n,
        chosen=chosen.get(flag.about, 0),
        others=chosen.get(flag.other, 0),
    )

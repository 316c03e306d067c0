"""The words of a question apart from its key: put a translation's words in, and say what it lacks or has too much.

A translation is a mapping like the question itself that holds words only. It reaches no field outside the type's
WORDS, so it can change neither an answer nor a mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from app.questions.question import Path, Question

STAMP = "source"
"""The translator's note of which source text was translated; it is no word, and never foreign."""

# fmt: off
SYMBOLS = frozenset({
    "kg", "g", "mg", "t", "m", "cm", "mm", "km", "m2", "m²", "m3", "m³", "km/h",
    "l", "L", "ml", "mL", "s", "min", "h", "W", "kW", "kWh", "MWh", "V", "A", "°C", "°F", "dB", "dB(A)", "Pa", "Hz",
})
# fmt: on
"""Units that are written alike in every language, so that a translation may leave them out."""

AnyQuestion = TypeVar("AnyQuestion", bound=Question)


def translated(question: AnyQuestion, words: Mapping[str, Any]) -> AnyQuestion:
    """Give the question with the translation's words in place of its own.

    Words are found by field and key; a list (`accept`) is replaced as a whole. What the translation lacks stays as
    it was, what is no word of the question is passed over.
    """
    return type(question).model_validate(_laid_over(question.model_dump(), _merged(question.words(), words)))


def missing_words(question: Question, words: Mapping[str, Any]) -> list[Path]:
    """Give the paths of the source's words that the translation lacks, leaving out numbers and symbols."""
    given = dict(_leaves(words))
    return [
        path for path, word in _leaves(question.words()) if not _fits(word, given.get(path)) and not _needs_none(word)
    ]


def foreign_words(question: Question, words: Mapping[str, Any]) -> list[Path]:
    """Give the paths of what the translation holds that is no word of the source: a key, an unknown option."""
    return list(_foreign(question.words(), {field: each for field, each in words.items() if field != STAMP}))


def written_words(question: Question, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Give the words of a question as its author wrote them, in file order, and nothing of its key."""
    return _kept(question.words(), raw)


def _kept(words: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _kept(words[key], value) if isinstance(words[key], Mapping) and isinstance(value, Mapping) else value
        for key, value in raw.items()
        if key in words
    }


def _laid_over(ground: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """Put words in at their places, leaving what stands beside them: an answer next to its options."""
    laid = {key: _laid_over(ground[key], word) if isinstance(word, Mapping) else word for key, word in words.items()}
    return {**ground, **laid}


def _leaves(tree: Mapping[str, Any], above: Path = ()) -> Iterator[tuple[Path, Any]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


def _merged(source: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _chosen(value, words.get(key)) for key, value in source.items()}


def _chosen(source: Any, word: Any) -> Any:
    if isinstance(source, Mapping):
        return _merged(source, word) if isinstance(word, Mapping) else source
    return word if _fits(source, word) else source


def _foreign(source: Mapping[str, Any], words: Mapping[str, Any], above: Path = ()) -> Iterator[Path]:
    for key, word in words.items():
        inside = source.get(key)
        if isinstance(inside, Mapping) and isinstance(word, Mapping):
            yield from _foreign(inside, word, (*above, key))
        elif key not in source or not _alike(inside, word):
            yield (*above, key)


def _alike(source: Any, word: Any) -> bool:
    if isinstance(source, str):
        return isinstance(word, str)
    return isinstance(source, tuple) and isinstance(word, list | tuple)


def _fits(source: Any, word: Any) -> bool:
    """Say whether `word` can stand in for `source`: of the same kind, and not blank."""
    texts = [word] if isinstance(source, str) else word
    return _alike(source, word) and bool(texts) and all(isinstance(each, str) and each.strip() for each in texts)


def _needs_none(word: str | tuple[str, ...]) -> bool:
    texts = (word,) if isinstance(word, str) else word
    return all(text in SYMBOLS or not any(map(str.isalpha, text)) for text in texts)

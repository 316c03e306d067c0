"""`make translations`: collect the words people see from templates and code into the .po file of each language.

Translations stay; new words come in without one; words that are gone go. A test fails while any is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from app.i18n import LOCALES, SOURCE, interface_languages

ROOT = Path(__file__).parents[2]
METHODS = [("**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"**.html": {"trimmed": "true", "extensions": "jinja2.ext.do"}}
FOLDERS = ("templates", "app")
PROJECT = "SCORE Learn"


def collect() -> Catalog:
    """Give the catalogue of all words in templates and code, without translations."""
    words = Catalog(project=PROJECT, copyright_holder=f"{PROJECT} contributors", charset="utf-8")
    for file, line, message, comments, context in sorted(_found(), key=lambda found: (found[0], found[1])):
        words.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return words


def _found() -> Iterator[tuple[str, int, str | tuple[str, ...], list[str], str | None]]:
    for folder in FOLDERS:
        for file, line, message, comments, context in extract_from_dir(ROOT / folder, METHODS, OPTIONS):
            yield f"{folder}/{file}", line, message, comments, context


def catalogue_file(language: str) -> Path:
    """Give the .po file of a language."""
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def update(language: str, words: Catalog) -> None:
    """Bring a language's file up to the words collected."""
    file = catalogue_file(language)
    with file.open("rb") as stream:
        kept = read_po(stream, locale=language)
    kept.update(words, no_fuzzy_matching=True)
    kept.obsolete.clear()
    with file.open("wb") as stream:
        write_po(stream, kept, width=120, omit_header=False, no_location=True, sort_output=True)


def missing(language: str) -> list[str]:
    """Give the texts that wait for a translation."""
    with catalogue_file(language).open("rb") as stream:
        messages = [message for message in read_po(stream, locale=language) if message.id]
    return [str(message.id) for message in messages if not all(_forms(message))]


def _forms(message: Message) -> Iterable[str]:
    return message.string if isinstance(message.string, list | tuple) else [message.string or ""]


def main() -> None:
    """Update every language but the one in the code, and say how many texts wait for a translation."""
    words = collect()
    for language in interface_languages():
        if language != SOURCE:
            update(language, words)
            print(f"{language}: {len(words)} texts, {len(missing(language))} without a translation")  # noqa: T201  # a command


if __name__ == "__main__":
    main()

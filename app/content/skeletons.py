"""What a translator begins with: a copy of a Markdown file to write over, a question's fields to fill in.

A skeleton is a draft, and its words are those of the source or none, so that no learner takes it for a translation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.content.bank import Written
from app.content.schema_files import modeline
from app.content.sheet import Sheet
from app.content.staleness import sheet_hash
from app.content.translated_bank import question_hash
from app.content.yaml_edits import scalar
from app.questions.question import Path
from app.questions.translation import written_words
from app.questions.types import missing_words

FRONT = ("title", "goal", "summary", "need")
"""The fields of front matter that hold words."""
TODO = "Write over the words below in {language}. When all is done, take out `status: draft`."
BANK = """\
# Questions of {module} in {language}: words only, the answers are in questions.yaml.
# Write each text after its colon; the line above it has the source. Then take out `status: draft`.
"""


def sheet_skeleton(source: Sheet, language: str) -> str:
    """Give a Markdown file of its own language with the words of its source to write over."""
    front = source.front.value if isinstance(source.front.value, dict) else {}
    fields = [f"{name}: {scalar(str(front[name]), 0)}" for name in FRONT if front.get(name)]
    head = [f"# {TODO.format(language=language)}", f'source: "{sheet_hash(source)}"', "status: draft", *fields]
    return "\n".join(("---", *head, "---", source.body))


def bank_skeleton(module: str, language: str) -> str:
    """Give the head of a bank in another language, by which editors find its schema."""
    return modeline("questions-translation", 2) + BANK.format(module=module, language=language)


def question_skeleton(ident: str, written: Written) -> str:
    """Give a question's fields without words, each with its source words as a remark above it."""
    wanted = missing_words(written.question, {})
    words = written_words(written.question, written.raw)
    lines = [f"{ident}:", f'  source: "{question_hash(written.question, written.raw)}"', "  status: draft"]
    return "\n".join((*lines, *_fields(words, wanted, (), "  "))) + "\n"


def _fields(words: Mapping[str, Any], wanted: Sequence[Path], above: Path, indent: str) -> Iterator[str]:
    for key, value in words.items():
        path = (*above, key)
        if isinstance(value, dict) and any(each[: len(path)] == path for each in wanted):
            yield f"{indent}{key}:"
            yield from _fields(value, wanted, path, f"{indent}  ")
        elif path in wanted:
            said = "\n".join(value) if isinstance(value, list) else str(value)
            yield from (f"{indent}# {line}".rstrip() for line in said.strip().splitlines())
            yield f"{indent}{key}: []" if isinstance(value, list) else f"{indent}{key}:"

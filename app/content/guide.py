"""The guide for trainers, GUIDE.md beside the content, as a page."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt

NAME = "GUIDE.md"
LANGUAGE = "en"
"""The guide is written in English, whatever language the course is written in."""


def has_guide(directory: Path) -> bool:
    """Say whether there is a guide, without reading it."""
    return (directory / NAME).is_file()


def guide(directory: Path) -> str | None:
    """Give the guide's body as safe HTML, without its own title. None where there is none that can be read."""
    try:
        text = (directory / NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    body = text.partition("\n")[2] if text.startswith("# ") else text
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    return str(markdown.render(body)).replace("<pre>", '<pre class="scroll" tabindex="0">')

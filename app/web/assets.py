"""What lies in static/: read once, named by its content so that browsers may keep it for ever."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
from functools import cached_property
from pathlib import Path

from app.web.ready import Ready, make_ready

FOREVER = "public, max-age=31536000, immutable"
STATIC = Path(__file__).parents[2] / "static"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


class Assets:
    """The static files, by the address under which pages ask for them."""

    def __init__(self, folder: Path = STATIC) -> None:
        self.folder = folder
        self.addresses: dict[str, str] = {}
        self.ready: dict[str, Ready] = {}
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix in TYPES:
                self._add(file)

    def address(self, name: str) -> str:
        """Give the address of a static file. Raises KeyError for one that is not there: a template is wrong."""
        return self.addresses[name]

    @cached_property
    def style(self) -> str:
        """The style of every page, as it is inlined: without comments and needless white space."""
        return self._folded("score.css")

    @cached_property
    def more_style(self) -> str:
        """The style that pages other than lessons have besides."""
        return self._folded("more.css")

    @cached_property
    def style_source(self) -> str:
        """The Content-Security-Policy sources that allow just those inlined styles."""
        digests = (hashlib.sha256(each.encode()).digest() for each in (self.style, self.more_style))
        return " ".join(f"'sha256-{base64.b64encode(each).decode()}'" for each in digests)

    def _folded(self, name: str) -> str:
        return fold_css((self.folder / name).read_text(encoding="utf-8"))

    def _add(self, file: Path) -> None:
        body = file.read_bytes()
        name = file.relative_to(self.folder).as_posix()
        stem, dot, suffix = name.rpartition(".")
        address = f"/static/{stem}.{hashlib.sha256(body).hexdigest()[:10]}{dot}{suffix}"
        media_type = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.addresses[name] = address
        self.ready[address] = make_ready(body, media_type, FOREVER)


def fold_css(css: str) -> str:
    """Take comments and needless white space out of a style sheet; strings with such in them are not used in ours."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    return css.replace(";}", "}").strip()

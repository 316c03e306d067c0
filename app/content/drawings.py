"""Drawings (SVG) made safe to stand inside a page: a short list of shapes and attributes, all else refused.

Colours come only through class names, so that a drawing recolours in the dark.
"""

from __future__ import annotations

from html import escape
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from app.content.findings import TOP, Notes, Spot

ELEMENTS = frozenset({"svg", "title", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
ATTRIBUTES = frozenset(
    [
        "class",
        "d",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "width",
        "height",
        "points",
        "transform",
        "opacity",
        "viewBox",
        "pathLength",
        "fill-rule",
        "clip-rule",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-miterlimit",
        "fill-opacity",
        "stroke-opacity",
        "vector-effect",
    ]
)
FILLS = ("ink", "muted", "brand", "soft", "sun", "clay", "paper", "line", "bad", "good", "none")
STROKES = ("ink", "muted", "brand", "sun", "clay", "paper", "line", "bad", "good")
CLASSES = frozenset({*(f"f-{each}" for each in FILLS), *(f"s-{each}" for each in STROKES)})
DROPPED = frozenset({"xmlns", "role", "version"})
BIG, TOO_BIG = 4 * 1024, 20 * 1024
"""Bytes: a drawing should stay under the first, must stay under the second."""


def clean(raw: bytes, notes: Notes) -> str:
    """Give the drawing as safe markup without its title; `{name}` is left for its accessible name.

    Faults are noted at their line and column of the drawing.
    """
    from xml.sax import SAXParseException

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    _note_size(len(raw), notes)
    cleaner = _Cleaner(notes)
    try:
        parseString(raw, cleaner, forbid_dtd=True)
    except SAXParseException as fault:
        spot = Spot(fault.getLineNumber() or 1, (fault.getColumnNumber() or 0) + 1)
        notes.error(
            spot, "svg-broken", "the drawing cannot be read here", "open it in a drawing program and save again"
        )
    except DefusedXmlException:
        notes.error(TOP, "svg-forbidden", "a drawing has no DOCTYPE and no entities", "delete the <!DOCTYPE ...> part")
    return "".join(cleaner.made)


def _note_size(size: int, notes: Notes) -> None:
    advice = "simplify the drawing: fewer points, whole numbers"
    if size > TOO_BIG:
        notes.error(TOP, "picture-too-big", f"{size} bytes are more than {TOO_BIG}", advice)
    elif size > BIG:
        notes.warning(TOP, "picture-big", f"{size} bytes are more than {BIG}", advice)


class _Cleaner(ContentHandler):
    """Writes what is allowed again and notes the rest."""

    def __init__(self, notes: Notes) -> None:
        super().__init__()
        self.notes = notes
        self.made: list[str] = []
        self.hidden = 0
        self.depth = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  # the name that SAX calls
        self.depth += 1
        if self.depth == 1 and "viewBox" not in attrs:
            self.notes.error(self._spot(), "svg-viewbox", "the drawing has no viewBox", 'write viewBox="0 0 320 180"')
        if self.hidden or name == "title" or name not in ELEMENTS or (name == "svg") != (self.depth == 1):
            self.hidden += 1
            if self.depth == 1 or name not in ELEMENTS:
                self._note(f"<{name}> is not allowed in a drawing", f"use only {', '.join(sorted(ELEMENTS))}")
            return
        kept = "".join(self._attribute(key, value) for key, value in attrs.items())
        self.made.append(f"<svg{{name}}{kept}>" if name == "svg" else f"<{name}{kept}>")

    def endElement(self, name: str) -> None:  # noqa: N802  # the name that SAX calls
        self.depth -= 1
        if self.hidden:
            self.hidden -= 1
        elif self.made[-1].startswith(f"<{name}") and not self.made[-1].endswith("/>"):
            self.made[-1] = f"{self.made[-1][:-1]}/>"
        else:
            self.made.append(f"</{name}>")

    def _attribute(self, key: str, value: str) -> str:
        if key in DROPPED:
            return ""
        if key not in ATTRIBUTES or "url(" in value or "{" in value:
            self._note(f"`{key}` is not allowed in a drawing", "colours come from classes such as f-brand, s-ink")
            return ""
        unknown = [each for each in value.split() if each not in CLASSES] if key == "class" else []
        if unknown:
            self.notes.error(
                self._spot(), "svg-class", f"there is no colour `{unknown[0]}`", "use f-... and s-... names"
            )
        return f' {key}="{escape(value)}"'

    def _note(self, sentence: str, advice: str) -> None:
        self.notes.error(self._spot(), "svg-forbidden", sentence, advice)

    def _spot(self) -> Spot:
        locator = self._locator  # type: ignore[attr-defined]  # set before the first element; typeshed leaves it out
        return Spot(locator.getLineNumber(), locator.getColumnNumber() + 1)

"""An XML file as a tree whose elements know their line and column. No DOCTYPE, no entities, nothing too deep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.handler import ContentHandler

from app.content.findings import TOP, Notes, Spot

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesImpl

DEEPEST = 40


@dataclass
class Node:
    """An element with its text, that of its children not counted. `words` is where its text begins."""

    name: str
    attributes: Mapping[str, str]
    spot: Spot
    words: Spot
    pieces: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the element itself."""
        return "".join(self.pieces)

    def all(self, name: str) -> Iterator[Node]:
        """Give the children of a name."""
        return (child for child in self.children if child.name == name)

    def get(self, name: str) -> Node | None:
        """Give the first child of a name."""
        return next(self.all(name), None)

    def value(self, name: str, otherwise: str = "") -> str:
        """Give the text of a child, bare or in a <text> of its own, without the spaces around it."""
        child = self.get(name)
        inner = child and (child.get("text") or child)
        return (inner.text.strip() if inner else "") or otherwise


class TooDeep(Exception):
    """Elements stand inside each other beyond all need, from this place on."""

    def __init__(self, spot: Spot) -> None:
        super().__init__(spot)
        self.spot = spot


def read_tree(raw: bytes, notes: Notes) -> Node | None:
    """Read a file. None where it is no XML or not harmless; `notes` then says why, at the line and column."""
    from xml.sax import SAXParseException

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    builder = _Builder()
    try:
        parseString(raw, builder, forbid_dtd=True)
    except SAXParseException as fault:
        spot = Spot(max(fault.getLineNumber() or 1, 1), max(fault.getColumnNumber() or 0, 0) + 1)
        notes.error(spot, "xml-broken", _plain_words(fault.getMessage()), "export the file from Moodle again")
        return None
    except DefusedXmlException:
        notes.error(
            builder.spot(), "xml-forbidden", "the file has a DOCTYPE or entities", "export it from Moodle again"
        )
        return None
    except TooDeep as fault:
        notes.error(fault.spot, "xml-deep", "too many elements inside each other", "export it from Moodle again")
        return None
    except (LookupError, ValueError):  # an encoding that there is not
        notes.error(TOP, "xml-encoding", "the file names an encoding that cannot be read", "save it as UTF-8")
        return None
    return builder.root


SAYINGS = {
    "mismatched tag": "this tag closes another element than the one that is open",
    "not well-formed (invalid token)": "this is no XML: a & or < in a text must be written &amp; or &lt;",
    "no element found": "the file ends before everything is closed",
    "unclosed token": "a tag begins here and never ends",
    "unclosed CDATA section": "a <![CDATA[ begins here and never ends",
    "junk after document element": "something stands after the end of the quiz",
    "undefined entity": "this & stands for nothing that XML knows; write &amp; or put the text into <![CDATA[ ]]>",
    "XML or text declaration not at start of entity": "<?xml must be the very first thing in the file",
    "duplicate attribute": "an attribute stands here twice",
}


def _plain_words(message: str) -> str:
    return SAYINGS.get(message, f"the file is not well-formed here ({message})")


class _Builder(ContentHandler):
    """Builds the tree."""

    def __init__(self) -> None:
        super().__init__()
        self.root: Node | None = None
        self.open: list[Node] = []

    def spot(self) -> Spot:
        """Say where the parser is."""
        locator = getattr(self, "_locator", None)
        return Spot(max(locator.getLineNumber() or 1, 1), (locator.getColumnNumber() or 0) + 1) if locator else TOP

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  # the name that SAX calls
        if len(self.open) >= DEEPEST:
            raise TooDeep(self.spot())
        node = Node(name, dict(attrs.items()), self.spot(), self.spot())
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node
        self.open.append(node)

    def characters(self, content: str) -> None:
        node = self.open[-1]
        if not node.pieces and not content.strip():
            return
        if not node.pieces:
            node.words = self.spot()
        node.pieces.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802  # the name that SAX calls
        self.open.pop()

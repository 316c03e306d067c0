"""Whether a link can lead anywhere, as far as its address tells: nothing here asks the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from app.content.findings import nearest

if TYPE_CHECKING:
    from app.content.compose import Surroundings

HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]+")
MAIL = re.compile(r"[^@\s]+@(?P<host>[^@\s?]+)(?:\?\S*)?")
PHONE = re.compile(r"\+?[\d().-]{3,}")
LESSON_FILE = re.compile(r"(?:.*/)?(?P<id>[^./]+)(?:\.[^./]+)?\.(?:md|html?)(?:#.*)?")


class LinkFault(NamedTuple):
    """What is wrong with a link. A dead one leads nowhere."""

    code: str
    sentence: str
    advice: str
    dead: bool = True


def fault(href: str, around: Surroundings) -> LinkFault | None:
    """Judge every link but `lesson:`; None where there is nothing to say."""
    scheme, colon, rest = href.partition(":")
    match scheme.lower() if colon else "":
        case "https":
            return None if _host(href) else _malformed(href, "write https:// and the whole name of the site")
        case "http":
            advice = f"write https:{rest}" if _host(href) else "write https:// and the whole name of the site"
            known = bool(_host(href))
            sentence = "this link is not encrypted" if known else f"`{href}` is no address"
            return LinkFault("http-link" if known else "bad-link", sentence, advice, dead=not known)
        case "mailto":
            found = MAIL.fullmatch(rest)
            good = found and HOST.fullmatch(found["host"])
            return None if good else _malformed(href, "write mailto:name@example.org")
        case "tel":
            return None if PHONE.fullmatch(rest) else _malformed(href, "write tel:+ and digits only")
        case "":
            return _relative(href, around)
    return LinkFault("bad-link", f"a link to `{href}` is not allowed", "use https:, mailto:, tel: or lesson:id")


def _host(href: str) -> str | None:
    try:
        host = urlsplit(href).hostname or ""
    except ValueError:  # a broken [ ] or port
        return None
    return host if HOST.fullmatch(host) else None


def _malformed(href: str, advice: str) -> LinkFault:
    return LinkFault("bad-link", f"`{href}` is no address", advice)


def _relative(href: str, around: Surroundings) -> LinkFault:
    """Pages have other addresses than files, so a link to a file is dead whether the file exists or not."""
    lessons = around.knows("lesson")
    found = LESSON_FILE.fullmatch(href)
    ident = found["id"] if found else href.strip("./").rpartition("/")[2]
    if ident in lessons:
        return LinkFault("dead-link", f"`{href}` is a file, not a page", f"write lesson:{ident}")
    advice = nearest(ident, [f"lesson:{each}" for each in lessons]) or nearest(ident, lessons)
    return LinkFault("dead-link", f"nothing is at `{href}`", advice or "use https:, mailto:, tel: or lesson:id")

"""A browser without JavaScript: it follows links and submits the forms that it finds in the pages, nothing else.

Every page it opens must be valid HTML, so any test that walks about checks that too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from httpx2 import Response
from starlette.testclient import TestClient

from tests.web.visits import ADDRESS, Visits

WRITTEN = {"text", "password", "search", "email", "tel", "number"}
TICKED = {"radio", "checkbox"}


def words(element: Element) -> str:
    """Give the words in an element, in one line."""
    return " ".join("".join(element.itertext()).split())


@dataclass
class Form:
    """A form of a page, filled in as the page filled it: what a browser would send, and what may be chosen."""

    action: str
    method: str
    element: Element
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def fill(self, **values: str | Iterable[str]) -> Form:
        """Fill fields in; one that the form does not have, or a value it does not offer, is a fault of the page."""
        for name, value in values.items():
            wanted = [value] if isinstance(value, str) else list(value)
            known = {*self.choices, *(each for each, _ in self.fields)}
            assert name in known, f"the form has no field {name!r}, only {sorted(known)}"
            offered = [each for each, _ in self.choices.get(name, [])]
            assert name not in self.choices or set(wanted) <= set(offered), f"{name}: {wanted} not in {offered}"
            self.fields = [(each, kept) for each, kept in self.fields if each != name]
            self.fields += [(name, each) for each in wanted]
        return self

    def value(self, name: str) -> str:
        """Give the value that a field has now, "" for none."""
        return next((value for each, value in self.fields if each == name), "")

    def label(self, name: str, text: str) -> str:
        """Give the value behind the words of a choice."""
        return next(value for value, label in self.choices[name] if label == text)

    def data(self) -> dict[str, list[str]]:
        """Give what a browser would send, all values of a name together."""
        sent: dict[str, list[str]] = {}
        for name, value in self.fields:
            sent.setdefault(name, []).append(value)
        return sent

    def names(self) -> list[str]:
        """Give the names of all fields, in the order of the page."""
        written = [name for name, _ in self.fields if name not in self.choices]
        return [*written, *self.choices]


class Page:
    """What a browser shows of an answer. Raises html5lib's ParseError where the page is not valid HTML."""

    def __init__(self, response: Response) -> None:
        self.response = response
        self.status = response.status_code
        self.headers = response.headers
        self.address = response.url.raw_path.decode()
        self.text = response.text
        is_html = response.headers.get("content-type", "").startswith("text/html")
        self.root = parse(self.text) if is_html else Element("html")

    @property
    def words(self) -> str:
        """All words of the page's content."""
        return words(self.find("main"))

    @property
    def heading(self) -> str:
        """The words of the one heading of level 1."""
        (heading,) = self.root.iter("h1")
        return words(heading)

    def find(self, tag: str, **attributes: str) -> Element:
        """Find the first element with these attributes (`class_` is one of its classes)."""
        found = next(self.all(tag, **attributes), None)
        assert found is not None, f"no {tag} {attributes} on {self.address}: {words(self.root)[:500]}"
        return found

    def all(self, tag: str, **attributes: str) -> Iterator[Element]:
        """Find all elements with these attributes."""
        classes = attributes.pop("class_", "").split()
        for each in self.root.iter(tag):
            has = each.get("class", "").split()
            if all(name in has for name in classes) and attributes.items() <= each.attrib.items():
                yield each

    def links(self) -> list[str]:
        """Give where the page's links lead; those within the page stay there."""
        found = [each.get("href", "#") for each in self.root.iter("a")]
        return [urljoin(self.address, each) for each in found if not each.startswith("#")]

    def sources(self) -> list[str]:
        """Give where the page's scripts and pictures come from."""
        return [urljoin(self.address, each.get("src", "")) for each in self.root.iter() if each.get("src")]

    def link(self, text: str) -> str:
        """Give where the link of these words leads."""
        found = [each for each in self.root.iter("a") if text in words(each)]
        assert found, f"no link {text!r} on {self.address}: {[words(each) for each in self.root.iter('a')]}"
        return urljoin(self.address, found[0].get("href", ""))

    def forms(self) -> list[Form]:
        """Give the page's forms."""
        return [read_form(each, self.address) for each in self.root.iter("form")]

    def form(self, action: str) -> Form:
        """Give the form whose action has these characters in it."""
        found = [each for each in self.forms() if action in each.action]
        assert found, (
            f"no form to {action!r} on {self.address} ({self.status}): {[each.action for each in self.forms()]}"
        )
        return found[0]


class Browser:
    """One person's browser, with cookies of its own."""

    def __init__(self, visits: Visits, **headers: str) -> None:
        self.client = TestClient(
            visits.client.app,
            base_url=ADDRESS,
            headers={name.replace("_", "-"): value for name, value in headers.items()},
            raise_server_exceptions=False,
            follow_redirects=True,
        )

    def get(self, address: str, status: int = 200) -> Page:
        """Open an address; the page must answer with this status."""
        return self._page(self.client.get(urldefrag(address).url), status)

    def follow(self, page: Page, text: str, status: int = 200) -> Page:
        """Follow the link of these words."""
        return self.get(page.link(text), status)

    def submit(
        self, form: Form, status: int = 200, *, button: Mapping[str, str] | None = None, **values: object
    ) -> Page:
        """Fill a form in and submit it, by a certain button of its where it matters."""
        form.fill(**{name: value if isinstance(value, list) else str(value) for name, value in values.items()})
        sent = {**form.data(), **{name: [value] for name, value in (button or {}).items()}}
        if form.method == "get":
            return self._page(self.client.get(form.action, params=sent), status)
        return self._page(self.client.post(form.action, data=sent), status)

    def post(self, address: str, **fields: str | list[str]) -> Response:
        """Send a form that may be in no page, without following where the answer sends on."""
        return self.client.post(address, data=fields, follow_redirects=False)

    def _page(self, response: Response, status: int) -> Page:
        page = Page(response)
        assert page.status == status, (
            f"{response.url}: {page.status}, {words(page.root.find('.//main') or page.root)[:300]}"
        )
        return page


def parse(text: str) -> Element:
    """Parse a page, strictly."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(text)
    return root


def is_ours(address: str) -> bool:
    """Say whether an address leads to a page of this site."""
    parts = urlsplit(address)
    return parts.scheme in ("", "https") and parts.netloc in ("", urlsplit(ADDRESS).netloc)


def read_form(element: Element, address: str) -> Form:
    """Read a form as a browser does: what it would send if it were submitted untouched."""
    form = Form(urljoin(address, element.get("action", address)), element.get("method", "get"), element)
    labels = {each.get("for"): words(each) for each in element.iter("label") if each.get("for")}
    around = {id(control): words(label) for label in element.iter("label") for control in label.iter("input")}
    for each in element.iter():
        name = each.get("name")
        if each.tag == "button" or name is None:
            if each.tag == "button":
                form.buttons.append((name or "", each.get("value", ""), words(each)))
        elif each.tag == "input" and each.get("type", "text") in TICKED:
            value = each.get("value", "on")
            form.choices.setdefault(name, []).append((value, labels.get(each.get("id")) or around.get(id(each), "")))
            form.fields += [(name, value)] if "checked" in each.attrib else []
        elif each.tag == "select":
            _read_select(form, name, each)
        elif each.tag in ("input", "textarea"):
            form.fields.append((name, each.get("value", "") if each.tag == "input" else each.text or ""))
    return form


def _read_select(form: Form, name: str, element: Element) -> None:
    options = list(element.iter("option"))
    form.choices[name] = [(each.get("value", words(each)), words(each)) for each in options]
    chosen = [value for each, (value, _) in zip(options, form.choices[name], strict=True) if "selected" in each.attrib]
    form.fields.append((name, (chosen or [form.choices[name][0][0]])[0]))

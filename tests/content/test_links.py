"""Which addresses lead anywhere."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.content.body import Meaning
from app.content.findings import Notes, Spot
from app.content.links import fault


class Two:
    """A module with two lessons."""

    language = "en"

    def term(self, ident: str) -> Meaning | None:
        return None

    def fact(self, ident: str) -> str | None:
        return None

    def picture(self, source: str, alt: str, title: str, notes: Notes, spot: Spot) -> str:
        return ""

    def knows(self, kind: str) -> Sequence[str]:
        return ("daily", "speak-up")


@pytest.mark.parametrize(
    "href",
    [
        "https://www.ilo.org/a?b=c#d",
        "https://ilo.org:8443/",
        "HTTPS://ILO.ORG",
        "https://xn--bcher-kva.example/x",
        "mailto:amina@example.org",
        "mailto:amina@example.org?subject=Hello",
        "tel:+230-5555.1234",
    ],
)
def test_addresses_that_lead_somewhere(href: str) -> None:
    assert fault(href, Two()) is None


@pytest.mark.parametrize(
    ("href", "code", "advice"),
    [
        ("http://ilo.org/a", "http-link", "write https://ilo.org/a"),
        ("http://", "bad-link", "write https:// and the whole name of the site"),
        ("https://[::1", "bad-link", "write https:// and the whole name of the site"),
        ("https://-x-.org", "bad-link", "write https:// and the whole name of the site"),
        ("mailto:amina@example", "bad-link", "write mailto:name@example.org"),
        ("tel:", "bad-link", "write tel:+ and digits only"),
        ("file:///etc/passwd", "bad-link", "use https:, mailto:, tel: or lesson:id"),
        ("daily.en.md", "dead-link", "write lesson:daily"),
        ("../lessons/daily.fr.md#top", "dead-link", "write lesson:daily"),
        ("/learn/en/worker/meeting/daily", "dead-link", "write lesson:daily"),
        ("speak", "dead-link", "did you mean `speak-up`?"),
        ("www.ilo.org", "dead-link", "use https:, mailto:, tel: or lesson:id"),
    ],
)
def test_addresses_that_do_not(href: str, code: str, advice: str) -> None:
    found = fault(href, Two())
    assert found is not None
    assert (found.code, found.advice) == (code, advice)

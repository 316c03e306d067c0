"""The static files: named by their content, kept for ever, and the style allowed by its hash."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from app.web.assets import FOREVER, Assets, fold_css
from tests.web.browser import Browser
from tests.web.visits import Visits
from tests.web.walk import join, new_enterprise


def test_an_address_changes_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("let a = 1", encoding="utf-8")
    before = Assets(tmp_path).address("a.js")
    (tmp_path / "a.js").write_text("let a = 2", encoding="utf-8")
    assert Assets(tmp_path).address("a.js") != before
    assert before.startswith("/static/a.")


def test_only_what_pages_use_is_served(tmp_path: Path) -> None:
    for name in ("a.js", "b.md", ".hidden.js.swp", "secret"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert list(Assets(tmp_path).addresses) == ["a.js"]


def test_a_file_that_is_not_there_is_a_fault_of_the_template(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        Assets(tmp_path).address("nothing.js")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_file_is_kept_for_ever_and_has_its_type(visits: Visits) -> None:
    assets = visits.site.pages.assets
    assert {"htmx.js", "order.js", "icon.svg"} <= set(assets.addresses)
    for name, address in assets.addresses.items():
        answer = visits.get(address)
        assert answer.headers["cache-control"] == FOREVER
        assert answer.content == (assets.folder / name).read_bytes()
        assert answer.headers["content-type"].split("/")[0] in ("text", "image")
        assert visits.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_policy_allows_the_very_styles_that_are_in_the_pages(visits: Visits) -> None:
    page = Browser(visits).get("/")
    inlined = [each.split("</style>")[0] for each in page.text.split("<style>")[1:]]
    assert len(inlined) == 2
    (allowed,) = (each for each in page.headers["content-security-policy"].split("; ") if each.startswith("style-src"))
    for each in inlined:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" in allowed


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_lesson_goes_without_the_style_that_only_other_pages_need(visits: Visits) -> None:
    browser = Browser(visits)
    join(browser, new_enterprise(visits))
    assert browser.get("/learn/en/worker/board/goal").text.count("<style>") == 1


def test_folding_keeps_what_a_style_says() -> None:
    css = "/* words */\na > b ,\n c { color : red; margin: 0 auto;\n}\n@media (min-width: 3em) and (x) { d { e: f } }\n"
    assert fold_css(css) == "a>b,c{color :red;margin:0 auto}@media (min-width:3em) and (x){d{e:f}}"

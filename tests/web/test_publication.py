"""Content that is edited while the server runs: the last good version stays, and the finding is shown."""

from __future__ import annotations

import gc
import html
import shutil
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.publishing.folder import Folder
from app.publishing.place import Found, LastGood
from app.web.publication import Edition, Publication
from tests.course import write_course
from tests.publishing.repositories import GOAL as LESSON
from tests.publishing.repositories import Origin
from tests.web.browser import Browser
from tests.web.followed import following, look, wait_for
from tests.web.visits import Visits, visiting
from tests.web.walk import answer, begin_quiz, join, new_enterprise, take_quiz

GOAL = "/learn/en/worker/board/goal"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def edit(visits: Visits, file: str, old: str, new: str) -> None:
    """Edit a file of the content as a trainer does, and let the server look."""
    path = visits.site.settings.content_dir / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")
    assert visits.site.publication.reload()


@pytest.fixture
def browser(visits: Visits) -> Browser:
    """Give the browser of a worker who has the lesson already."""
    opened = Browser(visits)
    join(opened, new_enterprise(visits))
    opened.get(GOAL)
    return opened


def test_an_edit_is_live_and_its_bytes_have_a_new_name(visits: Visits, browser: Browser) -> None:
    before = browser.client.get(GOAL).headers["etag"]
    edit(visits, "modules/board/lessons/goal.en.md", "One goal", "A single goal")
    page = browser.client.get(GOAL, headers={"if-none-match": before})
    assert page.status_code == 200
    assert "A single goal" in page.text


def test_nothing_is_loaded_again_without_a_change(visits: Visits) -> None:
    edition = visits.site.publication.edition
    assert not visits.site.publication.reload()
    assert visits.site.publication.edition is edition


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("modules/board/lessons/goal.en.md", "id: goal", "id: [goal"),
        ("modules/board/module.yaml", "pass_mark: 80", "pass_mark: lots"),
        ("modules/board/questions.yaml", "answer: team", "answer: nobody"),
    ],
)
def test_broken_content_leaves_the_last_good_version_and_shows_the_finding(
    visits: Visits, browser: Browser, file: str, old: str, new: str
) -> None:
    edit(visits, file, old, new)
    assert browser.get(GOAL).heading == "One goal"
    assert "You have passed" in take_quiz(browser, visits.library).words
    visits.staff("trainer")
    assert file in {each.file for each in visits.library.errors}
    findings = visits.get("/trainer")
    assert findings.status_code == 200
    assert all(f"[{each.code}]" in findings.text for each in visits.library.errors)
    edit(visits, file, new, old)
    assert visits.library.errors == ()


def test_an_attempt_goes_on_with_the_questions_as_they_were_drawn(visits: Visits, browser: Browser) -> None:
    page = begin_quiz(browser)
    drawn = visits.library
    edit(visits, "modules/board/questions.yaml", "ask: ", "ask: Edited. ")
    assert browser.get(page.address).text.count("Edited.") == 0
    assert "Right" in answer(browser, page, drawn).words


def test_the_whole_folder_gone_is_no_reason_to_stop(visits: Visits, browser: Browser) -> None:
    shutil.rmtree(visits.site.settings.content_dir)
    visits.site.publication.reload()
    assert browser.get("/").status == 200
    browser.get("/help")


def test_a_start_without_content_says_that_it_is_not_ready(database_url: str, tmp_path: Path) -> None:
    with visiting(database_url, tmp_path / "nothing", tmp_path / "data") as visits:
        assert visits.get("/healthz").text == "alive"
        ready = visits.get("/readyz")
        assert (ready.status_code, "not ready" in ready.text) == (503, True)
        browser = Browser(visits)
        assert "There are no modules yet" in join(browser, new_enterprise(visits)).words


def test_with_content_it_is_ready(visits: Visits) -> None:
    assert visits.get("/readyz").text == "ready"


def test_a_database_that_is_closed_is_said_and_the_lessons_stay(visits: Visits, browser: Browser) -> None:
    """What is ready made needs no database; everything else says in words that nothing was stored."""
    visits.site.database.close()
    assert visits.get("/readyz").status_code == 503
    assert browser.get(GOAL).heading == "One goal"
    refused = browser.get("/modules/board", 503)
    assert "We could not save this now" in refused.heading
    assert refused.headers["retry-after"]


def test_a_page_is_of_one_edition_whatever_goes_live_meanwhile(database_url: str, tmp_path: Path) -> None:
    origin = Origin(tmp_path / "origin.git")
    origin.commit()
    origin.edit(LESSON, "\n---\n\n", "\n---\n\n[[fact: f-nowhere]]\n\n")
    with following(database_url, tmp_path / "data", origin) as visits, ThreadPoolExecutor() as others:
        origin.commit("Break it.")
        look(visits)
        visits.staff("trainer")
        site, go_on = visits.site, threading.Event()
        try:
            site.bench.submit(go_on.wait)
            page = others.submit(visits.get, "/trainer/bench/board/goal")
            wait_for(lambda: site.bench._work_queue.qsize() == 1)
            origin.edit(LESSON, "[[fact: f-nowhere]]", "Mended.")
            origin.commit("Mend it.")
            look(visits)
            assert visits.library.errors == ()
        finally:
            go_on.set()
        assert '<q dir="auto">[[fact: f-nowhere]]</q>' in html.unescape(page.result().text)


def test_what_cannot_be_made_is_tried_again_less_and_less_often(visits: Visits) -> None:
    publication = visits.site.publication
    (publication.folder / "modules" / "board" / "lessons" / "goal.en.md").touch()

    def cannot(found: Found, last_good: LastGood, live: Edition) -> Edition:
        raise EOFError

    for failures in (1, 2, 3):
        with pytest.raises(EOFError):
            publication.reload(cannot)
        assert publication.last_look.failures == failures
    assert publication.reload()
    assert publication.last_look.failures == 0


def test_what_was_replaced_is_let_go(database_url: str, tmp_path: Path) -> None:
    """No shelf of the first load keeps the modules that were edited since."""
    content = write_course(tmp_path / "content")
    with visiting(database_url, content, tmp_path / "data") as visits:
        first = weakref.ref(visits.library.modules["board"])
        (content / "modules" / "board" / "lessons" / "goal.en.md").touch()
        look(visits)
        gc.collect()
        assert first() is None


def test_whatever_goes_wrong_in_the_first_read_the_server_starts_and_says_so(visits: Visits) -> None:
    def cannot(found: Found, last_good: LastGood, live: Edition) -> Edition:
        raise AssertionError

    publication = Publication(Folder(visits.site.settings.content_dir), cannot)
    assert "could not be made ready" in publication.last_look.trouble
    assert [publication.last_look.trouble in str(each) for each in publication.library.errors] == [True]
    assert publication.reload()
    assert publication.library.modules

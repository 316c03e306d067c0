"""A followed repository on the whole application: told by trainers, shown to them, stored with all."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.publishing.place import Found
from app.publishing.queries import last_releases
from tests.course import write_course
from tests.publishing.repositories import GOAL, KEY, LINK, Origin
from tests.web.browser import Browser
from tests.web.followed import SECRET, following, live, look, wait_for
from tests.web.visits import Visits, visiting
from tests.web.walk import join, new_enterprise, take_quiz

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def origin(tmp_path: Path) -> Origin:
    """Give a repository whose branch main has one commit."""
    made = Origin(tmp_path / "origin.git")
    made.commit("Write the course.")
    return made


@pytest.fixture
def visits(database_url: str, tmp_path: Path, origin: Origin) -> Iterator[Visits]:
    """Give a browser at the door of an application that follows the repository."""
    with following(database_url, tmp_path / "data", origin) as started:
        yield started


@on_sqlite
def test_a_trainer_looks_now_and_sees_what_is_live(visits: Visits, origin: Origin) -> None:
    visits.staff("trainer")
    browser = Browser(visits)
    browser.client.cookies = visits.client.cookies
    origin.edit(GOAL, "One goal", "A single goal")
    commit = origin.commit("Say it <b>shorter</b>.")
    page = browser.get("/trainer")
    page = browser.submit(page.form("/content/pulls"))
    assert page.address == "/trainer"
    assert live(visits) == commit
    for words in (commit[:10], "Say it <b>shorter</b>.", "by Mariam Diallo, 25 November 2025, 12:00", "Last looked at"):
        assert words in page.words, page.words


@on_sqlite
def test_only_trainers_look(visits: Visits) -> None:
    visits.staff("admin")
    assert visits.post("/content/pulls").status_code == 404
    visits.sign_out()
    assert visits.post("/content/pulls").status_code == 303
    assert "/sign-in" in visits.post("/content/pulls").headers["location"]


@on_sqlite
def test_the_page_says_what_was_refused_and_why(visits: Visits, origin: Origin) -> None:
    visits.staff("trainer")
    good = live(visits)
    origin.edit(KEY, "answer: team", "answer: nobody")
    broken = origin.commit("Break it.")
    look(visits)
    page = visits.get("/trainer").text
    assert "Partly refused" in page
    assert good[:10] in page
    assert broken[:10] in page
    origin.files["content/modules/link"] = b"/etc/passwd"
    refused = origin.commit("Link to it.", modes={"content/modules/link": LINK})
    look(visits)
    assert live(visits) == broken
    page = visits.get("/trainer").text
    assert refused[:10] in page
    assert "modules/link is a symbolic link" in page
    origin.remove_branch()
    look(visits)
    page = visits.get("/trainer").text
    assert "Could not look" in page
    assert "has no branch main" in page


@on_sqlite
def test_a_repository_that_cannot_be_reached_at_the_start_is_said_and_tried_again(
    database_url: str, tmp_path: Path, origin: Origin
) -> None:
    away = origin.folder.rename(tmp_path / "away.git")
    with following(database_url, tmp_path / "data", origin) as visits:
        assert visits.get("/readyz").status_code == 503
        visits.staff("trainer")
        assert "is no git repository" in visits.get("/trainer").text
        away.rename(origin.folder)
        look(visits)
        assert visits.get("/readyz").text == "ready"


@on_sqlite
def test_many_who_look_at_once_share_two_looks(visits: Visits) -> None:
    """The one under way, which may have begun too early for them, and the one after it."""
    looks: list[None] = []
    ask = visits.site.publication.source.newest

    def counted() -> Found | None:
        looks.append(None)
        return ask()

    visits.site.publication.source.newest = counted  # type: ignore[method-assign]  # counts, and asks

    async def together() -> None:
        first = asyncio.ensure_future(visits.site.following.look())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await asyncio.gather(first, *(visits.site.following.look() for _ in range(20)))

    visits.run(together)
    assert len(looks) == 2


@on_sqlite
def test_a_restart_adds_nothing_to_the_history(database_url: str, tmp_path: Path, origin: Origin) -> None:
    link = "content/modules/link"
    origin.files[link] = b"/etc/passwd"
    for _ in range(3):
        with following(database_url, tmp_path / "data", origin) as visits:
            if link in origin.files:
                good = live(visits)
                refused = origin.commit("Link to it.", modes={link: LINK})
                del origin.files[link]
            look(visits)
            assert visits.write(releases) == [(refused, True), (good, False)]


@on_sqlite
def test_photos_come_from_the_commit_of_their_module(visits: Visits, origin: Origin) -> None:
    photo = "content/modules/board/media/photo.png"
    origin.files[photo] = b"the old photo"
    origin.commit()
    look(visits)
    origin.files[photo] = b"the new photo"
    origin.edit(KEY, "answer: team", "answer: nobody")
    origin.commit("Break it.")
    look(visits)
    visits.staff("trainer")
    assert visits.get("/media/board/photo.png").content == b"the old photo"
    origin.edit(KEY, "answer: nobody", "answer: team")
    origin.commit("Mend it.")
    look(visits)
    assert visits.get("/media/board/photo.png").content == b"the new photo"


def test_what_is_stored_knows_its_commit(visits: Visits, origin: Origin) -> None:
    first = live(visits)
    browser = Browser(visits)
    join(browser, new_enterprise(visits))
    browser.submit(browser.get("/learn/en/worker/board/goal").form("/completions"))
    origin.edit(KEY, "ask: ", "ask: Edited. ")
    second = origin.commit("Edit the questions.")
    look(visits)
    assert "You have passed" in take_quiz(browser, visits.library).words
    assert stored(visits, "lesson_completion") == {first}
    assert stored(visits, "attempt") == stored(visits, "question_revision") == {second}


def test_a_plain_folder_without_git_has_no_commit_to_store(database_url: str, tmp_path: Path) -> None:
    with visiting(database_url, write_course(tmp_path / "content"), tmp_path / "data") as visits:
        browser = Browser(visits)
        join(browser, new_enterprise(visits))
        take_quiz(browser, visits.library)
        assert stored(visits, "attempt") == stored(visits, "question_revision") == {""}


def test_two_processes_on_one_database_learn_from_each_other(
    database_url: str, tmp_path: Path, origin: Origin, visits: Visits
) -> None:
    """The webhook reaches one of them. They may have folders of their own, on machines of their own."""
    with following(database_url, tmp_path / "other", origin) as other:
        origin.edit(GOAL, "One goal", "A single goal")
        commit = origin.commit()
        visits.client.post("/content/webhook", headers={"x-gitlab-token": SECRET})
        wait_for(lambda: live(visits) == commit)
        wait_for(lambda: live(other) == commit)
        assert other.library.revision == visits.library.revision


def releases(session: Session) -> list[tuple[str, bool]]:
    """Give the commits that went live or were refused, the last first, and whether each was refused."""
    return [(each.commit, each.refused is not None) for each in last_releases(session, 9)]


def stored(visits: Visits, table: str) -> set[str | None]:
    """Give the commits that the rows of a table name."""

    async def read() -> set[str | None]:
        return await visits.site.database.read(_commits, table)

    return visits.run(read)


def _commits(session: Session, table: str) -> set[str | None]:
    return set(session.execute(text(f"SELECT content_commit FROM {table}")).scalars())

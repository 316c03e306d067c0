"""The workbench: a lesson in every language side by side, with its weight, its reading level and what to mend."""

from __future__ import annotations

import asyncio
import html
import re
import threading

import pytest
from httpx2 import ASGITransport, AsyncClient

from app.web import bench
from app.web.trainer import MOST_FINDINGS
from tests.course import reload_edited
from tests.people import first_learner
from tests.web.visits import ADDRESS, Visits

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
GOAL = "/trainer/bench/board/goal"
LESSON = "modules/board/lessons/goal.en.md"


def edit(visits: Visits, file: str, old: str, new: str) -> None:
    """Change a file as a trainer would, and let the application find the change; it may be broken by it."""
    path = visits.site.publication.folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert visits.site.publication.reload()


@pytest.mark.parametrize("path", [GOAL, "/trainer/changes?since=x"])
def test_it_is_for_trainers_only(visits: Visits, path: str) -> None:
    visits.staff("trainer")
    assert visits.get(path).status_code == 200
    visits.sign_in(visits.write(first_learner).person_id)
    assert visits.get(path).status_code == 404


def test_each_language_has_its_frame_with_the_learners_own_page(visits: Visits) -> None:
    visits.staff("trainer")
    page = visits.get(GOAL)
    assert "frame-src 'self'" in page.headers["content-security-policy"]
    for language in visits.library.course.languages:
        address = f"/trainer/preview/{language}/worker/board/goal?framed=yes"
        assert f'src="{html.escape(address)}"' in page.text
        framed = visits.get(address)
        assert framed.status_code == 200
        assert "frame-ancestors 'self'" in framed.headers["content-security-policy"]
        assert '<base target="_top">' in framed.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


def test_it_is_linked_and_leads_to_the_other_track_and_the_next_lesson(visits: Visits) -> None:
    visits.staff("trainer")
    assert f'href="{GOAL}?track=worker"' in visits.get("/trainer/preview/board").text
    page = visits.get(GOAL).text
    order = visits.library.modules["board"].tracks["worker"]
    assert 'href="?track=manager"' in page
    assert f'href="/trainer/bench/board/{order[1]}?track=worker"' in page
    assert (
        f"/trainer/bench/board/{order[1]}?track=worker"
        in visits.get("/trainer/preview/en/worker/board/goal?framed=yes").text
    )


@pytest.mark.parametrize("path", ["/trainer/bench/nowhere/goal", "/trainer/bench/board/nowhere", f"{GOAL}?track=owner"])
def test_what_is_not_there_is_not_found(visits: Visits, path: str) -> None:
    visits.staff("trainer")
    assert visits.get(path).status_code == 404


def test_it_says_how_heavy_and_how_hard_to_read_the_lesson_is(visits: Visits) -> None:
    visits.staff("trainer")
    page = visits.get(GOAL).text
    assert "of 10 KB" in page
    assert "words a sentence" in page


def test_findings_stand_beside_the_lesson_with_the_line_they_are_about(visits: Visits) -> None:
    edit(visits, LESSON, "\n---\n\n", "\n---\n\n[[fact: f-nowhere]]\n\n")
    visits.staff("trainer")
    page = html.unescape(visits.get(GOAL).text)
    assert "[unknown-fact]" in page
    assert '<q dir="auto">[[fact: f-nowhere]]</q>' in page


def test_the_questions_of_the_lesson_are_there_with_their_feedback(visits: Visits) -> None:
    visits.staff("trainer")
    page = html.unescape(visits.get(GOAL).text)
    module = visits.library.modules["board"]
    asked = [each.question for each in module.lessons["goal"].text(("en",)).checks]
    assert asked
    for question in asked:
        assert f"<code>{question}</code>" in page
        assert all(why in page for why in module.bank[question].question.why.values())


def test_a_change_is_told_at_once_and_no_change_after_a_while(visits: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    visits.staff("trainer")
    before = visits.site.publication.edition.state
    assert visits.get("/trainer/changes?since=another").text == before
    monkeypatch.setattr(bench, "LOOK_FOR", 0.3)
    assert visits.get(f"/trainer/changes?since={before}").text == before

    async def edit_meanwhile() -> None:
        await asyncio.sleep(0.2)
        reload_edited(visits.site.publication.folder, LESSON, "title: ", "title: New ")
        visits.site.publication.reload()

    async def start() -> None:
        visits.site.meanwhile = asyncio.create_task(edit_meanwhile())  # type: ignore[attr-defined]  # kept from being collected

    monkeypatch.setattr(bench, "LOOK_FOR", 10.0)
    visits.run(start)
    after = visits.get(f"/trainer/changes?since={before}").text
    assert after == visits.site.publication.edition.state != before


def test_a_file_that_breaks_is_a_change_too(visits: Visits) -> None:
    before = visits.site.publication.edition.state
    revision = visits.library.revision
    edit(visits, LESSON, "title: ", "titel: ")
    assert visits.library.revision == revision
    assert visits.site.publication.edition.state != before


def test_many_who_ask_at_once_have_it_worked_out_once_and_keep_nobody_from_signing_in(visits: Visits) -> None:
    """The threads that compare PINs do none of it."""
    visits.staff("trainer")
    edition = visits.site.publication.edition

    async def ask() -> list[int]:
        cookie = "; ".join(f"{name}={value}" for name, value in visits.client.cookies.items())
        transport = ASGITransport(visits.client.app)
        async with AsyncClient(transport=transport, base_url=ADDRESS, headers={"cookie": cookie}) as client:
            return [each.status_code for each in await asyncio.gather(*(client.get(GOAL) for _ in range(20)))]

    assert visits.run(ask) == [200] * 20
    assert {each.name.partition("_")[0] for each in threading.enumerate()} & {"bench", "slow"} == {"bench"}
    (sides,) = edition.worked_out.values()
    visits.get(GOAL)
    assert next(iter(edition.worked_out.values())) is sides
    edit(visits, LESSON, "title: ", "title: New ")
    assert "New " in visits.get(GOAL).text
    assert next(iter(edition.worked_out.values())) is sides


def test_very_many_findings_are_counted_and_not_all_shown(visits: Visits) -> None:
    visits.staff("trainer")
    edit(visits, LESSON, "\n---\n", "\n---\n" + "[[odd: x]]\n\n" * 80)
    for address in ("/trainer", GOAL):
        page = visits.get(address).text
        assert 0 < page.count("[unknown-mark]") <= MOST_FINDINGS
        assert re.search(r"and \d\d more: see <code>score content check", page)

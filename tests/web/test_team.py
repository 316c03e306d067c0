"""The manager's pages: their own people only, states and never answers, a poster, a hand for who is locked out."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from sqlalchemy.orm import Session

from app.accounts.actions import note_wrong_try
from app.accounts.locking import FREE_TRIES
from app.accounts.models import Person
from app.accounts.secrets import matches
from app.clock import now
from app.enterprises.models import Enterprise
from app.journeys.complete_module import Learner
from tests.people import PIN, enterprise, learner
from tests.quizzes import read_lessons, take_quiz
from tests.web.visits import ADDRESS, Visits


class Team(NamedTuple):
    """An enterprise with a manager and a worker, and somebody of another enterprise."""

    code: str
    manager: Learner
    worker: Learner
    stranger: Learner


def make_team(session: Session) -> Team:
    """Add the people of the tests."""
    ours, theirs = enterprise(session), enterprise(session, "Elsewhere Ltd")
    assert ours.id is not None
    assert theirs.id is not None
    manager = learner(session, ours.id, "Daniel", track="manager", manages=True)
    return Team(ours.code, manager, learner(session, ours.id, "Amina"), learner(session, theirs.id, "Stranger"))


@pytest.fixture
def team(visits: Visits) -> Team:
    """Give the team, with its manager signed in."""
    made = visits.write(make_team)
    visits.sign_in(made.manager.person_id)
    return made


def stored(session: Session, person_id: int) -> Person:
    """Give a person's row."""
    return session.get_one(Person, person_id)


def lock_out(session: Session, person_id: int) -> None:
    """Try wrong PINs until there is a wait."""
    for _ in range(FREE_TRIES):
        note_wrong_try(session, person_id, now())


@pytest.mark.parametrize("path", ["/team", "/team/poster"])
def test_the_pages_are_for_managers_only(visits: Visits, team: Team, path: str) -> None:
    assert visits.get(path).status_code == 200
    visits.sign_in(team.worker.person_id)
    assert visits.get(path).status_code == 404
    visits.sign_out()
    assert visits.get(path).headers["location"].startswith("/sign-in")


def test_the_board_shows_ones_own_people_only(visits: Visits, team: Team) -> None:
    page = visits.get("/team").text
    assert "Amina" in page
    assert "Daniel" in page
    assert "Stranger" not in page


def test_states_are_words(visits: Visits, team: Team) -> None:
    visits.run(read_lessons, visits.site.database, visits.library, team.worker)
    page = visits.get("/team").text
    assert "Started, 2 of 3 steps" in page
    assert "Not started" in page  # the manager


def test_the_board_holds_no_answer_score_or_number_of_attempts(visits: Visits, team: Team) -> None:
    """Two people with the same state look the same, however well they did and however often they tried."""
    visits.run(read_lessons, visits.site.database, visits.library, team.worker)
    before = visits.get("/team").text
    for _ in range(3):
        visits.run(take_quiz, visits.site.database, visits.library, team.worker, right=False)
    assert visits.get("/team").text == before
    visits.run(take_quiz, visits.site.database, visits.library, team.worker)
    page = re.sub(r"<style>.*?</style>", "", visits.get("/team").text, flags=re.DOTALL)
    assert "Certificate" in page
    shown = re.sub(r"<[^>]*>", " ", page)
    assert re.search(r"%|points|attempt|\b8 of 8\b|\b7 of 7\b", shown) is None


def test_nobody_has_joined_yet(visits: Visits) -> None:
    code, manager = visits.write(_lonely)
    visits.sign_in(manager)
    page = visits.get("/team").text
    assert "Lonely" in page
    assert code in page
    assert "/team/poster" in page


def _lonely(session: Session) -> tuple[str, int]:
    made = enterprise(session)
    assert made.id is not None
    return made.code, learner(session, made.id, "Lonely", track="manager", manages=True).person_id


def test_the_poster_says_the_code_and_draws_the_address(visits: Visits, team: Team) -> None:
    page = visits.get("/team/poster").text
    assert team.code in page
    assert re.search(r'<svg[^>]* role="img"|<svg role="img"', page)
    assert f"{ADDRESS.removeprefix('https://')}/join" in page
    assert f"{ADDRESS}/join/{team.code}" in visits.get("/team").text


def test_a_locked_person_stands_first_and_is_unlocked(visits: Visits, team: Team) -> None:
    visits.write(lock_out, team.worker.person_id)
    page = visits.get("/team").text
    action = f"/team/people/{team.worker.person_id}/unlocking"
    assert f'action="{action}"' in page
    assert page.index("Amina") < page.index("Daniel</bdi>")
    answer = visits.post(action)
    assert (answer.status_code, answer.headers["location"]) == (303, "/team")
    assert visits.write(stored, team.worker.person_id).failed_tries == 0
    assert action not in visits.get("/team").text


def test_a_new_pin_is_shown_once_and_ends_every_sign_in(visits: Visits, team: Team) -> None:
    visits.sign_in(team.worker.person_id)
    of_worker = dict(visits.client.cookies)
    visits.sign_in(team.manager.person_id)
    address = f"/team/people/{team.worker.person_id}/pin-reset"
    page = visits.post(address)
    assert page.headers["cache-control"] == "private, no-store"
    (pin,) = re.findall(r">(\d{4})<", page.text)
    kept = visits.write(stored, team.worker.person_id).secret_hash
    assert matches(pin, kept)
    assert not matches(PIN, kept)
    assert pin not in kept
    assert re.findall(r">(\d{4})<", visits.get(address).text) == []
    visits.sign_out()
    visits.client.cookies.update(of_worker)
    assert visits.get("/modules/board").headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("act", ["unlocking", "pin-reset"])
def test_people_of_other_enterprises_do_not_exist(visits: Visits, team: Team, act: str) -> None:
    visits.write(lock_out, team.stranger.person_id)
    before = visits.write(stored, team.stranger.person_id)
    assert visits.post(f"/team/people/{team.stranger.person_id}/{act}").status_code == 404
    after = visits.write(stored, team.stranger.person_id)
    assert (after.secret_hash, after.failed_tries) == (before.secret_hash, FREE_TRIES)


@pytest.mark.parametrize("person_id", ["999999", "0", "-1", str(2**40), "amina"])
def test_a_person_that_there_is_not_is_no_server_error(visits: Visits, team: Team, person_id: str) -> None:
    assert visits.post(f"/team/people/{person_id}/unlocking").status_code in (404, 422)


def test_names_are_escaped(visits: Visits, team: Team) -> None:
    visits.write(_rename_enterprise, team.code, "<script>alert(1)</script>")
    assert "<script>alert" not in visits.get("/team").text


def _rename_enterprise(session: Session, code: str, name: str) -> None:
    from app.enterprises.queries import enterprise_with_code

    found = enterprise_with_code(session, code)
    assert isinstance(found, Enterprise)
    found.name = name


def test_modules_that_nobody_has_started_are_named_once_and_not_for_each_person(visits: Visits, team: Team) -> None:
    before = visits.get("/team").text
    assert before.count(">The board<") == before.count(">The walk<") == 1
    visits.run(read_lessons, visits.site.database, visits.library, team.worker)
    after = visits.get("/team").text
    assert "Started, " in after
    assert after.count(">The board<") == 2  # the column, and who has finished it
    assert after.count(">The walk<") == 1

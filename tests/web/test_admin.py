"""The programme's pages: numbers that add up, filters in the address, CSV that is safe, enterprises, staff, gates."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import NamedTuple

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enterprises.models import Enterprise, Invitation
from app.enterprises.queries import enterprise_with_code
from app.journeys.complete_module import Learner
from app.learning.queries import gates_opened
from app.reporting.completion_csv import COLUMNS
from app.reporting.programme import Selection, overview
from app.spreadsheet import BYTE_ORDER_MARK, harmless
from tests.people import MONDAY, enterprise, learner
from tests.quizzes import read_lessons, take_quiz
from tests.web.visits import ADDRESS, Visits

PAGES = ("/admin", "/admin/completion.csv", "/admin/enterprises/new", "/admin/staff", "/admin/certificates")


class Programme(NamedTuple):
    """Two enterprises: a manager and a certified worker in the first, a worker in the second."""

    first: str
    second: str
    manager: Learner
    worker: Learner


def make_programme(session: Session) -> Programme:
    """Add the people of the tests."""
    one, two = enterprise(session, "Alpha Mills"), enterprise(session, "Beta Foods")
    assert one.id is not None
    assert two.id is not None
    learner(session, two.id, "Zainab", "Bakari")
    manager = learner(session, one.id, "Daniel", track="manager", manages=True)
    return Programme(one.code, two.code, manager, learner(session, one.id, "Amina", "Otieno"))


@pytest.fixture
def programme(visits: Visits) -> Programme:
    """Give the programme, with an admin signed in."""
    made = visits.write(make_programme)
    visits.run(read_lessons, visits.site.database, visits.library, made.worker)
    visits.run(take_quiz, visits.site.database, visits.library, made.worker)
    visits.staff("admin")
    return made


def rows(visits: Visits, address: str = "/admin/completion.csv") -> list[dict[str, str]]:
    """Give the lines of the CSV file as a spreadsheet reads them."""
    answer = visits.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_are_for_admins_only(visits: Visits, programme: Programme, path: str) -> None:
    assert visits.get(path).status_code == 200
    for person_id in (programme.manager.person_id, visits.staff("trainer")):
        visits.sign_in(person_id)
        assert visits.get(path).status_code == 404


def test_the_numbers_add_up(visits: Visits, programme: Programme) -> None:
    found = visits.write(overview, visits.library, Selection(), MONDAY)
    assert (len(found.enterprises), found.learners, found.active, found.certificates) == (2, 3, 1, 1)
    counts = {(each.module_id, each.track): each for each in found.completion}
    board_workers = counts["board", "worker"]
    assert (board_workers.learners, board_workers.started, board_workers.finished, board_workers.certificates) == (
        2, 1, 1, 1,
    )  # fmt: skip
    assert counts["walk", "manager"].started == 0
    lines = {each.workplace.code: each for each in found.enterprises}
    assert (lines[programme.first].managers, lines[programme.first].workers) == (1, 1)
    assert lines[programme.second].certificates == 0


def test_the_filter_stands_in_the_address_and_holds_for_page_and_file(visits: Visits, programme: Programme) -> None:
    query = f"enterprise={programme.first}&track=worker&module=board"
    page = visits.get(f"/admin?{query}").text
    table = page[page.index('id="completion"') :]
    assert "Alpha Mills" in table
    assert "Beta Foods" not in table
    assert "The walk" not in table
    assert f"/admin/completion.csv?{query}".replace("&", "&amp;") in page
    (line,) = rows(visits, f"/admin/completion.csv?{query}")
    assert (line["person"], line["module"], line["finished"]) == ("Amina Otieno", "board", "yes")


@pytest.mark.parametrize("query", ["enterprise=AAA222", "track=boss", "module=nothing"])
def test_a_filter_for_what_there_is_not_is_not_an_empty_table(visits: Visits, programme: Programme, query: str) -> None:
    assert visits.get(f"/admin?{query}").status_code == 404
    assert visits.get(f"/admin/completion.csv?{query}").status_code == 404


def test_the_file_has_a_line_for_each_person_and_module(visits: Visits, programme: Programme) -> None:
    answer = visits.get("/admin/completion.csv")
    assert answer.content.decode().startswith(BYTE_ORDER_MARK + ",".join(COLUMNS) + "\r\n")
    found = rows(visits)
    assert [(each["person"], each["module"]) for each in found] == [
        ("Amina Otieno", "board"),
        ("Amina Otieno", "walk"),
        ("Daniel", "board"),
        ("Daniel", "walk"),
        ("Zainab Bakari", "board"),
        ("Zainab Bakari", "walk"),
    ]
    done = found[0]
    assert (done["enterprise"], done["code"], done["country"], done["role"]) == (
        "Alpha Mills", programme.first, "TZ", "worker",
    )  # fmt: skip
    assert (done["started_on"], done["finished"], done["issued_on"]) == ("2026-11-23", "yes", "2026-11-23")
    assert len(done["certificate"]) == 12
    assert (found[1]["started_on"], found[1]["finished"], found[1]["certificate"]) == ("", "no", "")


@pytest.mark.parametrize("name", ["=1+1", "+49", "-2", "@SUM(A1)", "  =cmd|' /C calc'!A0", "\t=1"])
def test_nothing_in_the_file_runs_as_a_formula(visits: Visits, programme: Programme, name: str) -> None:
    visits.write(_name_enterprise, programme.first, name)
    cells = {each["enterprise"] for each in rows(visits)}
    assert f"'{name}" in cells
    assert name not in cells


def _name_enterprise(session: Session, code: str, name: str) -> None:
    found = enterprise_with_code(session, code)
    assert found is not None
    found.name = name


def test_ordinary_cells_stay_as_they_are() -> None:
    assert [harmless(each) for each in ("Amina", "O'Neil", "a=b", "")] == ["Amina", "O'Neil", "a=b", ""]


def test_an_enterprise_is_added_and_shown(visits: Visits) -> None:
    visits.staff("admin")
    assert "No enterprise takes part yet" in visits.get("/admin").text
    answer = visits.post("/admin/enterprises", name="  Kilimo   Textiles ", country="TZ")
    assert answer.status_code == 303
    page = visits.get(answer.headers["location"]).text
    assert "Kilimo Textiles" in page
    assert "Tanzania" in page
    code = answer.headers["location"].rsplit("/", 1)[1]
    assert f"{ADDRESS}/join/{code}" in page
    assert "Nobody has joined yet" in page


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"name": "", "country": "TZ"}, ["name"]),
        ({"name": " . ", "country": "TZ"}, ["name"]),
        ({"name": "x" * 121, "country": "TZ"}, ["name"]),
        ({"name": "Kilimo", "country": "XX"}, ["country"]),
        ({"name": "", "country": ""}, ["name", "country"]),
        ({}, ["name", "country"]),
    ],
)
def test_a_faulty_enterprise_is_not_added_and_what_was_typed_stays(
    visits: Visits, fields: dict[str, str], faults: list[str]
) -> None:
    visits.staff("admin")
    answer = visits.post("/admin/enterprises", **fields)
    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)">', answer.text) == faults
    if fields.get("name") == "Kilimo":
        assert 'value="Kilimo"' in answer.text
    assert visits.write(lambda session: list(session.scalars(select(Enterprise)))) == []


def test_a_managers_link_is_shown_once_and_only_its_fingerprint_kept(visits: Visits, programme: Programme) -> None:
    answer = visits.post(f"/admin/enterprises/{programme.first}/invitations")
    (token,) = re.findall(rf"{ADDRESS}/invitations/([\w-]+)", answer.text)
    assert answer.headers["cache-control"] == "private, no-store"
    assert "/invitations/" + token not in visits.get(f"/admin/enterprises/{programme.first}").text
    (kept,) = visits.write(lambda session: list(session.scalars(select(Invitation))))
    assert kept.gives == "manager"
    assert token not in kept.id


@pytest.mark.parametrize("path", ["/admin/enterprises/AAA222", "/admin/enterprises/nothing"])
def test_an_enterprise_that_there_is_not(visits: Visits, programme: Programme, path: str) -> None:
    assert visits.get(path).status_code == 404
    assert visits.post(f"{path}/invitations").status_code == 404
    assert visits.post(f"{path}/gates/walk", open="yes").status_code == 404


def test_a_gate_opens_and_closes_for_one_enterprise(visits: Visits, programme: Programme) -> None:
    gate = f"/admin/enterprises/{programme.first}/gates/walk"
    assert visits.post(gate, open="yes").status_code == 303
    assert visits.post(gate, open="yes").status_code == 303
    assert visits.write(gates_opened, programme.worker.enterprise_id) == {"walk"}
    assert 'value="no"' in visits.get(f"/admin/enterprises/{programme.first}").text
    assert 'value="no"' not in visits.get(f"/admin/enterprises/{programme.second}").text
    assert visits.post(gate, open="no").status_code == 303
    assert visits.write(gates_opened, programme.worker.enterprise_id) == frozenset()


def test_a_gate_that_there_is_not(visits: Visits, programme: Programme) -> None:
    assert visits.post(f"/admin/enterprises/{programme.first}/gates/nothing", open="yes").status_code == 404
    assert visits.post(f"/admin/enterprises/{programme.first}/gates/walk", open="perhaps").status_code == 422


def test_staff_are_listed_and_invited(visits: Visits) -> None:
    visits.staff("trainer", "tina")
    visits.staff("admin", "ada")
    page = visits.get("/admin/staff").text
    assert "tina" in page
    assert "ada" in page
    assert "/invitations/" in visits.post("/admin/staff/invitations", gives="trainer").text
    assert visits.post("/admin/staff/invitations", gives="manager").status_code == 422
    gives = visits.write(lambda session: [each.gives for each in session.scalars(select(Invitation))])
    assert gives == ["trainer"]

"""Certificates: whose they are, frozen as issued, checked by anybody, withdrawn for all to see."""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.certificates.numbers import new_number, shown_number
from app.enterprises.models import Enterprise
from app.journeys.complete_module import Learner
from app.web.certificates import slip
from tests.people import certificates_of, enterprise, learner
from tests.quizzes import read_lessons, take_quiz
from tests.web.visits import ADDRESS, Visits


class Scene(NamedTuple):
    """A worker with a certificate, a colleague, their manager, and the manager of another enterprise."""

    number: str
    holder: Learner
    colleague: Learner
    manager: Learner
    other_manager: Learner


def make_people(session: Session) -> tuple[Learner, Learner, Learner, Learner]:
    """Add the people of the tests."""
    ours, theirs = enterprise(session), enterprise(session, "Elsewhere Ltd")
    assert ours.id is not None
    assert theirs.id is not None
    return (
        learner(session, ours.id, "Amina", "Otieno"),
        learner(session, ours.id, "Bashir"),
        learner(session, ours.id, "Daniel", track="manager", manages=True),
        learner(session, theirs.id, "Else", track="manager", manages=True),
    )


@pytest.fixture
def scene(visits: Visits) -> Scene:
    """Give the people, with the holder's certificate earned and the holder signed in."""
    people = visits.write(make_people)
    visits.run(read_lessons, visits.site.database, visits.library, people[0])
    visits.run(take_quiz, visits.site.database, visits.library, people[0])
    (held,) = visits.write(certificates_of, people[0].person_id)
    visits.sign_in(people[0].person_id)
    return Scene(held.number, *people)


def text_of(pdf: bytes) -> str:
    """Give the words of a PDF file."""
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def rename_everything(session: Session, holder: Learner) -> None:
    """Give the holder and their enterprise other names."""
    session.get_one(Person, holder.person_id).given_name = "Renamed"
    session.get_one(Enterprise, holder.enterprise_id).name = "Renamed Ltd"


def test_the_holder_sees_prints_and_shares_it(visits: Visits, scene: Scene) -> None:
    page = visits.get(f"/certificates/{scene.number}").text
    assert "Amina Otieno" in page
    assert "The board" in page
    assert "final quiz 8 of 8" in page
    assert f"{ADDRESS}/c/{shown_number(scene.number)}" in page
    assert f"/certificates/{shown_number(scene.number)}.pdf" in page
    answer = visits.get(f"/certificates/{scene.number}.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert "Amina Otieno" in text_of(answer.content)
    assert shown_number(scene.number) in text_of(answer.content)


@pytest.mark.parametrize("suffix", ["", ".pdf"])
def test_who_may_see_it_whole(visits: Visits, scene: Scene, suffix: str) -> None:
    address = f"/certificates/{scene.number}{suffix}"
    statuses = {}
    for who in ("holder", "manager", "colleague", "other_manager"):
        visits.sign_in(getattr(scene, who).person_id)
        statuses[who] = visits.get(address).status_code
    for right in ("admin", "trainer"):
        visits.staff(right)
        statuses[right] = visits.get(address).status_code
    allowed = {who for who, status in statuses.items() if status == 200}
    assert allowed == {"holder", "manager", "admin"}
    assert set(statuses.values()) == {200, 404}
    visits.sign_out()
    assert visits.get(address).headers["location"].startswith("/sign-in")


def test_anybody_checks_it(visits: Visits, scene: Scene) -> None:
    visits.sign_out()
    answer = visits.get(f"/c/{shown_number(scene.number)}")
    assert answer.status_code == 200
    assert "noindex" in answer.headers["x-robots-tag"]
    for words in ("Real certificate", "Amina Otieno", "The board", "Kilimo Textiles", "SCORE Learn", "about 10 min"):
        assert words in answer.text
    assert answer.headers.get("set-cookie") is None


@pytest.mark.parametrize("typed", ["{}", " {} ", "{lower}", "{dashed}"])
def test_a_number_is_read_however_it_is_typed(visits: Visits, scene: Scene, typed: str) -> None:
    spelled = typed.format(scene.number, lower=scene.number.lower(), dashed=shown_number(scene.number))
    answer = visits.client.get("/c", params={"number": spelled})
    assert answer.status_code == 200
    assert "Real certificate" in answer.text


def test_the_record_is_frozen(visits: Visits, scene: Scene) -> None:
    before = visits.get(f"/c/{scene.number}").text
    own = visits.get(f"/certificates/{scene.number}").text
    visits.write(rename_everything, scene.holder)
    visits.sign_out()
    title = visits.site.settings.content_dir / "modules/board/module.en.md"
    title.write_text(title.read_text().replace("The board", "Another title"))
    assert visits.site.publication.reload()
    visits.sign_in(scene.holder.person_id)
    assert visits.get(f"/c/{scene.number}").text == before
    assert visits.get(f"/certificates/{scene.number}").text == own
    words = text_of(visits.get(f"/certificates/{scene.number}.pdf").content)
    assert "Renamed" not in words
    assert "Another title" not in words


def test_an_unknown_number(visits: Visits) -> None:
    answer = visits.get(f"/c/{new_number()}")
    assert answer.status_code == 404
    assert "We do not know this number" in answer.text
    assert "we never gave it" in answer.text


def test_a_slip_of_the_pen_is_told(visits: Visits, scene: Scene) -> None:
    other = "7" if scene.number[3] != "7" else "8"
    answer = visits.get(f"/c/{scene.number[:3]}{other}{scene.number[4:]}")
    assert answer.status_code == 404
    assert "One letter or digit is probably not right" in answer.text


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("7F3K", "length"),
        ("", "length"),
        ("0" * 200, "length"),
        ("OOOO-OOOO-OOO1", "letters"),
        ("000000000001", "slip"),
    ],
)
def test_hints(typed: str, hint: str) -> None:
    assert slip(typed) == hint


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "%00", "é" * 80, "-", "%F0%9F%98%80"])
def test_whatever_is_typed_is_shown_as_text(visits: Visits, typed: str) -> None:
    answer = visits.get(f"/c/{typed.replace('/', '%2F')}")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_a_withdrawn_certificate_says_when_and_why(visits: Visits, scene: Scene) -> None:
    visits.staff("admin")
    page = visits.get(f"/admin/certificates/{scene.number}/revocation").text
    assert "Amina Otieno" in page
    answer = visits.post(f"/admin/certificates/{scene.number}/revocation", reason="Given to the wrong person")
    assert answer.status_code == 303
    assert "Given to the wrong person" in visits.get(answer.headers["location"]).text
    again = visits.post(f"/admin/certificates/{scene.number}/revocation", reason="Another reason")
    assert again.status_code == 303
    visits.sign_out()
    page = visits.get(f"/c/{scene.number}").text
    assert "Withdrawn on" in page
    assert "Given to the wrong person" in page
    assert "Another reason" not in page
    assert "Real certificate" not in page
    visits.sign_in(scene.holder.person_id)
    assert "This certificate was withdrawn" in visits.get(f"/certificates/{scene.number}").text
    assert visits.get(f"/certificates/{scene.number}.pdf").status_code == 404


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_nothing_is_withdrawn_without_a_reason(visits: Visits, scene: Scene, reason: str) -> None:
    visits.staff("admin")
    answer = visits.post(f"/admin/certificates/{scene.number}/revocation", reason=reason)
    assert answer.status_code == 422
    assert reason.strip() in answer.text
    assert "Real certificate" in visits.get(f"/c/{scene.number}").text


def test_only_admins_withdraw(visits: Visits, scene: Scene) -> None:
    visits.sign_in(scene.manager.person_id)
    assert visits.post(f"/admin/certificates/{scene.number}/revocation", reason="x").status_code == 404
    visits.staff("admin")
    assert visits.post(f"/admin/certificates/{new_number()}/revocation", reason="x").status_code == 404
    assert "Real certificate" in visits.get(f"/c/{scene.number}").text


@pytest.mark.parametrize(("words", "found"), [("otieno", True), ("{}", True), ("", True), ("%", False), ("Zzz", False)])
def test_certificates_are_found_by_name_and_number(visits: Visits, scene: Scene, words: str, found: bool) -> None:
    visits.staff("admin")
    answer = visits.client.get("/admin/certificates", params={"q": words.format(shown_number(scene.number))})
    assert ("Amina Otieno" in answer.text) is found

"""Questions to take to Moodle: what stays behind is said before, and the file is the one that the command writes."""

from __future__ import annotations

import html

import pytest

from app.interop.files import FORMATS, written
from app.interop.outward import outward
from tests.people import first_learner
from tests.web.visits import Visits

PAGE = "/trainer/modules/board/moodle"


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/gift?language=en", f"{PAGE}/moodle-xml?language=fr"])
def test_for_trainers_only(visits: Visits, path: str) -> None:
    visits.staff("trainer")
    assert visits.get(path).status_code == 200
    visits.staff("admin")
    assert visits.get(path).status_code == 404
    visits.sign_in(visits.write(first_learner).person_id)
    assert visits.get(path).status_code == 404


def test_every_loss_is_said_before(visits: Visits) -> None:
    visits.staff("trainer")
    page = html.unescape(visits.get(f"{PAGE}?language=fr").text)
    module = visits.library.modules["board"]
    for form in FORMATS.values():
        for loss in outward(module, visits.library.course, "fr", form).losses:
            assert f"{loss.what} → {loss.instead}" in page
            assert loss.subject in page
    assert f'href="{PAGE}/gift?language=fr"' in page
    assert f'href="{PAGE}?language=en"' in visits.get("/trainer/modules/board/questions?language=en").text


@pytest.mark.parametrize(
    ("name", "file", "media_type"),
    [
        ("gift", "board.fr.gift.txt", "text/plain; charset=utf-8"),
        ("moodle-xml", "board.fr.xml", "application/xml"),
    ],
)
def test_the_files(visits: Visits, name: str, file: str, media_type: str) -> None:
    visits.staff("trainer")
    reply = visits.get(f"{PAGE}/{name}?language=fr")
    assert reply.headers["content-disposition"] == f'attachment; filename="{file}"'
    assert reply.headers["content-type"] == media_type
    library = visits.library
    out = outward(library.modules["board"], library.course, "fr", FORMATS[name])
    assert reply.text == written(out.bank, FORMATS[name])


@pytest.mark.parametrize(
    "path",
    [
        "/trainer/modules/nothing/moodle",
        f"{PAGE}?language=xx",
        f"{PAGE}/gift?language=xx",
        f"{PAGE}/word?language=en",
        "/trainer/modules/nothing/moodle/gift?language=en",
    ],
)
def test_what_there_is_not(visits: Visits, path: str) -> None:
    visits.staff("trainer")
    assert visits.get(path).status_code == 404

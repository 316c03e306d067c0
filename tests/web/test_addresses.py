"""Where pages lead, and that they lead nowhere else."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.models import Library, Place
from app.learning.progress import NOTHING_DONE, progress
from app.web.addresses import lesson_address, place_address, question_address, safe_next, step_address

ELSEWHERE = [
    "",
    "evil",
    "//evil.example",
    "///evil.example",
    "////evil.example/x",
    "/\\evil.example",
    "\\\\evil.example",
    "/a\\..\\..//evil.example",
    "https://evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    " /board",
    "/\t/evil.example",
    "/\r\nset-cookie: a=b",
    "/\x00",
    "/\u202egnp.exe",
    "//[",
    "http://[",
    "*",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_that_may_lead_elsewhere_becomes_the_home_page(address: str) -> None:
    assert safe_next(address) == "/"


@pytest.mark.parametrize(
    "address", ["/", "/modules/board", "/learn/en/worker/board/goal#h-2", "/admin?track=worker&x=//y"]
)
def test_an_address_of_ours_stays(address: str) -> None:
    assert safe_next(address) == address


@given(st.text(alphabet="/\\:.@[]?#%ae \t\r\n\x00é", max_size=12))
def test_browsers_stay_on_this_site_whatever_is_asked(address: str) -> None:
    """A browser takes a backslash for a slash and drops tabs and line ends; two slashes at the start are a host."""
    as_browsers_read = safe_next(address).replace("\\", "/").translate({9: None, 10: None, 13: None}).strip()
    assert as_browsers_read.startswith("/")
    assert not as_browsers_read.startswith("//")


def test_every_step_has_its_address(library: Library) -> None:
    module = library.modules["board"]
    steps = progress(module, "worker", NOTHING_DONE).steps
    assert [step_address("en", "worker", "board", step) for step in steps] == [
        "/learn/en/worker/board/goal",
        "/learn/en/worker/board/speak",
        "/modules/board/quiz",
    ]
    assert step_address(
        "en", "worker", "walk", progress(library.modules["walk"], "worker", NOTHING_DONE).steps[-1]
    ) == ("/modules/walk/assignment")


def test_a_place_in_a_lesson_is_its_heading(library: Library) -> None:
    module = library.modules["board"]
    assert lesson_address("fr", "manager", "board", "goal") == "/learn/fr/manager/board/goal"
    assert place_address("en", "worker", module, Place("goal", "the-idea")) == "/learn/en/worker/board/goal#the-idea"
    assert place_address("en", "worker", module, Place("goal", "")) == "/learn/en/worker/board/goal"


def test_a_question_has_the_address_of_its_place() -> None:
    attempt = UUID("0c5f2a7e-5a1d-4c57-8f52-0d0f1c2b3a49")
    assert question_address(attempt, 3) == f"/attempts/{attempt}/questions/3"

"""The statistics for trainers: linked from the module, n beside all figures, words from 30 on, nobody's own answer."""

from __future__ import annotations

import html
import re

import pytest

from tests.first_attempts import Given, attempt, attempts
from tests.people import first_learner
from tests.web.browser import Page
from tests.web.test_trainer import edit
from tests.web.visits import Visits

TABLE = "/trainer/modules/board/statistics"
QUESTION = f"{TABLE}/q-single"
TYPED = "my boss is Mr Otieno"


def page(visits: Visits, address: str) -> str:
    """Open a page, which must be valid HTML, and give it."""
    response = visits.get(address)
    assert Page(response).status == 200
    return html.unescape(response.text)


def fill(visits: Visits) -> None:
    """Let 40 answer: nobody chooses "Guests", those who choose "bosses" know the rest, the others do not."""
    bosses, team = {"q-single": "bosses"}, {"q-true": "yes", "q-text": TYPED}
    visits.write(attempts, visits.library, [(10, bosses), (24, team)])
    visits.write(attempts, visits.library, [(6, {"q-single": None})], "fr")


@pytest.mark.parametrize("path", [TABLE, QUESTION])
def test_the_pages_are_for_trainers_only(visits: Visits, path: str) -> None:
    visits.staff("trainer")
    assert visits.get(path).status_code == 200
    visits.staff("admin")
    assert visits.get(path).status_code == 404
    visits.sign_in(visits.write(first_learner).person_id)
    assert visits.get(path).status_code == 404


def test_they_are_linked_from_the_module_and_its_questions(visits: Visits) -> None:
    visits.staff("trainer")
    assert f'href="{TABLE}"' in page(visits, "/trainer/preview/board")
    assert f'href="{TABLE}"' in page(visits, "/trainer/modules/board/questions")
    fill(visits)
    for ident in visits.library.modules["board"].bank:
        assert (f'href="{TABLE}/{ident}"' in page(visits, TABLE)) == (ident != "q-retired")


@pytest.mark.parametrize("path", ["/trainer/modules/nothing/statistics", f"{TABLE}/q-nothing"])
def test_what_there_is_not(visits: Visits, path: str) -> None:
    visits.staff("trainer")
    assert visits.get(path).status_code == 404


def test_an_order_that_there_is_not_is_refused(visits: Visits) -> None:
    visits.staff("trainer")
    assert 400 <= visits.get(f"{TABLE}?order=luck").status_code < 500


def test_before_the_first_answer(visits: Visits) -> None:
    visits.staff("trainer")
    assert "Nobody has finished this quiz yet." in page(visits, TABLE)
    assert "Nobody has answered this question yet" in page(visits, QUESTION)
    assert "The whole team" in page(visits, QUESTION)


def test_what_is_to_be_looked_at_comes_first(visits: Visits) -> None:
    visits.staff("trainer")
    fill(visits)
    first, in_file = page(visits, TABLE), page(visits, f"{TABLE}?order=file")
    bank = list(visits.library.modules["board"].bank)
    shown = re.findall(r"<code>(q-[\w-]+)</code>", in_file)
    assert shown == [each for each in bank if each != "q-retired"]
    sooner = re.findall(r"<code>(q-[\w-]+)</code>", first)
    assert sooner[0] == "q-single"
    assert sorted(sooner) == sorted(shown)
    assert "Nobody chose <code>guests</code>." in first
    assert "Those who chose <code>bosses</code> did better in the rest (100%) than those who were right (71%)." in first
    assert re.search(r'data-label="Answers">40<.*?data-label="Right">60%<', first, re.DOTALL)


def test_the_quiz_as_a_whole(visits: Visits) -> None:
    visits.staff("trainer")
    fill(visits)
    shown = page(visits, TABLE)
    workers, managers = shown.split('<h2 id="manager">')
    assert "Standard error" in workers
    assert "First attempts</dt><dd>0</dd>" in managers
    assert "Mean result" not in managers.partition("<table")[0]
    given: Given = {"q-lead": "first"}
    visits.write(attempt, visits.library, given, track="manager", asked=["q-lead", "q-true"])
    assert "Each attempt draws other questions." in page(visits, TABLE)


def test_the_spread_as_a_chart_and_as_a_table(visits: Visits) -> None:
    visits.staff("trainer")
    fill(visits)
    shown = page(visits, QUESTION)
    assert 'role="img" aria-labelledby="chart"' in shown
    assert '<title id="chart">How 40 learners answered</title>' in shown
    assert shown.count('class="ground"') == 4
    assert re.findall(r'y="\d+">(\d+%)</text>', shown) == ["60%", "25%", "0%", "15%"]
    assert re.findall(r'<rect(?: class="key")? x="0%" y="\d+" width="([\d.]+)%"', shown) == ["48.0", "20.0", "12.0"]
    assert "Show as a table" in shown
    assert re.search(r'<th scope="row">B</th><td [^>]*>10</td><td [^>]*>25%</td><td [^>]*>100%</td>', shown)
    assert "Nobody chose C." in shown
    assert re.search(r"Français</span></th>\s*<td [^>]*>6</td>\s*<td [^>]*>0%</td>", shown)


def test_from_right_to_left_the_bars_begin_at_the_right(visits: Visits) -> None:
    edit(visits, "course.yaml", "  fr: [en]\n", "  fr: [en]\n  ar: [en]\n")
    visits.staff("trainer")
    fill(visits)
    visits.post("/language", language="ar")
    shown = page(visits, QUESTION)
    assert 'dir="rtl"' in shown
    assert re.findall(r'<rect(?: class="key")? x="([\d.]+)%" y="\d+" width="([\d.]+)%"', shown) == [
        ("52.0", "48.0"),
        ("80.0", "20.0"),
        ("88.0", "12.0"),
    ]
    assert '<text x="100%"' in shown


def test_a_statement_is_counted_by_its_two_sides(visits: Visits) -> None:
    visits.staff("trainer")
    fill(visits)
    shown = page(visits, f"{TABLE}/q-true")
    assert re.search(r'<th scope="row">True</th><td [^>]*>24</td>', shown)
    assert re.search(r'<th scope="row">False <span class="tag good">.*?</span></th><td [^>]*>16</td>', shown)


def test_what_somebody_typed_is_never_shown(visits: Visits) -> None:
    visits.staff("trainer")
    fill(visits)
    shown = page(visits, f"{TABLE}/q-text")
    assert TYPED not in shown
    assert re.search(r'<th scope="row">Wrong</th><td [^>]*>24</td>', shown)


def test_few_answers_show_their_number_only(visits: Visits) -> None:
    visits.staff("trainer")
    visits.write(attempts, visits.library, [(4, {"q-single": "bosses"})])
    shown = page(visits, QUESTION)
    assert "4 answers. More is shown from 5 on" in shown
    assert '<svg class="bars"' not in shown
    assert re.search(r'data-label="Answers">4</td>\s*<td [^>]*>-</td>\s*<td [^>]*>-</td>', shown)


def test_no_words_below_thirty(visits: Visits) -> None:
    visits.staff("trainer")
    visits.write(attempts, visits.library, [(29, {"q-single": "bosses"})])
    assert "To look at</h2>" not in page(visits, QUESTION)
    assert "Unused option" not in page(visits, TABLE)
    visits.write(attempts, visits.library, [(1, {"q-single": "bosses"})])
    assert "To look at</h2>" in page(visits, QUESTION)

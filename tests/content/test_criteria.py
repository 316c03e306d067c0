"""What a task is judged by: lines for all, and lines of one track out of its box in the last section."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.content.body import Html
from app.content.criteria import list_items
from app.content.load import load
from app.content.texts import AssignmentText
from tests.content.tree import spoil

TASK = "modules/meeting/assignment.en.md"
LAST = "- It has **one** action.\n"
BOXES = (
    "\n> [!WORKER]\n> - You drew it.\n\n> [!MANAGER]\n>\n> - You gave the *time*.\n>   - All of it.\n> - You came.\n"
)


def task(tree: Path) -> AssignmentText:
    library = load(tree)
    assert [str(each) for each in library.errors] == []
    found = library.modules["meeting"].assignment
    assert found is not None
    return found.text(("en",))


def codes(tree: Path) -> list[str]:
    return [f"{each.code}:{each.line} {each.sentence}" for each in load(tree).errors]


def test_each_track_has_the_common_lines_and_its_own(tree: Path) -> None:
    spoil(tree, TASK, LAST, LAST + BOXES)
    common = ("The board hangs.", "It has <strong>one</strong> action.")
    assert task(tree).criteria_for("worker") == (*common, "You drew it.")
    *first, time, last = task(tree).criteria_for("manager")
    assert tuple(first) == common
    assert time.startswith("You gave the <em>time</em>.")
    assert "<li>All of it.</li>" in time
    assert last == "You came."


def test_no_part_of_the_section_is_left_in_the_body(tree: Path) -> None:
    spoil(tree, TASK, LAST, LAST + BOXES)
    assert task(tree).parts == (Html("<p>Hang up a board.</p>"),)


def test_boxes_may_come_first_and_a_line_keeps_its_place(tree: Path) -> None:
    spoil(tree, TASK, "- The board hangs.\n", "> [!WORKER]\n> - You drew it.\n\n- The board hangs.\n")
    assert task(tree).criteria_for("worker")[:2] == ("You drew it.", "The board hangs.")
    assert task(tree).criteria_for("manager")[0] == "The board hangs."


def test_boxes_above_the_section_stay_in_the_body_for_both(tree: Path) -> None:
    spoil(tree, TASK, "## Done when", "> [!WORKER]\n> - A tip.\n\n## Done when")
    assert "A tip." not in task(tree).criteria_for("worker")
    assert len(task(tree).parts) == 2


def test_a_track_that_would_see_nothing_is_an_error(tree: Path) -> None:
    spoil(tree, TASK, "- The board hangs.\n" + LAST, "> [!WORKER]\n> - You drew it.\n")
    assert codes(tree) == ["no-criteria:10 managers cannot see when the task is done"]


def test_a_task_for_one_track_needs_lines_for_it_alone(tree: Path) -> None:
    spoil(tree, TASK, "- The board hangs.\n" + LAST, "> [!WORKER]\n> - You drew it.\n")
    spoil(tree, TASK, "minutes: 30", "minutes: 30\naudience: [worker]")
    assert task(tree).criteria_for("worker") == ("You drew it.",)


@pytest.mark.parametrize(
    "more",
    [
        "\nAnd tell us.\n",
        "\n> [!TIP]\n> - Smile.\n",
        "\n[[check: q-order]]\n",
        "\n> [!WORKER]\n> When you have:\n>\n> - drawn it.\n",
        "\n> [!WORKER]\n> > [!MANAGER]\n> > - You drew it.\n",
        "\n### More\n",
    ],
)
def test_whatever_learners_would_not_see_is_an_error(tree: Path, more: str) -> None:
    spoil(tree, TASK, LAST, LAST + more)
    assert codes(tree) == ["criteria-other:10 the last section holds more than criteria"]


def test_items_are_those_of_the_outer_lists() -> None:
    html = "<p>a</p><ul>\n<li>one<ol start='2'><li>deep</li></ol></li>\n<li>two</li></ul>b<ol><li>three</li></ol>c"
    assert list_items(html) == (("one<ol start='2'><li>deep</li></ol>", "two", "three"), "<p>a</p>bc")

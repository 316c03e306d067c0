"""What `make test` says in the end."""

from __future__ import annotations

import sys

from tests.everything import Outcome, Step, added_up, counted, report, run


def test_pytests_closing_line_is_read() -> None:
    assert counted("= 3 failed, 210 passed, 2 skipped, 1 error in 4.20s =") == {
        "failed": 3,
        "passed": 210,
        "skipped": 2,
        "error": 1,
    }
    assert counted("= no tests ran in 0.01s =") == {}


def test_a_step_that_fails_fails_and_its_words_are_counted() -> None:
    said = "print('= 2 failed, 5 passed in 1.00s ='); raise SystemExit(1)"
    outcome = run(Step("A run", (sys.executable, "-c", said), counts=True))
    assert (outcome.succeeded, outcome.tests) == (False, {"failed": 2, "passed": 5})
    assert run(Step("Another", (sys.executable, "-c", "pass"))).succeeded


def test_the_last_line_says_what_was_not_run_and_how_to_get_it() -> None:
    outcomes = [
        Outcome(Step("a", ()), True, 1.0, {"passed": 3}),
        Outcome(Step("b", ()), False, 2.0, {"passed": 4, "failed": 1}),
    ]
    lines = list(report(outcomes, added_up(outcomes), skipped=False, browses=False))
    assert lines[-1] == (
        "Not run: the browser tests. Install a Chromium (Debian: apt-get install chromium) and run make test again."
    )
    assert lines[-2] == "=== 1 failed, 7 passed in 3.00s ==="
    assert any("FAILED" in line and line.endswith("b") for line in lines)
    assert list(report(outcomes, {}, skipped=True, browses=True))[-1] == "Everything was run."

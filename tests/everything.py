"""Everything there is to check, one after the other: `make test`, or `python -m tests.everything`.

Each step has a headline and its time; all run even if one fails. What could not be run is said in the last line. With
CI=true nothing may be left out: a missing Chromium or a skipped test is a failure.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.chromium import HOW_TO_GET_ONE, chromium

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
COUNTED = re.compile(r"(\d+) (passed|failed|skipped|errors?|xfailed|xpassed)\b")
WORDS = ("failed", "passed", "skipped", "xfailed", "xpassed", "error")


@dataclass(frozen=True)
class Step:
    """One thing to check: its headline and its command; `counts` where pytest says how many tests there were."""

    headline: str
    command: Sequence[str]
    counts: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a step went."""

    step: Step
    succeeded: bool
    seconds: float
    tests: dict[str, int] = field(default_factory=dict)


STEPS = (
    Step("Style and likely mistakes: ruff check", (str(BIN / "ruff"), "check", ".")),
    Step("Form: ruff format", (str(BIN / "ruff"), "format", "--check", ".")),
    Step("Types: mypy --strict", (str(BIN / "mypy"),)),
    Step("Imports go down only: import-linter", (str(BIN / "lint-imports"), "--no-cache")),
    Step("What trainers wrote: score content check", (str(BIN / "score"), "content", "check", "content")),
    Step("Tests on both databases", (sys.executable, "-m", "pytest", "-m", "not browser"), counts=True),
)
BROWSER = Step(
    "Tests in a real browser", (sys.executable, "-m", "pytest", "-m", "browser", "tests/browser"), counts=True
)


def main() -> int:
    """Run all steps, say how each went, and give the exit code."""
    in_ci = os.environ.get("CI") == "true"
    browses = in_ci or chromium() is not None
    outcomes = [run(step) for step in (*STEPS, *([BROWSER] if browses else []))]
    tests = added_up(outcomes)
    skipped = in_ci and tests.get("skipped", 0) > 0
    for line in report(outcomes, tests, skipped=skipped, browses=browses):
        print(line, flush=True)
    return 0 if all(each.succeeded for each in outcomes) and not skipped else 1


def run(step: Step) -> Outcome:
    """Run one step, passing its words on as they come."""
    print(f"\n==> {step.headline}", flush=True)
    began = time.monotonic()
    with subprocess.Popen(step.command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        last = ""
        for raw in process.stdout:
            last = passed_on(raw, step) or last
    seconds = time.monotonic() - began
    print(f"    {'well' if process.returncode == 0 else 'FAILED'}, {seconds:.1f} s", flush=True)
    return Outcome(step, process.returncode == 0, seconds, counted(last))


def passed_on(raw: bytes, step: Step) -> str:
    """Print a line of a step's and give it back where pytest counts its tests in it."""
    line = raw.decode(errors="replace")
    sys.stdout.write(line)
    sys.stdout.flush()
    return line if step.counts and COUNTED.search(line) and " in " in line else ""


def counted(line: str) -> dict[str, int]:
    """Read pytest's closing line: "3 failed, 210 passed in 4.20s" is {"failed": 3, "passed": 210}."""
    return {word.rstrip("s") if word == "errors" else word: int(number) for number, word in COUNTED.findall(line)}


def added_up(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Add up the tests of all runs, in pytest's order of words."""
    sums = {word: sum(each.tests.get(word, 0) for each in outcomes) for word in WORDS}
    return {word: number for word, number in sums.items() if number}


def report(outcomes: Sequence[Outcome], tests: dict[str, int], *, skipped: bool, browses: bool) -> Iterator[str]:
    """Say how each step went, how many tests there were in all, and last what was not run."""
    yield "\n==> All steps"
    for each in outcomes:
        yield f"    {'well  ' if each.succeeded else 'FAILED'} {each.seconds:7.1f} s  {each.step.headline}"
    if skipped:
        yield "    FAILED: with CI=true no test may be skipped; the reasons stand above, in pytest's short summary."
    seconds = sum(each.seconds for each in outcomes)
    yield f"=== {', '.join(f'{number} {word}' for word, number in tests.items())} in {seconds:.2f}s ==="
    yield "Everything was run." if browses else f"Not run: the browser tests. {HOW_TO_GET_ONE} and run make test again."


if __name__ == "__main__":
    sys.exit(main())

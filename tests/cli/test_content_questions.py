"""`score content export-questions` and `import-questions`, run as a person runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.content.load import load
from tests.content.tree import write_tree


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "content")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["content", *map(str, words)])


@pytest.mark.parametrize(("form", "begins"), [("gift", "$CATEGORY: $course$/top/The meeting"), ("moodle-xml", "<?xml")])
def test_a_bank_goes_out_and_comes_in_again(tree: Path, tmp_path: Path, form: str, begins: str) -> None:
    out = run("export-questions", "meeting", "--format", form, "--content", tree)
    assert out.exit_code == 0
    assert out.stdout.startswith(begins)
    assert "q-order: see daily has no place in" in out.stderr
    assert out.stderr.endswith("6 of 6 questions written.\n")
    file = tmp_path / "bank.txt"
    file.write_text(out.stdout, encoding="utf-8")
    before = load(tree)
    back = run("import-questions", file, "--module", "walk", "--write", "--content", tree)
    assert back.exit_code == 0, back.stderr
    assert back.stdout == ""
    after = load(tree)
    assert after.errors == ()
    came = list(after.modules["walk"].bank)[len(before.modules["walk"].bank) :]
    assert came == list(before.modules["meeting"].bank)


def test_a_language(tree: Path) -> None:
    out = run("export-questions", "meeting", "--format", "gift", "--language", "fr", "--content", tree)
    assert "not translated into fr -> in en" in out.stderr
    assert run("export-questions", "meeting", "--language", "xx", "--content", tree).exit_code == 2


def test_an_import_is_printed_and_what_is_lost_is_said_at_its_line(tree: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.gift"
    file.write_text("::q-old::[html]Is it <b>so</b>? {T#No.}\n\nWrite. {}\n", encoding="utf-8")
    result = run("import-questions", file, "--module", "meeting", "--content", tree)
    assert result.exit_code == 1
    assert result.stdout.startswith("- id: q-old-2\n  type: truefalse\n  ask: Is it so?\n  answer: yes\n")
    assert f"{file}:1:16: warning [markup] q-old: bold has no place" in result.stderr
    assert f"{file}:1:10: warning [id-taken] q-old: the id q-old is or was another question's" in result.stderr
    assert f"{file}:3:1: error [moodle-type]: type essay has no place here" in result.stderr
    assert result.stderr.endswith("1 questions read, 0 of them to be mended first.\n")


def test_a_question_to_be_mended_leaves_the_bank_whole(tree: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.gift"
    file.write_text("Which {=a =b ~c}\n", encoding="utf-8")
    bank = tree / "modules" / "walk" / "questions.yaml"
    before = bank.read_text(encoding="utf-8")
    assert run("import-questions", file, "--module", "walk", "--write", "--content", tree).exit_code == 1
    after = bank.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "# - id: q-which\n" in after
    assert load(tree).errors == ()


def test_a_bank_is_begun_where_there_is_none(tree: Path, tmp_path: Path) -> None:
    bank = tree / "modules" / "walk" / "questions.yaml"
    bank.unlink()
    file = tmp_path / "new.gift"
    file.write_text("::q-look::Look {T#Do.}\n", encoding="utf-8")
    assert run("import-questions", file, "--module", "walk", "--write", "--content", tree).exit_code == 0
    assert bank.read_text(encoding="utf-8").startswith("- id: q-look\n  type: truefalse\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export-questions", "nothing"], "There is no module nothing"),
        (["import-questions", "missing.gift", "--module", "walk"], "missing.gift cannot be read: No such file"),
        (["import-questions", "missing.gift", "--module", "../modules/walk"], "There is no module ../modules/walk."),
        (["import-questions", "missing.gift", "--module", ""], "There is no module ."),
    ],
)
def test_what_there_is_not(tree: Path, words: list[str], said: str) -> None:
    result = run(*words, "--content", tree)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(said)


@pytest.mark.parametrize(("before", "said"), [("- id: [", "mend it first"), ("[]", "Nothing was added")])
def test_a_bank_that_cannot_be_added_to_stays_as_it_is(tree: Path, tmp_path: Path, before: str, said: str) -> None:
    bank = tree / "modules" / "walk" / "questions.yaml"
    bank.write_text(before, encoding="utf-8")
    file = tmp_path / "new.gift"
    file.write_text("Look {T}\n", encoding="utf-8")
    result = run("import-questions", file, "--module", "walk", "--write", "--content", tree)
    assert (result.exit_code, bank.read_text(encoding="utf-8")) == (2, before)
    assert said in result.stderr

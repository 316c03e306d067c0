"""`score content impact` and `regrade`, run as a person runs them: on a real repository and a real database."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from dulwich import porcelain
from dulwich.repo import Repo
from typer.testing import CliRunner

from app.cli import app
from app.content.load import load
from app.database import Database
from tests.course import write_course
from tests.people import first_learner
from tests.quizzes import begin, read_lessons, take_quiz

BANK = "modules/board/questions.yaml"
AUTHOR = b"A Trainer <trainer@example.org>"
run = CliRunner().invoke


@pytest.fixture
def folder(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a content folder in a repository, committed once, with the settings that lead to it and the database."""
    root = tmp_path / "firm"
    root.mkdir()
    with Repo.init(root):
        folder = write_course(root / "our content")
        porcelain.add(str(root))
        porcelain.commit(str(root), message=b"write", author=AUTHOR, committer=AUTHOR)
    monkeypatch.setenv("SCORE_CONTENT_DIR", str(folder))
    monkeypatch.setenv("SCORE_DATABASE_URL", database_url)
    monkeypatch.setenv("SCORE_DATA_DIR", str(tmp_path / "data"))
    return folder


@pytest.fixture
async def learners(folder: Path, database: Database) -> None:
    """Have one person finish with the certificate and another be under way."""
    library = load(folder)
    amina, bea = await database.write(first_learner), await database.write(first_learner, "Bea")
    await read_lessons(database, library, amina)
    await take_quiz(database, library, amina)
    await read_lessons(database, library, bea)
    await database.write(begin, library, bea)


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


def impact(*options: str) -> str:
    result = run(app, ["content", "impact", "HEAD", *options])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.usefixtures("learners")
def test_no_edit_means_nothing(folder: Path) -> None:
    assert impact() == "No module is changed: learners notice nothing.\n"


@pytest.mark.usefixtures("learners")
def test_a_changed_key_is_counted_by_question(folder: Path) -> None:
    edit(folder, BANK, "answer: 50\n", "answer: 60\n")
    assert impact() == (
        "board (changed): 1 open attempts, 1 passes touched, 0 change verdict (0 to passed, 0 to failed), "
        "1 certificates stay\n"
        "  questions whose key changed: q-number (1 open, 1 passes; marked again: 1 not answered yet, "
        "1 fewer points, not taken)\n"
    )
    (found,) = json.loads(impact("--json"))
    assert (found["id"], found["open"], found["passes_touched"], found["verdicts"]) == ("board", 1, 1, [0, 0])
    assert found["questions"][0]["outcomes"] == {"kept": 1, "waits": 1}


@pytest.mark.usefixtures("learners")
def test_two_keys_together_may_turn_a_verdict_and_fail_the_build(folder: Path) -> None:
    edit(folder, BANK, "answer: 50\n", "answer: 60\n")
    edit(folder, BANK, "answer: [what, who]", "answer: [who]")
    assert "1 change verdict (0 to passed, 1 to failed)" in impact()
    assert run(app, ["content", "impact", "HEAD", "--fail-on", "verdicts"]).exit_code == 1


@pytest.mark.usefixtures("learners")
def test_lessons_to_see_again_and_other_edits(folder: Path) -> None:
    edit(folder, "modules/board/lessons/goal.en.md", "id: goal\n", "id: goal\nrevision: 2\n")
    edit(folder, "modules/board/module.yaml", "worker: [goal, speak]", "worker: [goal, speak, lead]")
    edit(folder, "modules/board/lessons/lead.en.md", "audience: [manager]\n", "")
    edit(folder, BANK, "  audience: [manager]\n", "")
    edit(folder, BANK, "ask: Who joins", "ask: Who comes to")
    edit(folder, "course.yaml", "[board, walk]", "[board]")
    shutil.rmtree(folder / "modules" / "walk")
    told = impact()
    assert "lessons that finishers will see again: goal (2)" in told
    assert "new lessons, and how many had finished: lead (worker, 1)" in told
    assert "other changed questions, which change no mark: q-single, q-lead" in told
    assert "walk (gone): 0 open attempts" in told


@pytest.mark.usefixtures("learners")
def test_what_is_broken_is_not_counted(folder: Path) -> None:
    edit(folder, BANK, "answer: 50\n", "answer: lots\n")
    result = run(app, ["content", "impact", "HEAD"])
    assert result.exit_code == 0
    assert "Not counted, as the older version stays: modules/board/questions.yaml" in result.stderr
    assert "No module is changed" in result.stdout


@pytest.mark.usefixtures("learners")
def test_exported_statistics_say_the_same_and_name_nobody(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(folder, BANK, "answer: 50\n", "answer: 60\n")
    live, file = impact("--json"), tmp_path / "statistics.json"
    assert run(app, ["content", "statistics", str(file)]).output == f"{file}: 2 attempts\n"
    assert oct(os.stat(file).st_mode & 0o777) == "0o600"
    assert "Amina" not in file.read_text(encoding="utf-8")
    monkeypatch.setenv("SCORE_DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite3'}")
    assert impact("--json", "--statistics", str(file)) == live


@pytest.mark.parametrize("text", ["", "{}", '{"sittings": 1}', "\ufffd"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_bad_statistics_are_refused_in_words(folder: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "statistics.json"
    file.write_text(text, encoding="utf-8")
    result = run(app, ["content", "impact", "HEAD", "--statistics", str(file)])
    assert result.exit_code == 2
    assert f"{file} cannot be read" in result.stderr


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_revision_that_is_not_there_is_refused_in_words(folder: Path, tmp_path: Path) -> None:
    result = run(app, ["content", "impact", "nowhere"])
    assert (result.exit_code, "no revision `nowhere`" in result.stderr) == (2, True)
    outside = write_course(tmp_path / "outside")
    result = run(app, ["content", "impact", "HEAD", "--content", str(outside)])
    assert (result.exit_code, "is in no git repository" in result.stderr) == (2, True)


@pytest.mark.usefixtures("learners")
def test_regrade_says_what_it_means_and_does_it_when_told(folder: Path, database_url: str) -> None:
    edit(folder, BANK, "answer: 50\n", "answer: 60\n")
    command = ["content", "regrade", "board", "q-number"]
    looked = run(app, command)
    assert looked.exit_code == 0
    assert "2 attempts were marked by an older key" in looked.output
    assert "1 would get fewer points, and keep theirs" in looked.output
    assert "Nothing was changed" in looked.output
    assert run(app, command).output == looked.output
    assert run(app, [*command, "--apply"]).output.endswith("Done.\n")
    assert "There is nothing to do." in run(app, [*command, "--apply"]).output


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("learners")
def test_regrade_marks_by_what_is_live_of_a_followed_branch(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(folder, BANK, "answer: 50\n", "answer: 60\n")
    porcelain.add(str(folder.parent), paths=[str(folder / BANK)])
    porcelain.commit(str(folder.parent), message=b"mend", author=AUTHOR, committer=AUTHOR)
    monkeypatch.setenv("SCORE_CONTENT_REPOSITORY", str(folder.parent))
    monkeypatch.setenv("SCORE_CONTENT_BRANCH", "master")
    monkeypatch.setenv("SCORE_CONTENT_SUBFOLDER", folder.name)
    monkeypatch.setenv("SCORE_CONTENT_DIR", str(tmp_path / "nothing"))
    command = ["content", "regrade", "board", "q-number"]
    assert "2 attempts were marked by an older key" in run(app, command).output
    assert run(app, [*command, "--apply"]).output.endswith("Done.\n")
    monkeypatch.setenv("SCORE_CONTENT_BRANCH", "nowhere")
    refused = run(app, command)
    assert (refused.exit_code, "The content cannot be read." in refused.stderr) == (1, True)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_regrade_refuses_what_it_cannot_mark_by(folder: Path) -> None:
    unknown = run(app, ["content", "regrade", "board", "q-none"])
    assert (unknown.exit_code, "no question board/q-none" in unknown.stderr) == (1, True)
    edit(folder, BANK, "answer: 50\n", "answer: lots\n")
    broken = run(app, ["content", "regrade", "board", "q-number", "--apply"])
    assert (broken.exit_code, "Mend them first" in broken.stderr) == (1, True)

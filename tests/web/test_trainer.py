"""The trainers' pages: every finding with its place, previews with drafts, questions with their key."""

from __future__ import annotations

import html
import threading
from typing import Any

import pytest
from markdown_it import MarkdownIt

from app.i18n import catalogue
from app.web.trainer import language_counts
from tests.people import first_learner
from tests.web.visits import Visits

PAGES = (
    "/trainer",
    "/trainer/preview/board",
    "/trainer/preview/en/worker/board/goal",
    "/trainer/modules/board/questions",
    "/trainer/modules/walk/assignment",
)


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_are_for_trainers_only(visits: Visits, path: str) -> None:
    visits.staff("trainer")
    assert visits.get(path).status_code == 200
    visits.staff("admin")
    assert visits.get(path).status_code == 404
    visits.sign_in(visits.write(first_learner).person_id)
    assert visits.get(path).status_code == 404


def edit(visits: Visits, file: str, old: str, new: str) -> None:
    """Change a file as a trainer would, and let the application find the change."""
    path = visits.site.settings.content_dir / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")
    assert visits.site.publication.reload()


def test_every_finding_is_shown_with_its_place_and_advice(visits: Visits) -> None:
    edit(visits, "modules/walk/questions.yaml", "answer: guard", "answer: gard")
    visits.staff("trainer")
    page = html.unescape(visits.get("/trainer").text)
    assert visits.library.errors
    for each in visits.library.findings:
        assert f"{each.file}:{each.line}:{each.column} [{each.code}]" in page
        assert each.sentence in page
        assert each.advice in page
    assert page.count("> Error</span>") == len(visits.library.errors)


def test_no_findings_is_said(visits: Visits) -> None:
    folder = visits.site.settings.content_dir
    for file in folder.rglob("*.fr.*"):
        file.unlink()
    edit(visits, "course.yaml", "  fr: [en]\n", "")
    edit(visits, "modules/board/module.yaml", "draw: 7", "draw: 3")
    edit(visits, "modules/walk/module.yaml", "draw: 2", "draw: 1")
    edit(visits, "modules/board/questions.yaml", "see: speak", "see: speak\n  audience: [worker]")
    visits.staff("trainer")
    assert visits.library.findings == ()
    page = visits.get("/trainer").text
    assert "No findings" in page
    assert "The course has one language." in page


def test_translations_are_counted(visits: Visits) -> None:
    (french,) = language_counts(visits.library)
    modules = visits.library.modules.values()
    asked = sum(not question.question.retired for each in modules for question in each.bank.values())
    everything = asked + sum(1 + len(each.lessons) + bool(each.assignment) for each in modules)
    assert (french.fresh, french.stale, french.drafts) == (0, 4, 0)
    assert french.missing == everything - 4


@pytest.mark.parametrize(
    ("language", "track", "banner", "words"),
    [
        ("en", "worker", "Preview as worker, English.", "One goal"),
        ("fr", "manager", "Français", "Un seul but"),
    ],
)
def test_a_preview_is_the_learners_own_page(visits: Visits, language: str, track: str, banner: str, words: str) -> None:
    visits.staff("trainer")
    page = html.unescape(visits.get(f"/trainer/preview/{language}/{track}/board/goal").text)
    assert banner in page
    assert words in page
    assert "/completions" not in page


def test_a_preview_leads_on_to_previews(visits: Visits) -> None:
    visits.staff("trainer")
    assert '"/trainer/preview/en/worker/board/speak"' in visits.get("/trainer/preview/en/worker/board/goal").text
    assert '"/trainer/preview/en/manager/board/lead"' in visits.get("/trainer/preview/en/manager/board/goal").text
    assert '"/trainer/preview/board"' in visits.get("/trainer/preview/en/worker/board/speak").text


def test_drafts_are_previewed_and_hidden_from_learners(visits: Visits) -> None:
    edit(visits, "modules/walk/module.yaml", "status: published", "status: draft")
    edit(visits, "modules/board/lessons/goal.fr.md", 'source: "pending"', 'source: "pending"\nstatus: draft')
    visits.staff("trainer")
    assert "The module is not published." in visits.get("/trainer/preview/en/worker/walk/look").text
    draft = catalogue("fr").gettext("This text is a draft: learners do not see it.")
    assert draft in visits.get("/trainer/preview/fr/worker/board/goal").text
    assert visits.get("/learn/en/worker/walk/look").status_code == 404
    assert "Un seul but" not in visits.get("/learn/fr/worker/board/goal").text


@pytest.mark.parametrize(
    "path",
    [
        "/trainer/preview/nothing",
        "/trainer/preview/xx/worker/board/goal",
        "/trainer/preview/en/boss/board/goal",
        "/trainer/preview/en/worker/board/lead",
        "/trainer/preview/en/worker/nothing/goal",
        "/trainer/modules/nothing/questions",
        "/trainer/modules/board/questions?language=xx",
    ],
)
def test_what_there_is_not(visits: Visits, path: str) -> None:
    visits.staff("trainer")
    assert visits.get(path).status_code == 404


def test_all_questions_stand_there_with_key_and_reasons(visits: Visits) -> None:
    visits.staff("trainer")
    page = html.unescape(visits.get("/trainer/modules/board/questions").text)
    bank = visits.library.modules["board"].bank
    assert len(bank) == 9
    for revision in bank.values():
        assert f"<code>{revision.question.id}</code>" in page
        assert revision.question.ask in page
        for why in revision.question.why.values():
            assert why in page
    assert page.count("Right answer") >= 6
    assert "The right order" in page
    french = html.unescape(visits.get("/trainer/modules/board/questions?language=fr").text)
    assert "Qui vient à la réunion quotidienne ?" in french
    assert "Not in this language" in french


def test_the_task_is_shown_with_what_each_track_is_judged_by(visits: Visits) -> None:
    visits.staff("trainer")
    assert 'href="/trainer/modules/walk/assignment"' in visits.get("/trainer/preview/walk").text
    page = visits.get("/trainer/modules/walk/assignment?language=fr").text
    workers, managers = page.split('id="worker"')[1].split('id="manager"')
    assert "Two people were there." in workers
    assert "Two people were there." in managers
    assert ("You chose the place." in workers, "You gave the time." in workers) == (True, False)
    assert ("You chose the place." in managers, "You gave the time." in managers) == (False, True)
    assert "Not in this language" in page
    assert "Not in this language" not in visits.get("/trainer/modules/walk/assignment?language=en").text
    assert visits.get("/trainer/modules/walk/assignment?language=xx").status_code == 404
    assert visits.get("/trainer/modules/nothing/assignment").status_code == 404


def test_the_guide_is_made_by_no_other_page_and_out_of_the_way(visits: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    visits.staff("trainer")
    (visits.site.publication.folder / "GUIDE.md").write_text("# How\n", encoding="utf-8")
    made_by: list[str] = []
    render = MarkdownIt.render

    def noted(self: MarkdownIt, text: str) -> Any:
        made_by.append(threading.current_thread().name)
        return render(self, text)

    monkeypatch.setattr(MarkdownIt, "render", noted)
    visits.get("/trainer")
    assert made_by == []
    visits.get("/trainer/guide")
    assert [name.partition("_")[0] for name in made_by] == ["slow"]


def test_the_guide_is_shown_where_there_is_one(visits: Visits) -> None:
    visits.staff("trainer")
    assert visits.get("/trainer/guide").status_code == 404
    assert "/trainer/guide" not in visits.get("/trainer").text
    words = "# How\n\n## Begin\n\n<b>x</b> [a](javascript:x)\n\n```yaml a.yaml\na: <b>\n```\n"
    (visits.site.publication.folder / "GUIDE.md").write_text(words, encoding="utf-8")
    assert 'href="/trainer/guide"' in visits.get("/trainer").text
    page = visits.get("/trainer/guide").text
    assert "<h2>Begin</h2>" in page
    assert page.count("<h1") == 1
    assert "<b>" not in page
    assert 'href="javascript' not in page
    (visits.site.publication.folder / "GUIDE.md").write_bytes(b"\xff")
    assert visits.get("/trainer/guide").status_code == 404

"""A made-up course as large as the whole programme, to measure speed: 12 modules of 8 lessons, 300 questions."""

from __future__ import annotations

from pathlib import Path

from app.content.stamping import stamp
from tests.content.tree import FILES

MODULES, LESSONS, QUESTIONS = 12, 8, 25
LANGUAGES = ("en", "fr", "ar")
WORDS = {
    "en": "Amina sews pockets. She lost ten minutes on thread, and told **nobody**. The next day she said so.",
    "fr": "Amina coud des poches. Elle a perdu dix minutes à chercher du fil, sans le dire à **personne**.",
    "ar": "تخيط أمينة الجيوب. أضاعت عشر دقائق في البحث عن الخيط ولم تخبر **أحدا**. وفي الغد قالت ذلك.",
}
PATHS = '<path d="M{0} 40h40v{0}l-12 8-28-8z" class="f-soft s-ink" stroke-width="2"/>'


def write_large(folder: Path) -> Path:
    """Write the course and stamp its translations."""
    lists = "".join(f"  {language}: [{'' if language == 'en' else 'en'}]\n" for language in LANGUAGES)
    _write(folder / "course.yaml", f"source: en\nlanguages:\n{lists}modules: [{', '.join(map(_module, _modules()))}]\n")
    for name in ("glossary.yaml", "facts.yaml"):
        _write(folder / name, FILES[name])
    for number in _modules():
        _write_module(folder / "modules" / _module(number), number)
    stamp(folder)
    return folder


def _write_module(folder: Path, number: int) -> None:
    ids = ", ".join(f"l-{lesson}" for lesson in range(LESSONS))
    quiz = "quiz:\n  draw: 10\n  pass_mark: 80\n"
    _write(folder / "module.yaml", f"id: {_module(number)}\ntracks:\n  worker: [{ids}]\n  manager: [{ids}]\n{quiz}")
    _write(folder / "questions.yaml", "".join(_question(each) for each in range(QUESTIONS)))
    for lesson in range(LESSONS):
        _write(folder / "media" / f"d-{lesson}.svg", _drawing(lesson))
    for language in LANGUAGES:
        pending = "" if language == "en" else "source: pending\n"
        title = f"{language} {number}"
        front = f"---\n{pending}title: {title}\nsummary: You know {title}.\n---\n\n{WORDS[language]}\n"
        _write(folder / f"module.{language}.md", front)
        for lesson in range(LESSONS):
            _write(folder / "lessons" / f"l-{lesson}.{language}.md", _lesson(lesson, language, pending))
        if pending:
            words = "".join(_words(each, language) for each in range(QUESTIONS))
            _write(folder / f"questions.{language}.yaml", words)


def _lesson(number: int, language: str, pending: str) -> str:
    own = pending or f"id: l-{number}\nminutes: 6\nglossary: [board]\n"
    front = f"---\n{own}title: {language} {number}\ngoal: {language}, do {number}.\n---\n"
    section = f"## Part {{0}} {language}\n\n{WORDS[language]} {WORDS[language]}\n\n- [[term: board]]\n- **{{0}}**\n"
    sections = "\n".join(section.format(each) for each in range(4))
    picture = f"![{language} shows {number}.](media/d-{number}.svg)"
    box = f"> [!WORKER]\n> {WORDS[language]}"
    checks = f"[[check: q-{number}]]\n\n[[check: q-{number + LESSONS}]]"
    last = f"## Try it today\n\n{WORDS[language]}"
    return f"{front}\n{sections}\n{picture}\n\n[[fact: f-hurt]]\n\n{box}\n\n{checks}\n\n{last}\n"


def _question(number: int) -> str:
    return (
        f"- id: q-{number}\n  type: single\n  ask: What does Amina do with thing {number}?\n  options:\n"
        f"    say: She says so on day {number}\n    wait: She waits for day {number}\n    hide: She hides it\n"
        "  answer: say\n  why:\n    wait: Nobody learns of it.\n    hide: Then nobody can help.\n"
        f"  explain: Who says so is helped.\n  see: l-{number % LESSONS}\n  tags: [t-{number % 3}]\n"
    )


def _words(number: int, language: str) -> str:
    said = WORDS[language].partition(".")[0]
    return (
        f"q-{number}:\n  source: pending\n  ask: {said} {number} ?\n  options:\n    say: {said} 1\n    wait: {said} 2\n"
        f"    hide: {said} 3\n  why:\n    wait: {said}.\n    hide: {said}.\n  explain: {said}.\n"
    )


def _drawing(number: int) -> str:
    shapes = "\n".join(PATHS.format(10 + 3 * each + number) for each in range(24))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180">\n<title>{number}</title>\n{shapes}\n</svg>\n'
    )


def _modules() -> range:
    return range(1, MODULES + 1)


def _module(number: int) -> str:
    return f"module-{number}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

"""A small course with nothing wrong in it, which the tests write to a folder and then spoil."""

from __future__ import annotations

from pathlib import Path

PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000002000000030806000000b9ead99a0000000049454e44ae426082")
"""The head of a PNG, 2 pixels wide and 3 high."""

FILES = {
    "course.yaml": """\
source: en
languages:
  en: []
  fr: [en]
  ar: [en]
modules: [meeting, walk]
""",
    "glossary.yaml": """\
board:
  word: Board
  meaning: A place on the wall where the team writes its actions.
""",
    "glossary.fr.yaml": """\
board:
  word: Tableau
  meaning: Un endroit au mur où l'équipe note ses actions.
""",
    "facts.yaml": """\
f-hurt:
  text: About 395 million people were hurt at work in one year.
  number: 395
  unit: million
  source: ILO, a report
  year: 2023
  checked: 2026-11-22
  standing: read
""",
    "modules/walk/module.yaml": """\
id: walk
status: draft
prerequisites: [meeting]
tracks:
  worker: [look]
quiz:
  draw: 1
  pass_mark: 100
""",
    "modules/walk/module.en.md": "---\ntitle: Walk\nsummary: You can look around.\n---\n\nWalk with us.\n",
    "modules/walk/lessons/look.en.md": """\
---
id: look
title: Look
minutes: 3
goal: Look around you.
---

Look up and down.

[[check: q-look]]

[[check: r-kept]]

## Try it today

Look at one door.
""",
    "modules/walk/questions.yaml": """\
- id: q-look
  type: number
  ask: How many eyes do you use?
  answer: 2
  see: look
- id: q-see
  type: number
  ask: How many doors do you see?
  answer: 1
  see: look
- id: q-when
  type: cloze
  ask: Quick, [[moment]]!
  gaps:
    moment:
      options:
        now: Now
        late: Later
      answer: now
  see: look
- id: r-kept
  type: reflection
  ask: What will you do?
- id: s-kept
  type: survey
  ask: How useful was it?
  scale:
    low: Not at all
    high: Very
""",
    "modules/walk/questions.fr.yaml": """\
q-when:
  source: pending
  ask: Vite, [[moment]] !
  gaps:
    moment:
      options:
        now: Maintenant
        late: Plus tard
""",
    "modules/meeting/module.yaml": """\
id: meeting
status: published
icon: handshake
prerequisites: []
tracks:
  worker: [daily, speak]
  manager: [daily, lead]
quiz:
  draw: 2
  pass_mark: 80
  feedback: at_end
  must_include: [q-order]
  from:
    action: 1
assignment: first-board
assignment_required: yes
certificate: true
retired_ids: [q-old]
""",
    "modules/meeting/module.en.md": """\
---
title: The meeting
summary: You can hold a short meeting.
---

Welcome. It takes ten minutes.
""",
    "modules/meeting/module.fr.md": """\
---
source: pending
title: La réunion
summary: Vous savez tenir une courte réunion.
---

Bienvenue. Il faut dix minutes.
""",
    "modules/meeting/assignment.en.md": """\
---
id: first-board
title: Your first board
minutes: 30
goal: Hang up a board.
---

Hang up a board.

## Done when

- The board hangs.
- It has **one** action.
""",
    "modules/meeting/lessons/daily.en.md": """\
---
id: daily
title: Ten minutes
audience: [worker, manager]
minutes: 6
goal: Take part in a meeting.
glossary: [board]
sources: [f-hurt]
---

Amina sews pockets. She told nobody.

## Why meet

![A team stands before a board.](media/board.svg)

It is **short**. Look at the [[term: board]] and read [this](https://example.org).

[[fact: f-hurt]]

[[check: q-order]]

> [!WORKER]
> Say what stops you.

> [!MANAGER]
> Speak last.
>
> [[check: q-parts]]

| What | Who |
|---|---:|
| Rack | Joseph |

## Try it today

Ask one person.
""",
    "modules/meeting/lessons/daily.fr.md": """\
---
source: pending
title: Dix minutes
goal: Participer à une réunion.
---

Amina coud des poches. Elle ne l'a dit à personne.

## Pourquoi se réunir

![Une équipe se tient devant un tableau.](media/board.svg)

C'est **court**. Regardez le [[term: board]].

[[fact: f-hurt]]

[[check: q-order]]

[[check: q-parts]]

## À faire

Demandez à une personne.
""",
    "modules/meeting/lessons/speak.en.md": """\
---
id: speak
title: Speak up
audience: [worker]
minutes: 3
goal: Say what stops you.
---

Say it today.

[[check: q-number]]

## Try it today

Tell one person.
""",
    "modules/meeting/lessons/lead.en.md": """\
---
id: lead
title: Lead
audience: [manager]
minutes: 3
goal: Listen first.
---

Listen first. Then see [the first lesson](lesson:daily).

[[check: q-lead]]

## Try it today

Ask one person.
""",
    "modules/meeting/media/board.svg": """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180" role="img">
<title>A board with one action on it.</title>
<rect x="20" y="20" width="280" height="140" rx="6" class="f-paper s-ink" stroke-width="3"/>
<g class="f-sun"><circle cx="40" cy="40" r="6"/></g>
</svg>
""",
    "modules/meeting/questions.yaml": """\
# The bank.
- id: q-order
  type: order
  ask: Put them in order.
  items:
    safety: Safety
    today: Today
    action: One action
  explain: Safety comes first.
  see: daily
  tags: [meeting]
- id: q-parts
  type: multiple
  ask: What does an action need?
  options:
    what: What
    who: Who
    blame: Whose fault
  answer: [what, who]
  why:
    blame: Blame makes people silent.
  see: daily
  tags: [action]
- id: q-number
  type: number
  ask: How many minutes does it take?
  answer: 10
  tolerance: 1
  unit: minutes
  why:
    60: That is an hour.
  see: daily
  audience: [worker]
- id: q-speak
  type: text
  ask: What do you say?
  accept: [stop]
  see: speak
  audience: [worker]
- id: q-match
  type: match
  ask: Which goes with which?
  pairs:
    one:
      left: A rack
      right: Order
    two:
      left: A guard
      right: Safety
  see: daily
  tags: [action]
- id: q-lead
  type: single
  ask: Who speaks first?
  options:
    team: The team
    boss: The boss
  answer: team
  why:
    boss: Then the others fall silent.
  see: lead
  audience: [manager]
""",
    "modules/meeting/questions.fr.yaml": """\
q-order:
  source: pending
  ask: Mettez-les dans l'ordre.
  items:
    safety: La sécurité
    today: Aujourd'hui
    action: Une action
  explain: La sécurité vient d'abord.
q-parts:
  source: pending
  ask: De quoi une action a-t-elle besoin ?
  options:
    what: Quoi
    who: Qui
    blame: La faute de qui
  why:
    blame: Les reproches font taire les gens.
""",
}


def write_tree(folder: Path) -> Path:
    """Write the course and stamp its translations."""
    from app.content.stamping import stamp

    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    stamp(folder)
    return folder


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    """Replace one piece of one file; the piece must be there."""
    path = folder / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert old in text, f"{name} does not hold {old!r}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))

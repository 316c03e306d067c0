"""One small question of each type, as an author writes it, with its words in French."""

from __future__ import annotations

from typing import Any

from app.questions.question import Question
from app.questions.types import question_from

Raw = dict[str, Any]

SINGLE: Raw = {
    "id": "q-eit",
    "type": "single",
    "ask": "Who should sit in the team?",
    "options": {
        "kboth": "Managers and workers from all lines",
        "kbosses": "Department heads and the owner",
        "kexpert": "An outside expert, working alone",
    },
    "answer": "kboth",
    "why": {"kbosses": "Then those who do the work are missing.", "kexpert": "An expert leaves again."},
    "explain": "The team needs both.",
}
SINGLE_FR: Raw = {
    "source": "pending",
    "ask": "Qui siège dans l'équipe ?",
    "options": {"kboth": "Responsables et ouvriers", "kbosses": "Les chefs", "kexpert": "Un expert extérieur"},
    "why": {"kbosses": "Il manque les ouvriers.", "kexpert": "Un expert repart."},
    "explain": "Il faut les deux.",
}

MULTIPLE: Raw = {
    "id": "q-parts",
    "type": "multiple",
    "ask": "What does an action on the board need?",
    "options": {"kwhat": "The task", "kwho": "A name", "kwhen": "A day", "kcost": "A price", "kblame": "A culprit"},
    "answer": ["kwhat", "kwho", "kwhen"],
    "why": {"kcost": "It can be done without.", "kblame": "Blame makes people silent."},
}
MULTIPLE_FR: Raw = {
    "ask": "Que faut-il ?",
    "options": {
        "kwhat": "La tâche",
        "kwho": "Un nom",
        "kwhen": "Un jour",
        "kcost": "Un prix",
        "kblame": "Un coupable",
    },
    "why": {"kcost": "On peut s'en passer.", "kblame": "Le blâme fait taire."},
}

TRUEFALSE: Raw = {
    "id": "q-first",
    "type": "truefalse",
    "ask": "The manager speaks first.",
    "answer": "no",
    "why": {"yes": "Then the others stop."},
}
TRUEFALSE_FR: Raw = {"ask": "Le responsable parle d'abord.", "why": {"yes": "Les autres se taisent."}}

NUMBER: Raw = {
    "id": "q-lost",
    "type": "number",
    "ask": "20 minutes a day, 25 days a month. How many hours?",
    "answer": "8.33",
    "tolerance": "0.1",
    "unit": "hours",
    "why": {"500": "That is minutes."},
}
NUMBER_FR: Raw = {"ask": "Combien d'heures ?", "unit": "heures", "why": {"500": "Ce sont des minutes."}}

TEXT: Raw = {
    "id": "q-near",
    "type": "text",
    "ask": "An event that hurt nobody but could have?",
    "accept": ["near miss", "close call"],
}
TEXT_FR: Raw = {"ask": "Un événement sans blessé ?", "accept": ["presque-accident"]}

ORDER: Raw = {
    "id": "q-order",
    "type": "order",
    "ask": "Put the points in order.",
    "items": {"ksafe": "Safety", "kpast": "Yesterday", "know": "Today", "kact": "One action"},
}
ORDER_FR: Raw = {
    "ask": "Mettez dans l'ordre.",
    "items": {"ksafe": "Sécurité", "kpast": "Hier", "know": "Aujourd'hui", "kact": "Une action"},
}

MATCH: Raw = {
    "id": "q-kpi",
    "type": "match",
    "ask": "Which number shows which problem?",
    "pairs": {
        "kabs": {"left": "Days lost", "right": "Sick leave"},
        "kdef": {"left": "Bad pieces", "right": "Defect rate"},
        "kout": {"left": "People who left", "right": "Turnover"},
    },
    "extra": {"kenergy": "Power per unit"},
}
MATCH_FR: Raw = {
    "ask": "Quel chiffre ?",
    "pairs": {
        "kabs": {"left": "Jours perdus", "right": "Absences"},
        "kdef": {"left": "Pièces ratées", "right": "Rebut"},
        "kout": {"left": "Départs", "right": "Rotation"},
    },
    "extra": {"kenergy": "Énergie par pièce"},
}

CLOZE: Raw = {
    "id": "q-gaps",
    "type": "cloze",
    "ask": "Plan, Do, [[kthird]], Act. We compare with [[kagainst]].",
    "gaps": {
        "kthird": {"accept": ["Check", "Study"]},
        "kagainst": {
            "options": {"ktarget": "the target", "kculprit": "the culprit", "knext": "the next order"},
            "answer": "ktarget",
        },
    },
}
CLOZE_FR: Raw = {
    "ask": "On compare avec [[kagainst]]. Planifier, faire, [[kthird]], agir.",
    "gaps": {
        "kthird": {"accept": ["Vérifier"]},
        "kagainst": {"options": {"ktarget": "la cible", "kculprit": "le coupable", "knext": "la suite"}},
    },
}

SCENARIO: Raw = {
    "id": "q-guard",
    "type": "scenario",
    "ask": "The missing guard",
    "start": "kfound",
    "steps": {
        "kfound": {
            "say": "The guard is off. What do you do?",
            "choices": {
                "kstop": {"text": "Stop the press", "points": "2", "then": "kafter"},
                "klater": {"text": "Work on with care", "why": "Care replaces no guard.", "then": "khurt"},
            },
        },
        "khurt": {
            "say": "Somebody is hurt. What now?",
            "choices": {
                "kfit": {"text": "Fit the guard", "points": "1", "then": "kafter"},
                "kwait": {"text": "Wait until the evening", "why": "The next one may come sooner."},
            },
        },
        "kafter": {
            "say": "The guard is on again. What next?",
            "choices": {
                "kask": {"text": "Ask the team why", "points": "2"},
                "kwarn": {"text": "Warn whoever it was", "why": "Fear makes people silent."},
            },
        },
    },
}
SCENARIO_FR: Raw = {
    "ask": "Le protecteur manquant",
    "steps": {
        "kfound": {
            "say": "Le protecteur manque. Que faites-vous ?",
            "choices": {
                "kstop": {"text": "Arrêter la presse"},
                "klater": {"text": "Continuer avec soin", "why": "Le soin ne protège pas."},
            },
        },
        "khurt": {
            "say": "Quelqu'un est blessé. Et maintenant ?",
            "choices": {
                "kfit": {"text": "Poser le protecteur"},
                "kwait": {"text": "Attendre le soir", "why": "Le prochain peut venir plus tôt."},
            },
        },
        "kafter": {
            "say": "Il est remis. Et ensuite ?",
            "choices": {
                "kask": {"text": "Demander pourquoi"},
                "kwarn": {"text": "Avertir le coupable", "why": "La peur fait taire."},
            },
        },
    },
}

REFLECTION: Raw = {"id": "r-think", "type": "reflection", "ask": "What would you change?"}
REFLECTION_FR: Raw = {"ask": "Que changeriez-vous ?"}

SURVEY: Raw = {
    "id": "s-voice",
    "type": "survey",
    "ask": "Who listens to you?",
    "options": {"kall": "Everybody", "ksome": "Some", "knone": "Nobody"},
}
SURVEY_FR: Raw = {
    "ask": "Qui vous écoute ?",
    "options": {"kall": "Tout le monde", "ksome": "Certains", "knone": "Personne"},
}

MARKED = (SINGLE, MULTIPLE, TRUEFALSE, NUMBER, TEXT, ORDER, MATCH, CLOZE, SCENARIO)
BANK = (*MARKED, REFLECTION, SURVEY)
FRENCH = (
    *(SINGLE_FR, MULTIPLE_FR, TRUEFALSE_FR, NUMBER_FR, TEXT_FR, ORDER_FR, MATCH_FR, CLOZE_FR, SCENARIO_FR),
    *(REFLECTION_FR, SURVEY_FR),
)


def changed(raw: Raw, **fields: Any) -> Question:
    """Make the question with some fields written otherwise; None takes a field out."""
    return question_from({key: value for key, value in {**raw, **fields}.items() if value is not None})


def codes(question: Question) -> list[tuple[str, str]]:
    """Give the places and codes of a question's mistakes: ("why.500", "known-mistake-is-right")."""
    return [(".".join(map(str, each.path)), each.code) for each in question.mistakes()]

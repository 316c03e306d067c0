"""People's names: as typed for the certificate, folded to find them again."""

from __future__ import annotations

import unicodedata

LONGEST_NAME, LONGEST_KEY = 60, 200
"""What the database keeps of a name as typed, and folded: some letters fold to many."""

FILLERS = "\u115f\u1160\u3164\uffa0"
"""The Hangul fillers, which Unicode calls letters and nobody sees."""


def tidy(name: str) -> str:
    """Take off what nobody meant to type: outer and double spaces, control and invisible marks."""
    kept = (
        character
        for character in unicodedata.normalize("NFC", name)
        if character not in FILLERS
        and (unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co") or character in "\u200c\u200d \t")
    )
    return " ".join("".join(kept).split())


def fold(name: str) -> str:
    """Fold a name so that it is found however it is typed: no case, accents, spaces or punctuation.

    Marks that carry sounds (Indic and Burmese vowel signs, category Mc) stay; only non-spacing accents on Latin,
    Greek and Cyrillic letters go.
    """
    folded = []
    base_is_european = False
    for character in unicodedata.normalize("NFKD", name.casefold()):
        category = unicodedata.category(character)
        if category == "Mn":
            if not base_is_european:
                folded.append(character)
        elif category[0] in "LN" or category == "Mc":
            base_is_european = unicodedata.name(character, "").startswith(("LATIN", "GREEK", "CYRILLIC"))
            folded.append(character)
    return "".join(folded)[:LONGEST_KEY]


def full_name(given: str, family: str | None) -> str:
    """Give the name as it is printed on a certificate."""
    return f"{given} {family}" if family else given


def shown_name(given: str, family: str | None, nickname: str | None) -> str:
    """Give the name as colleagues see it, with what tells two people of one name apart."""
    return f"{full_name(given, family)} ({nickname})" if nickname else full_name(given, family)

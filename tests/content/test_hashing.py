"""The recipe of the hash is frozen: these literals must never change while its version is 1."""

from __future__ import annotations

from app.content.document import read
from app.content.findings import Notes
from app.content.hashing import leaves, words_hash

QUESTION = """\
ask: Put them   in order.
items:
  safety: Safety
  today: |
    Today, and
    tomorrow
accept: [one, "two"]
"""


def words(text: str) -> object:
    document = read(text, Notes("x.yaml"))
    assert document is not None
    return document.value


def test_the_recipe_is_frozen() -> None:
    assert words_hash([]) == "1:e3b0c442"
    assert words_hash(leaves(words(QUESTION))) == "1:83f7ce44"
    assert words_hash(leaves({"title": "Été", "goal": "Go.", "body": "One\n\ntwo"})) == "1:6b7c6c9a"


def test_white_space_and_the_way_an_accent_is_typed_do_not_count() -> None:
    composed, apart = {"title": "Été", "body": "One two"}, {"title": "E\u0301te\u0301", "body": " One\n two\n"}
    assert words_hash(leaves(composed)) == words_hash(leaves(apart))


def test_words_keys_and_their_order_count() -> None:
    hashes = [
        words_hash(leaves(each))
        for each in (
            {"a": "x", "b": "y"},
            {"b": "y", "a": "x"},
            {"a": "x", "c": "y"},
            {"a": "x", "b": "z"},
            {"a": ["x", "y"]},
        )
    ]
    assert len(set(hashes)) == len(hashes)

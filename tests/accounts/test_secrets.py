"""PINs, passwords and tokens."""

from __future__ import annotations

import pytest

from app.accounts.secrets import fingerprint, hash_secret, is_weak_pin, matches, new_token, waste_the_same_time
from tests.people import PIN, pin_hash


def test_a_secret_matches_its_own_hash_only() -> None:
    assert matches(PIN, pin_hash())
    assert not matches("2581", pin_hash())
    assert not matches("", pin_hash())


def test_the_same_pin_is_never_kept_in_the_same_form() -> None:
    one = hash_secret(PIN)
    assert one != pin_hash()
    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PIN not in one.split("$")


def test_a_name_that_nobody_has_costs_the_same_work() -> None:
    waste_the_same_time(PIN)


@pytest.mark.parametrize("pin", ["0000", "9999", "1234", "4321", "0123", "6789", "9876", "3210"])
def test_the_first_pins_that_anybody_tries_are_weak(pin: str) -> None:
    assert is_weak_pin(pin)


@pytest.mark.parametrize("pin", ["2580", "1212", "1223", "1024", "9012", "1357"])
def test_other_pins_are_not(pin: str) -> None:
    assert not is_weak_pin(pin)


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) == 32


def test_what_is_stored_of_a_token_is_fixed_for_ever() -> None:
    assert fingerprint("token") == "3c469e9d6c5875d37a43f353d4f88e61fcf812c66eee3457465a40b0da4153e0"

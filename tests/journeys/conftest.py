"""A learner in an enterprise, on the database of the test."""

from __future__ import annotations

import pytest

from app.database import Database
from app.journeys.complete_module import Learner
from tests.people import first_learner


@pytest.fixture
async def learner(database: Database) -> Learner:
    """Give a worker of a new enterprise."""
    return await database.write(first_learner)

"""Finding the browser that the machine has."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_ONE = "Install a Chromium (Debian: apt-get install chromium)"


def chromium() -> str | None:
    """Give the path of a Chromium, None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)

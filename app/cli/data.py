"""`score data`: the database itself."""

from __future__ import annotations

from typing import Annotated

import typer

from app.settings import read_settings, without_credentials

app = typer.Typer(help="Look after the database.", no_args_is_help=True)


@app.command()
def migrate(
    revision: Annotated[str, typer.Argument(help="A revision such as 0001, `head` or `base`.")] = "head",
) -> None:
    """Bring the database to the shape this version expects (`score serve` does so by itself)."""
    from app.database.migrations import migrate as bring_to

    settings = read_settings()
    changed = bring_to(settings.database, revision)
    print(f"The database is at {revision}." if changed else "The database is up to date; nothing was done.")


@app.command()
def settings() -> None:
    """Print every setting, what it means and what it is now; secrets are not shown."""
    present = read_settings()
    for name, field in type(present).model_fields.items():
        value = getattr(present, name)
        if value and name in ("secret", "webhook_secret"):
            value = "(set)"
        elif name == "content_repository":
            value = without_credentials(value)
        print(f"SCORE_{name.upper():22} {value!s:28} {field.description}")

"""`score people`: invite the first admin, further staff and managers, and see who runs the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.act import run_act

if TYPE_CHECKING:
    from app.journeys.invite import StaffRight

app = typer.Typer(help="Invite people who run the programme.", no_args_is_help=True)
invite = typer.Typer(help="Make a link that gives one person a right, once.", no_args_is_help=True)
listing = typer.Typer(help="Show who there is.", no_args_is_help=True)
app.add_typer(invite, name="invite")
app.add_typer(listing, name="list")


@invite.command()
def admin() -> None:
    """Invite an admin: somebody who looks after enterprises, people and certificates."""
    _invite_staff("admin")


@invite.command()
def trainer() -> None:
    """Invite a trainer: somebody who looks after the content."""
    _invite_staff("trainer")


@invite.command()
def manager(code: Annotated[str, typer.Argument(help="The code of the enterprise, such as KIL482.")]) -> None:
    """Invite a manager of an enterprise."""
    from app.accounts.secrets import new_token
    from app.clock import now
    from app.enterprises.codes import tidy_code
    from app.enterprises.errors import UnknownCode
    from app.journeys.invite import invite_manager

    token = new_token()
    try:
        run_act(invite_manager, tidy_code(code), token, None, now())
    except UnknownCode as unknown:
        typer.echo(f"No enterprise has the code {code}.", err=True)
        raise typer.Exit(1) from unknown
    _print_link(token)


@listing.command("staff")
def list_staff() -> None:
    """Print admins and trainers with the names they sign in with."""
    from rich.console import Console
    from rich.table import Table

    from app.reporting.staff import staff

    table = Table("Name", "Sign-in name", "Admin", "Trainer")
    for each in run_act(staff):
        table.add_row(each.name, each.login, "yes" if each.is_admin else "", "yes" if each.is_trainer else "")
    Console().print(table)


def _invite_staff(right: StaffRight) -> None:
    from app.accounts.secrets import new_token
    from app.clock import now
    from app.journeys.invite import invite_staff

    token = new_token()
    run_act(invite_staff, right, token, None, now())
    _print_link(token)


def _print_link(token: str) -> None:
    from app.enterprises.actions import INVITATION_LASTS
    from app.settings import read_settings

    typer.echo("Send this link to one person, or open it yourself:")
    typer.echo(f"{read_settings().address}/invitations/{token}")
    typer.echo(f"It works once, for {INVITATION_LASTS.days} days.")

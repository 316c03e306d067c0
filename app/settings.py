"""What an operator may set, from the environment, each name with the prefix SCORE_."""

from __future__ import annotations

import difflib
import os
import re
import secrets
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit, urlunsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "SCORE_"
SHORTEST_SECRET = 32
BRANCH = re.compile(r"[^\s~^:?*\[\\\x00-\x1f\x7f/.@{-][^\s~^:?*\[\\\x00-\x1f\x7f]*")
"""What git-scm.com/docs/git-check-ref-format allows, of the usual."""

SCHEME, CREDENTIALS = re.compile(r"\s*(https?|file|ssh|git|ftps?):", re.IGNORECASE), re.compile(r"/[^/]*:[^/]*@")
"""What a path to a repository does not hold: it is a URL gone wrong, maybe with a password."""


class SettingsError(Exception):
    """The environment does not make sense; the text says which variable, what is wrong and what to write."""


class Settings(BaseSettings):
    """All settings, valid or not there at all: a wrong one stops the start with a sentence."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    host: str = Field("127.0.0.1", description="the address to listen on")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(8000, description="the port to listen on")
    data_dir: Path = Field(Path("data"), description="where the database and the secret live")
    database_url: str = Field(
        "", description="sqlite:///FILE or postgresql://...; empty means SQLite in the data folder"
    )
    content_dir: Path = Field(Path("content"), description="where the trainers' files are")
    content_repository: str = Field(
        "", description="a git repository to follow, a path or a URL; empty means the plain folder above"
    )
    content_branch: str = Field("main", description="the branch to follow")
    content_subfolder: str = Field("content", description="where in the repository the content is; . for all of it")
    content_poll_seconds: Annotated[float, Field(ge=0)] | None = Field(
        None, description="how often to look for edits; 0: never; empty means 2, or 60 for a repository at a URL"
    )
    webhook_secret: str = Field("", description="proves that a webhook comes from where the repository is")
    public_url: str = Field("", description="the address people type, such as https://learn.example.org")
    secret: str = Field("", description="signs the cookies; empty means one that is made and kept in the data folder")
    issuer: Annotated[str, Field(min_length=1, max_length=120)] = Field(
        "SCORE Learn", description="who issues the certificates, as printed on them"
    )
    help_text: str = Field("", description="where learners get help, shown on the help page")

    @field_validator("database_url")
    @classmethod
    def known_database(cls, url: str) -> str:
        if url and not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        if url == "sqlite:///":
            raise ValueError("must name a file after sqlite:///")
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @field_validator("public_url")
    @classmethod
    def whole_address(cls, url: str) -> str:
        if url and not (url.startswith(("http://", "https://")) and urlsplit(url).netloc):
            raise ValueError("must start with http:// or https:// and name a host")
        return url.rstrip("/")

    @field_validator("content_repository")
    @classmethod
    def known_repository(cls, address: str) -> str:
        if "://" not in address:
            return _path_of_repository(address)
        try:
            parts = urlsplit(address)
            _ = parts.port  # of a password with a slash in it, the beginning is taken for one
        except ValueError as error:  # it names what it read, a password too
            raise ValueError("is no URL; in a password, write / as %2F, # as %23 and ? as %3F") from error
        if parts.scheme not in ("https", "http", "file") or not (parts.netloc or parts.scheme == "file"):
            raise ValueError("must be a path, or start with https://, http:// or file://")
        return address

    @field_validator("content_branch")
    @classmethod
    def possible_branch(cls, branch: str) -> str:
        if not BRANCH.fullmatch(branch) or ".." in branch or branch.endswith((".lock", "/", ".")):
            raise ValueError("is no name of a branch; write it as git does, such as main")
        return branch

    @field_validator("content_subfolder")
    @classmethod
    def inside(cls, folder: str) -> str:
        if folder.startswith("/") or ".." in folder.split("/"):
            raise ValueError("must be a folder in the repository, such as content, or . for all of it")
        return folder.strip("/")

    @field_validator("content_poll_seconds", mode="before")
    @classmethod
    def empty_is_unset(cls, seconds: object) -> object:
        return None if seconds == "" else seconds

    @field_validator("secret", "webhook_secret")
    @classmethod
    def long_enough(cls, secret: str) -> str:
        if secret and len(secret) < SHORTEST_SECRET:
            raise ValueError("must have at least 32 characters; make one with: openssl rand -hex 32")
        return secret

    @model_validator(mode="after")
    def content_is_a_folder(self) -> Self:
        if self.content_dir.exists() and not self.content_dir.is_dir():
            raise ValueError(f"content_dir is {self.content_dir}, which is a file; it must be a folder")
        return self

    @property
    def poll_seconds(self) -> float:
        """How often to look for edits: files often, a server of others seldom; 0 for never."""
        if self.content_poll_seconds is not None:
            return self.content_poll_seconds
        return 60.0 if self.content_repository.startswith(("http://", "https://")) else 2.0

    @property
    def address(self) -> str:
        """The address people use, without a slash at its end."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def secure(self) -> bool:
        """Whether people come over https, so that cookies may be kept to it."""
        return self.address.startswith("https://")

    @property
    def database(self) -> str:
        """The database's address in SQLAlchemy's form."""
        return self.database_url or f"sqlite:///{self.data_dir / 'score.sqlite3'}"

    @cached_property
    def signing_secret(self) -> str:
        """The secret that signs cookies: as set, or made once and kept where only this user can read it."""
        if self.secret:
            return self.secret
        file = self.data_dir / "secret"
        self.data_dir.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            _write_secret(file)
        kept = file.read_text(encoding="ascii").strip()
        if len(kept) < SHORTEST_SECRET:
            raise SettingsError(f"{file} holds no secret of {SHORTEST_SECRET} characters. Remove it to have one made.")
        return kept


def _path_of_repository(address: str) -> str:
    """Raises ValueError, without the password that an address may hold, for a URL or an ssh address gone wrong."""
    if SCHEME.match(address) or CREDENTIALS.search(address):
        raise ValueError("must be a path, or start with https://, http:// or file:// (two slashes)")
    if "@" in address.partition("/")[0]:
        raise ValueError("is an address for ssh; write it as https://, with a token as the password")
    return address


def without_credentials(address: str) -> str:
    """Give an address as people may see it: without a user's name and password."""
    parts = urlsplit(address)
    if not parts.netloc:
        return address
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _write_secret(file: Path) -> None:
    """Make a secret that only this user can read. The file appears whole or not at all; the first one made stays."""
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(32))
    try:
        os.link(unfinished, file)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()


def read_settings() -> Settings:
    """Read the settings from the environment. Raises SettingsError with every fault in plain words."""
    faults = [*_unknown_names()]
    try:
        settings = Settings()
    except ValidationError as error:
        faults += [_in_words(fault["loc"], fault["msg"]) for fault in error.errors()]
    if faults:
        raise SettingsError("\n".join(faults))
    return settings


def _unknown_names() -> list[str]:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = [name for name in sorted(os.environ) if name.startswith(PREFIX) and name not in known]
    return [f"{name}: there is no such setting.{_nearest(name, known)}" for name in unknown]


def _nearest(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f" Did you mean {near[0]}?" if near else ""


def _in_words(place: tuple[int | str, ...], message: str) -> str:
    name = PREFIX + str(place[0]).upper() if place else "Settings"
    return f"{name}: {message.removeprefix('Value error, ')}."

"""Whole pages and blocks of them. One template a page: an htmx request gets the named block of the same template."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, Template
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from app.assessment.grading import percent
from app.i18n import catalogue, direction_of, interface_languages, own_name
from app.web.assets import Assets
from app.web.compression import gzip_page
from app.web.formats import formats

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
QUESTION_TYPES = ROOT / "app" / "questions" / "types"
PERSONAL = "private, no-store"


class Pages:
    """Puts pages together from templates, in each language the interface speaks."""

    def __init__(self, assets: Assets) -> None:
        self.assets = assets
        self._environments = {language: _environment(language, assets) for language in interface_languages()}

    def text(self, language: str, template: str, context: Mapping[str, Any], block: str | None = None) -> str:
        """Fill a template, or one block of it, with words in an interface language."""
        page = self._environments[language].get_template(template)
        if block is None:
            return page.render(context)
        return "".join(page.blocks[block](page.new_context(dict(context))))

    def answer(
        self,
        request: Request,
        language: str,
        template: str,
        context: Mapping[str, Any],
        *,
        block: str | None = None,
        status: int = 200,
    ) -> Response:
        """Answer a request with a page that is this person's own: compressed, and kept by nobody."""
        body = self.text(language, template, context, block if is_htmx(request) else None).encode()
        headers = {
            "cache-control": PERSONAL,
            "vary": "accept-encoding, cookie, hx-request",
            "content-language": language,
        }
        if "gzip" in request.headers.get("accept-encoding", ""):
            body = gzip_page(body)
            headers["content-encoding"] = "gzip"
        return Response(body, status, headers, "text/html; charset=utf-8")


def words_in(language: str) -> dict[str, Callable[..., Markup]]:
    """Give `_`, `gettext` and `ngettext` for templates: what is put into a sentence is escaped, the sentence is ours.

    Jinja's own do the same by way of its call context, which made up a third of the time of a page.
    """
    words = catalogue(language)

    @cache
    def sentence(message: str) -> Markup:
        return Markup(words.gettext(message))  # noqa: S704  # our own sentence, or its translation

    @cache
    def plain(message: str) -> Markup:
        return sentence(message) % {}

    def one(message: str, **values: Any) -> Markup:
        return sentence(message) % values if values else plain(message)

    def many(singular: str, plural: str, num: float, **values: Any) -> Markup:
        return Markup(words.ngettext(singular, plural, num)) % {"num": num, **values}  # type: ignore[arg-type]  # noqa: S704  # as above; gettext takes any number

    return {"_": one, "gettext": one, "ngettext": many}


def is_htmx(request: Request) -> bool:
    """Say whether htmx asks, which wants a block and not a page."""
    return request.headers.get("hx-request") == "true"


class _Environment(Environment):
    """Jinja's environment for templates that never change: an import or include is one look into a dictionary.

    Jinja asks its loader and compares the globals each time, which made up a tenth of a page.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._compiled: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # Jinja's name for it
    ) -> Template:
        """Give a template by name, compiled once."""
        if isinstance(name, Template) or globals:
            return super().get_template(name, parent, globals)
        found = self._compiled.get(name)
        if found is None:
            found = self._compiled[name] = super().get_template(name, parent)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the globals of a template: ours have none of their own."""
        return super().make_globals(d) if d else self.globals


def _environment(language: str, assets: Assets) -> Environment:
    """Give the templates with one language's words."""
    loader = ChoiceLoader([FileSystemLoader(TEMPLATES), PrefixLoader({"questions": FileSystemLoader(QUESTION_TYPES)})])
    environment = _Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        cache_size=-1,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    environment.filters.update(formats(language))
    environment.globals.update(
        words_in(language),
        css=Markup(assets.style),  # noqa: S704  # our own style sheet
        more_css=Markup(assets.more_style),  # noqa: S704  # our own style sheet
        asset=assets.address,
        language=language,
        language_name=own_name,
        direction_of=direction_of,
        percent=percent,
    )
    return environment

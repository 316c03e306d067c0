"""What stands before the routes: answers that are ready made, for static files and for lessons of the signed-in."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.site import Site


class Front:
    """Answers at once what is ready and may be seen; all else goes on to the routes, which decide and explain."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            path = scope["path"]
            lesson = self.site.publication.edition.ready.get(path)
            if lesson is not None and self._is_signed_in(scope):
                await lesson(scope, receive, send)
                return
            static = self.site.pages.assets.ready.get(path)
            if static is not None:
                await static(scope, receive, send)
                return
        if scope["type"] == "http" and scope["method"] == "HEAD":
            await self.app({**scope, "method": "GET"}, receive, without_body(send))
            return
        await self.app(scope, receive, send)

    def _is_signed_in(self, scope: Scope) -> bool:
        return any(name == b"cookie" and self.site.cookie.is_signed_in(value) for name, value in scope["headers"])


def without_body(send: Send) -> Send:
    """Answer a HEAD as the GET would be, without its body: the routes know only GET."""

    async def send_headers(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return send_headers

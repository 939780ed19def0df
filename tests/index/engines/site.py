"""A web site on this machine, with a certificate that only the tests trust."""

import gzip
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import trustme

NAME = "pages.example"


@dataclass(frozen=True)
class Page:
    """What the site answers under a path."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: float = 0  # seconds between two bytes
    announced: int | None = None  # length, where it is not the body's


@dataclass
class Site:
    """The site, and what it was asked."""

    port: int
    trusted: ssl.SSLContext
    pages: dict[str, Page]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    async def look_up(self, name: str) -> Sequence[tuple[str, int]]:
        """Return this machine, whatever the name."""
        del name
        return [("127.0.0.1", self.port)]

    def doors(self) -> dict[str, Any]:
        """Return the arguments with which ``fetch`` comes here, and only here."""
        return {"look_up": self.look_up, "allowed": "127.0.0.1".__eq__, "trusted": self.trusted}


class Names:
    """Looks names up as it is told, and remembers which."""

    def __init__(self, **places: Sequence[tuple[str, int]]) -> None:
        self.places = places
        self.asked: list[str] = []

    async def __call__(self, name: str) -> Sequence[tuple[str, int]]:
        """Return where the name leads to this time: of several places, one after another."""
        self.asked.append(name)
        places = self.places[name.split(".", maxsplit=1)[0]]
        return [places[min(len(self.asked), len(places)) - 1]]


def packed(body: bytes) -> Page:
    """Return a page that is sent packed."""
    return Page(gzip.compress(body), headers={"Content-Encoding": "gzip"})


def leads_to(address: str) -> Page:
    """Return a page that sends elsewhere."""
    return Page(status=302, headers={"Location": address})


@contextmanager
def serving(certified: str = NAME) -> Iterator[Site]:
    """Run the site in a thread while the block runs."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(certified).configure_cert(context)
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    site = Site(0, trusted, {})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            _answer(self, site.pages.get(self.path, Page(status=404)))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = False  # they are waited for at the end

        def handle_error(self, *_: object) -> None:
            """Whoever asked has gone: that is what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        # Hands are shaken in the thread of each connection, which closes it if that fails.
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
        site.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


def _answer(handler: BaseHTTPRequestHandler, page: Page) -> None:
    if page.status == 0:
        handler.wfile.write(b"no answer of the web\r\n\r\n")
        handler.close_connection = True
        return
    handler.send_response(page.status)
    length = len(page.body) if page.announced is None else page.announced
    for name, value in {
        "Content-Type": page.kind,
        "Content-Length": str(length),
        "Set-Cookie": "seen=1",
        **page.headers,
    }.items():
        handler.send_header(name, value)
    handler.end_headers()
    if not page.drip:
        handler.wfile.write(page.body)
        return
    for byte in page.body:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(page.drip)

"""An https address -> the bytes that are there, by aiohttp.

Whoever may name an address must not reach what only this machine can reach. So the name is looked
up here, all that it leads to is looked at, and the connection goes to just that: it is not looked
up a second time, when it may lead elsewhere. Each redirection goes the same way anew. Nothing of
the environment's proxies, passwords or cookies goes along.
"""

import asyncio
import re
import socket
import ssl
import zlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import TypeAlias

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from yarl import URL

from index.core.addresses import is_public
from index.errors import FetchError

MAX_SECONDS = 30
MAX_REDIRECTIONS = 5
MAX_ADDRESS = 500  # characters
_PORT = 443
_PART = 65_536

_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)")
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_HEADERS = {
    "Accept": ", ".join([*_SUFFIXES, "*/*;q=0.1"]),
    "Accept-Encoding": "gzip",
    "User-Agent": "Dossier",
}
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})

Place: TypeAlias = tuple[str, int]
"""An IP address and a port."""
LookUp: TypeAlias = Callable[[str], Awaitable[Sequence[Place]]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address."""

    raw: bytes
    name: str  # what a file of it may be called
    address: str  # where it stood in the end, after redirections


async def looked_up(name: str) -> Sequence[Place]:
    """Return where a name leads to; raises ``OSError`` if it is not known."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(name, _PORT, type=socket.SOCK_STREAM)
    return [(str(place[0]), _PORT) for *_, place in found]


async def fetch(  # noqa: PLR0913 (each has a default, and a test that needs another)
    address: str,
    *,
    most: int,
    look_up: LookUp = looked_up,
    allowed: Callable[[str], bool] = is_public,
    trusted: ssl.SSLContext | None = None,
    seconds: float = MAX_SECONDS,
) -> Fetched:
    """Return what stands at an https address, of at most so many bytes.

    ``allowed`` tells to which IP addresses connections may go, ``trusted`` whose certificates
    count.

    Raises:
        FetchError: if it may not be fetched, or cannot be.

    """
    url = checked(address)
    context = trusted or ssl.create_default_context()
    try:
        async with asyncio.timeout(seconds):
            for _ in range(MAX_REDIRECTIONS + 1):
                places = await _places(url, look_up, allowed)
                found = await _got(url, places, context, most)
                if isinstance(found, Fetched):
                    return found
                url = found
    except TimeoutError as error:
        msg = f"{url.host} took longer than {seconds:g} seconds, so it was given up; try later."
        raise FetchError(msg) from error
    except aiohttp.ClientConnectorCertificateError as error:
        msg = f"The certificate of {url.host} is not valid, so nothing was fetched."
        raise FetchError(msg) from error
    except aiohttp.ClientConnectorError as error:
        msg = f"{url.host} cannot be reached; check the address, or try later."
        raise FetchError(msg) from error
    except (aiohttp.ClientError, ValueError) as error:
        msg = f"{url.host} did not answer as a web site does ({type(error).__name__})."
        raise FetchError(msg) from error
    msg = f"{address} leads on more than {MAX_REDIRECTIONS} times; give the last address."
    raise FetchError(msg)


def checked(address: str) -> URL:
    """Return an address, without its fragment, if it is one that may be looked up.

    Raises:
        FetchError: if it is none of an https site by its name and the usual port.

    """
    address = address.strip()
    if len(address) > MAX_ADDRESS:
        msg = f"The address is longer than {MAX_ADDRESS} characters; give a shorter one."
        raise FetchError(msg)
    try:
        url = URL(address)
        host = (url.raw_host or "").rstrip(".").lower()
    except ValueError as error:
        raise FetchError(_refused(address, "is no web address; one begins with https.")) from error
    if not address.isprintable() or " " in address or not url.scheme:
        raise FetchError(_refused(address, "is no web address; one begins with https."))
    if url.scheme != "https":
        raise FetchError(_refused(address, "is not encrypted on its way; give its https address."))
    if url.raw_user is not None or url.raw_password is not None or "@" in url.raw_authority:
        raise FetchError(_refused("The address", "has a name or password in it; take it out."))
    if url.port != _PORT:
        raise FetchError(_refused(address, "names a port; leave it out, or save the page."))
    if not _NAME.fullmatch(host):
        raise FetchError(_refused(address, "names no site of the internet by its full name."))
    return url.with_host(host).with_fragment(None)


async def _places(url: URL, look_up: LookUp, allowed: Callable[[str], bool]) -> Sequence[Place]:
    """Return where the connection may go: to all that the name leads to, or nowhere."""
    name = url.raw_host or ""
    try:
        places = await look_up(name)
    except (OSError, UnicodeError) as error:
        msg = f"There is no site called {url.host}; check the address."
        raise FetchError(msg) from error
    if not places or not all(allowed(place) for place, _ in places):
        msg = f"{url.host} is not on the public internet, so nothing was fetched."
        raise FetchError(msg)
    return places


async def _got(
    url: URL, places: Sequence[Place], context: ssl.SSLContext, most: int
) -> Fetched | URL:
    """Return what the site sends, or where it sends to."""
    connector = _Connector(places, context)
    async with (
        aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            headers=_HEADERS,
        ) as session,
        session.get(url, allow_redirects=False) as answer,
    ):
        if answer.status in _REDIRECTIONS:
            target = answer.headers.get("Location", "")
            return checked(str(url.join(URL(target))))
        if answer.status != HTTPStatus.OK:
            msg = f"{url.host} answered {_told(answer.status)} instead of the page."
            raise FetchError(msg)
        raw = await _read(answer, most)
        return Fetched(raw, _name(url, answer.content_type), str(url))


class _Pinned(AbstractResolver):
    """Knows where one connection goes, and nothing else."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = places

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return what was looked up and looked at."""
        del port, family
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address, port in self._places
        ]

    async def close(self) -> None:
        """Have nothing to close."""


class _Connector(aiohttp.TCPConnector):
    """Breaks its connections off at the end, without waiting for the site to agree that it is."""

    def __init__(self, places: Sequence[Place], context: ssl.SSLContext) -> None:
        pinned = _Pinned(places)
        super().__init__(resolver=pinned, use_dns_cache=False, force_close=True, ssl=context)
        self._made: list[asyncio.Transport] = []

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 (aiohttp calls it so)
    ) -> Connection:
        """Connect, and remember it."""
        connection = await super().connect(req, traces, timeout)
        if connection.transport is not None:
            self._made.append(connection.transport)
        return connection

    async def close(self, *, abort_ssl: bool = True) -> None:
        """Break all off."""
        for transport in self._made:
            transport.abort()
        await super().close(abort_ssl=abort_ssl)
        await asyncio.sleep(0)  # what was broken off is closed in the loop's next round


async def _read(answer: aiohttp.ClientResponse, most: int) -> bytes:
    """Return the body, unpacked; no more than ``most`` bytes are ever held."""
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in {"identity", "", "gzip", "x-gzip"}:
        msg = f"{answer.url.host} packs the page in a way that was not asked for."
        raise FetchError(msg)
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if "gzip" in packing else None
    raw = bytearray()
    async for part in answer.content.iter_chunked(_PART):
        try:
            raw += unpacker.decompress(part, most + 1 - len(raw)) if unpacker else part
        except zlib.error as error:
            msg = f"What {answer.url.host} sent is damaged; try again."
            raise FetchError(msg) from error
        if len(raw) > most:
            msg = f"{answer.url} is larger than {most / 1024**2:.3g} MB; a document should not be."
            raise FetchError(msg)
        if unpacker and unpacker.eof:
            break  # whatever follows would be kept in memory, without an end
    if unpacker and not unpacker.eof:
        msg = f"What {answer.url.host} sent is cut short; try again."
        raise FetchError(msg)
    return bytes(raw)


def _name(url: URL, kind: str) -> str:
    """Return what a file of the page may be called: the last word of its address."""
    path = PurePosixPath(url.path)
    suffix = _SUFFIXES.get(kind, path.suffix)
    if path.suffix.lower() in {*_SUFFIXES.values(), ".htm", ".markdown"}:
        suffix = path.suffix
    return f"{path.stem or (url.host or '').removeprefix('www.')}{suffix}"


def _told(status: int) -> str:
    phrases = {known.value: f" ({known.phrase})" for known in HTTPStatus}
    return f"{status}{phrases.get(status, '')}"


def _refused(address: str, why: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in address[:100])
    return f"{shown} {why}"

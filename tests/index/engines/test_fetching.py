"""What stands at an https address, and how it is fetched."""

import time

import pytest

from index.engines.fetching import MAX_REDIRECTIONS, fetch
from index.errors import FetchError
from tests.index.engines.site import NAME, Names, Page, Site, leads_to, packed

MOST = 100_000
AT = f"https://{NAME}"


async def test_a_page_is_fetched(site: Site) -> None:
    """Its bytes, what a file of it may be called, where it stood; and the site is told little."""
    site.pages["/a/report.html?x=1"] = Page(b"<p>text</p>")
    found = await fetch(f"{AT}/a/report.html?x=1#part", most=MOST, **site.doors())
    assert (found.raw, found.name) == (b"<p>text</p>", "report.html")
    assert found.address == f"{AT}/a/report.html?x=1"
    ((_, headers),) = site.asked
    assert headers["Host"] == NAME
    assert headers.keys() == {"Host", "Accept", "Accept-Encoding", "User-Agent", "Connection"}


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/", "text/html", "pages.example.html"),
        ("/index.php", "text/html; charset=utf-8", "index.html"),
        ("/paper", "application/pdf", "paper.pdf"),
        ("/notes.md", "text/plain", "notes.md"),
        ("/a.pdf", "text/html", "a.pdf"),
        ("/data.bin", "application/octet-stream", "data.bin"),
        ("/%C3%BCber/Caf%C3%A9.htm", "text/html", "Café.htm"),
    ],
)
async def test_the_name_is_the_last_word_of_the_address(
    site: Site, path: str, kind: str, name: str
) -> None:
    """With the suffix of what the server says that it is, unless it has one that says as much."""
    site.pages[path] = Page(b"x", kind)
    assert (await fetch(AT + path, most=MOST, **site.doors())).name == name


async def test_redirections_are_followed(site: Site) -> None:
    """A few, relative ones too; the last address is told, and no cookie goes along."""
    for number in range(MAX_REDIRECTIONS):
        site.pages[f"/{number}"] = leads_to(f"{number + 1}")
    site.pages[f"/{MAX_REDIRECTIONS}"] = Page(b"x")
    found = await fetch(f"{AT}/0", most=MOST, **site.doors())
    assert found.address == f"{AT}/{MAX_REDIRECTIONS}"
    assert not any("Cookie" in headers for _, headers in site.asked)
    site.pages[f"/{MAX_REDIRECTIONS}"] = leads_to("/0")
    with pytest.raises(FetchError, match="leads on more than"):
        await fetch(f"{AT}/0", most=MOST, **site.doors())


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (Page(status=404), r"answered 404 \(Not Found\)"),
        (Page(status=999), "answered 999 instead"),
        (Page(b"x" * (MOST + 1)), "larger than"),
        (packed(b"x" * (MOST + 1)), "larger than"),
        (packed(b"\x00" * 50_000_000), "larger than"),
        (Page(b"no gzip", headers={"Content-Encoding": "gzip"}), "damaged"),
        (Page(packed(b"x" * 99).body[:-12], headers={"Content-Encoding": "gzip"}), "cut short"),
        (Page(b"x", headers={"Content-Encoding": "br"}), "not asked for"),
        (Page(b"x", announced=50), "did not answer as"),
        (Page(status=0), "did not answer as"),
    ],
)
async def test_what_is_no_page_is_one_sentence(site: Site, page: Page, why: str) -> None:
    """Too large, packed or not; broken off; another answer."""
    site.pages["/"] = page
    with pytest.raises(FetchError, match=why):
        await fetch(AT, most=MOST, **site.doors())


async def test_as_much_as_is_allowed_is_fetched(site: Site) -> None:
    """To the byte, packed or not."""
    site.pages = site.pages | {"/": packed(b"x" * MOST), "/plain": Page(b"x" * MOST)}
    for path in ("/", "/plain"):
        assert len((await fetch(AT + path, most=MOST, **site.doors())).raw) == MOST


async def test_nothing_is_read_after_the_end_of_what_is_packed(site: Site) -> None:
    """However much is announced: it would be held in memory, and is none of the page."""
    body = packed(b"x" * 99).body
    site.pages["/"] = Page(body, headers={"Content-Encoding": "gzip"}, announced=10**12)
    assert (await fetch(AT, most=MOST, **site.doors())).raw == b"x" * 99


@pytest.mark.parametrize("page", [Page(b"x" * 500, drip=0.05), leads_to("/")])
async def test_time_is_limited_over_all(site: Site, page: Page) -> None:
    """Of a body that comes byte by byte, and of redirections altogether."""
    site.pages["/"] = page
    begun = time.perf_counter()
    with pytest.raises(FetchError, match="longer than 0.3 seconds|leads on"):
        await fetch(AT, most=MOST, **site.doors(), seconds=0.3)
    assert time.perf_counter() - begun < 5


async def test_a_certificate_of_another_site_is_refused(site: Site) -> None:
    """And one of nobody that is trusted."""
    for doors, name in (
        (site.doors(), "other.example"),
        ({**site.doors(), "trusted": None}, NAME),
    ):
        with pytest.raises(FetchError, match="certificate of .* not valid"):
            await fetch(f"https://{name}/", most=MOST, **doors)
    assert site.asked == []


async def test_what_cannot_be_reached_is_told(site: Site, unused_tcp_port: int) -> None:
    """A site that is not there, and a name that nobody has."""

    async def unknown(_: str) -> list[tuple[str, int]]:
        raise OSError

    doors = site.doors()
    closed = Names(pages=[("127.0.0.1", unused_tcp_port)])
    with pytest.raises(FetchError, match="cannot be reached"):
        await fetch(AT, most=MOST, **{**doors, "look_up": closed})
    with pytest.raises(FetchError, match="no site called"):
        await fetch(AT, most=MOST, **{**doors, "look_up": unknown})


async def test_proxies_and_passwords_of_the_environment_are_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    """The connection goes to where the name leads, not to whom the environment names."""
    for name in ("https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{unused_tcp_port}")
    site.pages["/"] = Page(b"x")
    assert (await fetch(AT, most=MOST, **site.doors())).raw == b"x"

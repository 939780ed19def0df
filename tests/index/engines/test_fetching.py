"""What stands at an https address, and what is not fetched."""

import time
from collections.abc import Iterator, Sequence

import pytest

from index.core.addresses import is_public
from index.engines.fetching import MAX_REDIRECTIONS, checked, fetch, looked_up
from index.errors import FetchError
from tests.index.engines.site import NAME, Page, Site, leads_to, packed, serving

MOST = 100_000
AT = f"https://{NAME}"


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    """Run one site for all tests."""
    with serving() as site:
        yield site


@pytest.fixture
def site(running: Site) -> Site:
    """Return the site, without pages, and never asked yet."""
    running.pages.clear()
    running.asked.clear()
    return running


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


@pytest.mark.parametrize(
    "address",
    [
        "http://pages.example/",
        "ftp://pages.example/",
        "file:///etc/passwd",
        "//pages.example/",
        "pages.example",
        "",
        "https://",
        "https:///etc/passwd",
        "https://pages.example:8443/",
        "https://pages.example:80/",
        "https://pages.example:99999/",
        "https://user@pages.example/",
        "https://user:secret@pages.example/",
        "https://pages.example@127.0.0.1/",
        "https://pages.example\\@127.0.0.1/",
        "https://127.0.0.1/",
        "https://8.8.8.8/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.0.1./",
        "https://①②⑦.0.0.1/",
        "https://１２７.0.0.1/",
        "https://127。0。0。1/",
        "https://%31%32%37.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[fe80::1%25eth0]/",
        "https://localhost/",
        "https://localhost./",
        "https://LOCALHOST/",
        "https://ⓛocalhost/",
        "https://intranet/",
        "https://pages.example .evil.example/",
        "https://pages.exam\nple/",
        f"https://pages.example/{'x' * 500}",
    ],
)
async def test_an_address_that_is_refused_unseen(address: str) -> None:
    """One sentence says why, the name is not even looked up, and no password is repeated."""
    names = Names()
    with pytest.raises(FetchError, match=r"^.+\.\Z") as caught:
        await fetch(address, most=MOST, look_up=names)
    assert "secret" not in str(caught.value)
    assert names.asked == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("HTTPS://Pages.Example./x", "pages.example"),
        ("https://pages.example:443/", "pages.example"),
        ("https://a_b.c-d.example/", "a_b.c-d.example"),
    ],
)
async def test_names_are_looked_up_as_they_are_connected_to(address: str, name: str) -> None:
    """In letters of the Latin alphabet, small ones, without the point at the end."""
    assert checked(address).raw_host == name


@pytest.mark.parametrize(
    "places",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:10.0.0.1"],
        ["64:ff9b::a00:1"],
        ["8.8.8.8", "192.168.0.1"],
        [],
    ],
)
async def test_a_name_that_leads_inside_is_refused(site: Site, places: list[str]) -> None:
    """Though it leads elsewhere as well; nothing is connected to."""

    async def look_up(_: str) -> list[tuple[str, int]]:
        return [(place, site.port) for place in places]

    doors = {**site.doors(), "look_up": look_up, "allowed": is_public}
    with pytest.raises(FetchError, match="not on the public internet"):
        await fetch(AT, most=MOST, **doors)
    assert site.asked == []


async def test_the_real_look_up_is_looked_at() -> None:
    """This machine's own name, which needs no network to look up."""

    async def look_up(_: str) -> Sequence[tuple[str, int]]:
        return await looked_up("localhost")

    with pytest.raises(FetchError, match="not on the public internet"):
        await fetch(AT, most=MOST, look_up=look_up)


async def test_a_name_is_looked_up_once(site: Site) -> None:
    """What it leads to a moment later is never connected to."""
    site.pages["/"] = Page(b"x")
    names = Names(pages=[("127.0.0.1", site.port), ("127.0.0.2", site.port)])
    await fetch(AT, most=MOST, **{**site.doors(), "look_up": names})
    assert names.asked == [NAME]


async def test_a_name_that_leads_elsewhere_after_a_redirection_is_looked_at_again(
    site: Site,
) -> None:
    """The second time it leads inside."""
    site.pages["/"] = leads_to("/next")
    names = Names(pages=[("127.0.0.1", site.port), ("127.0.0.2", site.port)])
    with pytest.raises(FetchError, match="not on the public internet"):
        await fetch(AT, most=MOST, **{**site.doors(), "look_up": names})
    assert [path for path, _ in site.asked] == ["/"]


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
    "target",
    [
        "http://pages.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://user@pages.example/",
        "https://pages.example:22/",
        "//169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://x.example:99999/",
        "",
    ],
)
async def test_a_redirection_to_what_is_refused_is_refused(site: Site, target: str) -> None:
    """It is looked at as the first address was."""
    site.pages["/"] = leads_to(target)
    with pytest.raises(FetchError):
        await fetch(AT, most=MOST, **site.doors())
    assert {path for path, _ in site.asked} == {"/"}


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

"""Addresses that are not fetched from, and names that lead where nobody may look."""

from collections.abc import Sequence

import pytest

from index.core.addresses import is_public
from index.engines.fetching import checked, fetch, looked_up
from index.errors import FetchError
from tests.index.engines.site import NAME, Names, Page, Site, leads_to

MOST = 100_000
AT = f"https://{NAME}"


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

"""Web pages -> their main text."""

import pytest

from index.errors import CorpusError
from index.formats.html import extract
from tests.index.formats.files import PROSE, page

HEAD = (
    "<title>Of harbours | The Site</title><meta name='author' content='Any Writer'>"
    "<meta property='og:title' content='Of harbours'>"
    "<meta property='og:site_name' content='The Site'>"
    "<meta property='article:published_time' content='2014-05-06T10:00:00Z'>"
    "<link rel='canonical' href='https://example.org/harbours'>"
)
BODY = (
    f"<h1>Of harbours</h1><p>First. {PROSE}</p><h2>The <em>second</em> part<a href='#p'>¶</a></h2>"
    f"<p>Second.&nbsp;{PROSE} It is <b>bold</b> and <a href='/x'>linked</a>.</p>"
    f"<ul><li>One item of it</li><li>Two items of it</li></ul><p>Third. {PROSE}</p>"
)


def blocks(html: str) -> list[str]:
    """Return the blocks of a page's text."""
    return extract(html.encode()).text.strip().split("\n\n")


def test_the_main_text_is_taken_and_nothing_around_it() -> None:
    """Headings, paragraphs and lists are there; navigation, cookie banner and footer are not."""
    assert blocks(page(BODY, HEAD)) == [
        "# Of harbours",
        f"First. {PROSE}",
        "## The second part",
        f"Second. {PROSE} It is bold and linked.",
        "- One item of it\n- Two items of it",
        f"Third. {PROSE}",
    ]


def test_metadata_is_that_of_the_page() -> None:
    """Title, author, site, date, canonical address and language come from where the page says."""
    found = extract(page(BODY, HEAD, lang="en-GB").encode()).metadata
    assert (found.title, found.author, found.publisher) == (
        "Of harbours",
        "Any Writer",
        "The Site",
    )
    assert (found.date, found.url) == ("2014-05-06", "https://example.org/harbours")
    assert found.language == "en-GB"


def test_no_date_is_guessed_from_the_text() -> None:
    """A date that the text speaks of is none of the page's."""
    text = f"<p>On 3 March 2011 it began. {PROSE}</p><p>Copyright 2019. {PROSE}</p>"
    assert extract(page(text).encode()).metadata.date is None


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    """The page's own word, or its first bytes, tell its encoding."""
    html = page(f"<p>Café “quoted” naïve. {PROSE}</p>").replace("utf-8", encoding)
    assert "Café “quoted” naïve." in extract(html.encode(encoding)).text


def test_entities_of_a_document_type_are_not_expanded() -> None:
    """A page cannot swell, nor read a file, by entities that it declares."""
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = extract((bomb + page(f"<p>{PROSE} &a; &x;</p>")).encode()).text
    assert PROSE in text
    assert "root:" not in text


@pytest.mark.parametrize(
    "html", ["<html></html>", "<html><body><script>x()</script></body></html>"]
)
def test_a_page_without_text_is_refused(html: str) -> None:
    """A page that scripts would fill has nothing to take."""
    with pytest.raises(CorpusError, match="text in the page"):
        extract(html.encode())

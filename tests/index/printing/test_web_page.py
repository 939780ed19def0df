"""Tests of ``index.printing.web_page``, read by the standard library's parser."""

from html.parser import HTMLParser

from index.printing.paper import paper_of
from index.printing.web_page import web_page
from tests.index.printing.briefings import MARKUP, NOTHING, USUAL, WORST

_VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what begins."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what began last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.texts.append(data)

    def all(self, name: str) -> list[str]:
        """Return every value of an attribute."""
        return [value for known, value in self.attributes if known == name]


def test_every_link_inside_has_its_place() -> None:
    """A number leads to its note and the note back to its passage; no place is there twice."""
    page = Page(web_page(paper_of(USUAL)))
    ids = page.all("id")
    assert len(set(ids)) == len(ids)
    inside = [one.removeprefix("#") for one in page.all("href") if one.startswith("#")]
    assert sorted(inside) == sorted(ids)
    assert {f"note-{number}" for number in range(1, 5)} <= set(ids)
    assert page.open == []


def test_nothing_comes_from_elsewhere() -> None:
    """No script, picture, style sheet or font is asked for, and a browser would not fetch any."""
    page = Page(web_page(paper_of(USUAL)))
    assert not {"script", "img", "link", "iframe", "object"} & set(page.tags)
    assert "src" not in dict(page.attributes)
    assert b"url(" not in web_page(paper_of(USUAL))
    assert any("default-src 'none'" in policy for policy in page.all("content"))


def test_nothing_in_a_document_is_markup() -> None:
    """A hostile briefing has the same elements as any, and its words are text."""
    page = Page(web_page(paper_of(WORST)))
    assert set(page.tags) <= set(Page(web_page(paper_of(USUAL))).tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert not [
        one for one in page.all("href") if not one.startswith(("#", "https://example.org/"))
    ]
    assert MARKUP in "".join(page.texts)


def test_a_passage_speaks_its_own_language() -> None:
    """So that a browser chooses its letters, and reads it aloud, rightly."""
    assert set(Page(web_page(paper_of(USUAL))).all("lang")) == {"en", "zh"}


def test_nothing_at_all() -> None:
    """Without a passage there are neither notes nor a bibliography."""
    assert "ol" not in Page(web_page(paper_of(NOTHING))).tags

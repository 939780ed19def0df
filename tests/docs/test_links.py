"""Links lead somewhere, down to the heading."""

from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.docs.markdown import PAGES, anchors_of, links_in


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_page_and_its_heading(page: Path) -> None:
    """A file that is linked to is there and in the repository, and so is the heading."""
    for link in links_in(page):
        if link.startswith(("https:", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        if anchor:
            assert anchor in anchors_of(target), link


def test_links_and_headings_are_read_as_github_reads_them(tmp_path: Path) -> None:
    """Marks go, spaces become hyphens, a second one of the name has a number."""
    page = tmp_path / "page.md"
    page.write_text(
        "# A `dossier ask`, or two\n\n## Why?\n\n## Why?\n\n[one](a.md#b) ![two](c.png)"
        "\n\n    [no](x)\n"
    )
    assert anchors_of(page) == {"a-dossier-ask-or-two", "why", "why-1"}
    assert list(links_in(page)) == ["a.md#b", "c.png"]

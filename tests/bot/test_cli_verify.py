"""``dossier verify``, run as a person or a program runs it."""

import json
import subprocess
import sys

import pytest

from bot.settings import ROOT
from tests.bot.conftest import Run


def test_verify_shows_a_verbatim_quote_and_its_source(dossier: Run) -> None:
    """A quote is told to be verbatim, with the citation of where it stands."""
    outcome = dossier("verify", "tends to act like Captain Renault in Casablanca—'Shocked,")
    assert outcome.status == 0
    assert "Verbatim: the corpus has this word for word, once" in outcome.out
    assert "Asia Unbound (Council on Foreign Relations), 14 December 2009" in outcome.out


def test_verify_shows_what_was_altered_without_colour(dossier: Run) -> None:
    """The difference is marked by signs, and the signs are explained."""
    quote = "It was, on the whole, not altogether pleasant, and unsurprising, but ... nonetheless"
    outcome = dossier("verify", quote)
    assert "Altered: the corpus has this, but not in these words" in outcome.out
    assert "{+not+} altogether pleasant, and [-relatively-] unsurprising" in outcome.out
    assert "but [... worth noting ...] nonetheless" in outcome.out
    assert "[-only in the source-]  {+only in the quote+}" in outcome.out


def test_verify_shows_a_gap_that_leaves_nothing_out(dossier: Run) -> None:
    """A gap between words that follow one another is shown as one."""
    outcome = dossier("verify", "So I went to lunch [...] the other day")
    assert "with 1 gap, once" in outcome.out
    assert "So I went to lunch [...] the other day" in outcome.out


def test_verify_says_that_a_quote_is_not_there(dossier: Run) -> None:
    """A quote from elsewhere is told so, read from standard input."""
    outcome = dossier("verify", "-", stdin="how long does bread rise in a warm kitchen\n")
    assert outcome.out == "Not found: nothing in the corpus is near to these words\n"


def test_verify_json_prints_one_object_with_every_field(dossier: Run) -> None:
    """The machine interface has the fields that docs/json.md lists."""
    outcome = dossier("verify", "--json", "as I said, very uninteresting. My sense is")
    found = json.loads(outcome.out)
    assert list(found) == [
        *("quote", "status", "citation", "difference", "gaps", "passages", "others", "elapsed_ms"),
    ]
    documented = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in documented for name in [*found, *found["citation"]])
    assert found["status"] == "altered"
    assert found["difference"] == [
        {"side": "both", "text": "as I said, very "},
        {"side": "source", "text": "interesting"},
        {"side": "quote", "text": "uninteresting"},
        {"side": "both", "text": ".\N{NO-BREAK SPACE} My sense is"},
    ]
    assert found["passages"] == [found["citation"]["passage_id"]]


@pytest.mark.parametrize("quote", ["", "three words only", "word " * 5000])
def test_a_quote_that_is_none_gets_one_sentence(dossier: Run, quote: str) -> None:
    """Empty, too short, too long: one sentence on standard error, nothing on standard output."""
    outcome = dossier("verify", "--json", "--", quote)
    assert (outcome.status, outcome.out) == (1, "")
    assert "quote" in outcome.err
    assert "Traceback" not in outcome.err


def test_verify_loads_no_model() -> None:
    """Verifying a quote imports neither torch nor sentence-transformers."""
    code = (
        "import sys, bot.cli, bot.opening, bot.terminal.quotes, bot.terminal.machine;"
        "sys.exit(bool({'torch', 'sentence_transformers', 'faiss'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0  # noqa: S603

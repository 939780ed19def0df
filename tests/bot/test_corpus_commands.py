"""``dossier add``, ``remove`` and ``restore`` as a person runs them."""

import json
from functools import partial
from pathlib import Path

import pytest

from bot.changes import Changes
from bot.trail import Trail
from index.engines import fetching
from tests.bot.conftest import Run
from tests.conftest import corpus
from tests.index.engines.site import NAME, Page, serving
from tests.index.formats.files import PROSE, page, pdf, scan
from tests.index.test_intake import files_in

PDF = pdf(PROSE, title="Of harbours")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a PDF outside of the folder."""
    path = tmp_path / "report.pdf"
    path.write_bytes(PDF)
    return path


def test_a_document_is_added_asked_removed_and_restored(here: Run, report: Path) -> None:
    """The index follows each change at once, and the answer has the page."""
    outcome = here("add", report, "--date", "2009-12")
    assert outcome.status == 0
    assert "report.pdf: a PDF, 1 page, 1 passage\n  key       report\n" in outcome.out
    assert "  date      December 2009\n" in outcome.out
    assert "Added as report" in outcome.err
    assert "The index has 2 documents and 5 passages." in outcome.err
    answer = json.loads(here("ask", "--json", "-k", "1", "what did the harbour master write").out)
    assert (answer["citations"][0]["key"], answer["citations"][0]["page"]) == ("report", 1)
    removed = here("remove", "report")
    assert "`dossier restore report` puts it back" in removed.err
    assert "The index has 1 document and 4 passages." in removed.err
    assert "Restored report: Of harbours." in here("restore", "report").err
    assert "report" in here("sources").out


def test_the_last_document_stays(here: Run, tmp_path: Path) -> None:
    """One sentence says why, and no build is begun."""
    outcome = here("remove", "renault")
    assert outcome.status == 1
    assert "renault is the only document" in outcome.err
    assert "Traceback" not in outcome.err
    assert not (tmp_path / "built").exists()


def test_a_dry_run_writes_nothing(here: Run, report: Path, tmp_path: Path) -> None:
    """It shows the same as adding would."""
    before = files_in(tmp_path)
    outcome = here("add", report, "--dry-run")
    assert "  title     Of harbours\n" in outcome.out
    assert "  author    not known\n" in outcome.out
    assert "Note: It was made on" in outcome.out
    assert "Nothing was written." in outcome.err
    assert files_in(tmp_path) == before


def test_an_address_is_fetched_only_where_that_is_switched_on(
    here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then its page is shown, and added with its address."""
    with serving() as site:
        site.pages["/harbours"] = Page(page(f"<p>{PROSE}</p>").encode())
        monkeypatch.setattr(fetching, "fetch", partial(fetching.fetch, **site.doors()))
        address = f"https://{NAME}/harbours"
        refused = here("add", address)
        assert (refused.status, site.asked) == (1, [])
        assert "DOSSIER_FETCH=on" in refused.err
        monkeypatch.setenv("DOSSIER_FETCH", "on")
        before = files_in(tmp_path)
        shown = here("add", address, "--dry-run")
        assert (shown.status, files_in(tmp_path)) == (0, before)
        assert f"  url       {address}\n" in shown.out
        assert here("add", address, "--no-build", "--title", "Mine").status == 0
    text = (tmp_path / "seeds" / "harbours.md").read_text(encoding="utf-8")
    assert f"url: {address}\n" in text
    assert "title: Mine\n" in text
    assert "original: originals/harbours.html\n" in text


@pytest.mark.parametrize("address", ["https://localhost/x", "http://e.org", "file:///etc/passwd"])
def test_an_address_that_may_not_be_fetched_gets_one_sentence(
    here: Run, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """It is named, and nothing is added."""
    monkeypatch.setenv("DOSSIER_FETCH", "on")
    outcome = here("add", address)
    assert (outcome.status, outcome.out) == (1, "")
    assert f"Error: {address} " in outcome.err
    assert "Traceback" not in outcome.err


def test_a_file_put_into_the_folder_that_is_refused_stops_nothing(
    here: Run, tmp_path: Path
) -> None:
    """The first who asks is told, nobody after that; a build tells it each time."""
    here("index", "build")
    (tmp_path / "seeds" / "scan.pdf").write_bytes(scan())
    (tmp_path / "seeds" / "quay.html").write_bytes(page(f"<p>Of quays. {PROSE}</p>").encode())
    first, second = here("sources"), here("sources")
    assert (first.status, second.status) == (0, 0)
    assert "scan.pdf: it is a scan" in first.err
    assert "It is left out; mend it, or move scan.pdf out of" in first.err
    assert "quay" in first.out
    assert second.err == ""
    built = here("index", "build")
    assert (built.status, "scan.pdf: it is a scan" in built.err) == (0, True)


def test_one_file_that_is_refused_does_not_stop_the_others(
    here: Run, report: Path, tmp_path: Path
) -> None:
    """Each has its sentence, the status tells, and the file that is known is no mistake."""
    bad = tmp_path / "scan.pdf"
    bad.write_bytes(scan())
    outcome = here("add", bad, report, report, "--no-build")
    assert outcome.status == 1
    assert "Error: scan.pdf: it is a scan" in outcome.err
    assert "the same file is in the corpus already, as report. Nothing was done." in outcome.err
    assert "Traceback" not in outcome.err
    assert not (tmp_path / "built").exists()
    assert here("add", report, "--no-build").status == 0


def test_corrections_are_for_one_file(here: Run, report: Path) -> None:
    """Two documents have no title in common."""
    outcome = here("add", report, report, "--title", "x")
    assert (outcome.status, outcome.out) == (1, "")
    assert "one by one" in outcome.err


def test_a_document_is_replaced(here: Run, tmp_path: Path) -> None:
    """Only when that is asked for."""
    path = tmp_path / "renault.html"
    path.write_text(page(f"<p>{PROSE}</p>"), encoding="utf-8")
    assert "--replace" in here("add", path, "--no-build").err
    assert here("add", path, "--replace", "--no-build").status == 0
    assert PROSE in (tmp_path / "seeds" / "renault.md").read_text(encoding="utf-8")


def test_an_index_of_other_documents_is_left_alone(
    here: Run, dossier: Run, report: Path, tmp_path: Path
) -> None:
    """As always, only ``index build`` makes it anew."""
    here("index", "build")
    other = corpus(tmp_path / "other", {"a.md": "It rained."})
    outcome = dossier("add", report, "--seeds", other, index=tmp_path / "built")
    assert "so it was left as it is" in outcome.err
    assert "renault" in here("sources").out


def test_an_edited_text_is_told(here: Run, report: Path, tmp_path: Path) -> None:
    """A build and the status name the document whose text is no longer its original's."""
    here("add", report, "--no-build")
    text = tmp_path / "seeds" / "report.md"
    text.write_text(text.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    assert "report.md: its text was edited after" in here("index", "build").err
    assert "edited     report" in here("index", "status").out


@pytest.mark.parametrize("command", ["remove", "restore"])
def test_a_key_that_there_is_not_gets_one_sentence(here: Run, command: str) -> None:
    """Nothing happens."""
    outcome = here(command, "nothing")
    assert outcome.status == 1
    assert "'nothing'" in outcome.err


def test_a_file_that_lies_in_the_folder_is_left_to_a_build(here: Run, tmp_path: Path) -> None:
    """It would be there twice."""
    (tmp_path / "seeds" / "My Report.pdf").write_bytes(PDF)
    outcome = here("add", tmp_path / "seeds" / "My Report.pdf")
    assert outcome.status == 1
    assert "`dossier index build` takes it in there" in outcome.err
    assert files_in(tmp_path / "seeds") == {"renault.md", "My Report.pdf"}


def test_the_log_tells_what_was_done_in_the_terminal_and_in_discord(
    here: Run, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line a change, the last first, with who it was and whether it still stands."""
    monkeypatch.setenv("DOSSIER_STATE", str(tmp_path / "state"))
    assert "Nothing was added" in here("log").err
    here("add", report, "--no-build")
    here("remove", "report", "--no-build")
    here("restore", "report", "--no-build")
    Changes(tmp_path / "seeds", Trail(tmp_path / "state", tmp_path / "seeds")).undo(None, 77)
    here("add", report, report, "--dry-run")
    last, *others = here("log").out.splitlines()
    assert last.startswith("    4  20")
    assert last.endswith("Discord user 77                   undone 3, report: Of harbours")
    assert [line.split("  terminal")[1].strip() for line in others] == [
        "restored report: Of harbours (undone)",
        "removed report: Of harbours",
        "added report: Of harbours",
    ]
    assert here("log", "-n", "1").out.splitlines() == [last]


def test_a_change_is_undone_and_done_again(here: Run, report: Path) -> None:
    """The last one without a number, any by its own; the index follows."""
    assert here("undo").err == "Error: There is no change to undo.\n"
    here("add", report, "--no-build")
    undone = here("undo")
    assert "Undid change 1; `dossier undo 2` makes it again." in undone.err
    assert "The index has 1 document and" in undone.err
    again = here("undo", "2", "--no-build")
    assert (again.status, again.err) == (
        0,
        "Undid change 2; `dossier undo 3` makes it again.\n",
    )
    assert "report" in here("sources").out
    assert "no change 9" in here("undo", "9").err


def test_what_cannot_be_noted_is_not_done(
    here: Run, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log that cannot be written is told with what to do, and the folder is as it was."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DOSSIER_STATE", str(tmp_path / "file" / "state"))
    outcome = here("add", report)
    assert outcome.status == 1
    assert "name another folder in DOSSIER_STATE" in outcome.err
    assert files_in(tmp_path / "seeds") == {"renault.md"}

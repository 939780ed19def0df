"""A small corpus on a harbour, and what a briefing on it must have."""

from index.core.telling import FURTHER, NEAREST
from index.domain import Briefing, Citation
from index.engines.sentences import SentencexSegmenter
from index.library import Library

LABELS = (FURTHER, NEAREST)

STRIKE = (
    "The harbour strike began on a Monday in March, when the crane drivers of the northern quay"
    " refused to unload two grain ships. By Wednesday the whole harbour stood still, and forty"
    " ships waited outside the breakwater for a berth."
)
_HISTORY = (
    "The harbour of the town was built in nine years on a marsh that nobody had wanted.",
    "Its first quay was of oak, and sank into the mud within two winters.",
    "The second quay was of granite from the quarries in the hills, and it stands today.",
    "Ships from the south brought wine, oranges and salt, and took timber and grain home.",
    "In the bad years of the fever no ship was let in without ten days of waiting outside.",
    "The harbour strike cost the town a third of its yearly trade, as the ledgers show.",
    "Merchants moved their grain to the river port, and some of them never came back.",
    "A new mole was paid for with a toll on every barrel that was landed after that.",
    "The toll was hated, and three of its collectors were thrown into the basin by night.",
    "The lighthouse at the end of the mole was lit for the first time on a Sunday in June.",
    "Its keeper wrote down every ship that passed, with her flag and what she carried.",
    "These books are kept in the town hall, where anybody may read them on request.",
)
LONG = " ".join(_HISTORY)
FILES = {
    "gazette.md": (
        "---\ntitle: Evening Gazette\ndate: 1911-03-20\n---\n"
        f"{STRIKE}\n\n"
        "The mayor asked the crane drivers to return to work during the harbour strike, and"
        " promised them a hearing before the town council on the following day.\n\n"
        "| harbour strike | day |\n|---|---|\n| quay | Monday |\n| mole | Tuesday |\n"
    ),
    "wire.md": (
        "---\ntitle: Wire Service\ndate: 1911-03-21\n---\n"
        f"{STRIKE.replace('forty ships', 'some forty ships')}\n\n"
        "Owners of the grain ships asked for soldiers against the harbour strike, and the"
        " governor sent a company of infantry to guard the northern quay.\n"
    ),
    "union.md": (
        "---\ntitle: Union Minutes\ndate: 1911-03-19\n---\n"
        "## Demands\n\n"
        "The crane drivers go on with the harbour strike until a day of ten hours is granted and"
        " every driver is paid for the days of the strike.\n\n"
        "Nobody goes back to the cranes in the harbour strike before the ten hours are written"
        " down and signed by all owners.\n"
    ),
    "history.md": f"---\ntitle: A History of the Town\n---\n{LONG}\n",
    "kitchen.md": (
        "---\ntitle: Recipes\ndate: 1950\n---\n"
        "Soak the dried peas overnight, and boil them with a bay leaf until they are soft.\n\n"
        "Fry the onions slowly in butter, and add a spoon of vinegar when they are brown.\n"
    ),
}


def sentences_of(library: Library, citation: Citation) -> list[str]:
    """Return the sentences of the passage that is cited."""
    language = library.document(citation.key).language
    spans = SentencexSegmenter().sentences(citation.quote, language)
    return [citation.quote[start:end] for start, end in spans]


def check(library: Library, citations: tuple[Citation, ...]) -> None:
    """Check what holds for every citation of every digest.

    They are numbered from 1; no passage is there twice; what is shown stands in its source, and
    is all of a passage or whole sentences of it.
    """
    assert [one.number for one in citations] == list(range(1, len(citations) + 1))
    assert len({one.passage_id for one in citations}) == len(citations)
    for one in citations:
        text = library.document(one.key).text
        assert text[one.start : one.end] == one.quote == library.passage(one.passage_id).text
        assert text[one.window_start : one.window_end] == one.window
        assert one.start <= one.window_start < one.window_end <= one.end
        if one.window != one.quote:
            assert len(one.quote) > 900
            sentences = sentences_of(library, one)
            assert any(one.window.startswith(sentence) for sentence in sentences)
            assert any(one.window.endswith(sentence) for sentence in sentences)
            assert one.window.rstrip("\"'”’)]")[-1] in ".!?…。" or one.window_end == one.end


def check_briefing(library: Library, briefing: Briefing) -> None:
    """Check what holds for every briefing: its citations, its order, its headings, its sources."""
    check(library, briefing.citations)
    headings = [section.heading.casefold() for section in briefing.sections]
    assert len(set(headings)) == len(headings)
    for section in briefing.sections:
        own = [one for point in section.points for one in point.citations]
        words = [text for one in own for text in (one.window, one.heading or "", one.title)]
        assert any(section.heading in text for text in words) or section.heading in LABELS
        for point in section.points:
            assert len({one.key for one in point.citations}) == len(point.citations)
            assert _in_order(point.citations)
        assert _in_order([point.citations[0] for point in section.points])
    cited = sorted({one.key for one in briefing.citations})
    assert [source.key for source in briefing.sources] == cited
    if briefing.verdict != "not_in_corpus":
        further = {source.key for source in briefing.further}
        silent = {source.key for source in briefing.silent}
        assert len(further) + len(silent) + len(cited) == len(further | silent | set(cited))


def _in_order(citations: list[Citation] | tuple[Citation, ...]) -> bool:
    """Tell whether the citations stand oldest first, undated last, a document's in its order."""
    places = [(one.date or "~", one.key, one.paragraph) for one in citations]
    return places == sorted(places)

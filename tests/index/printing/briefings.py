"""Briefings made by hand, of small documents and of hostile ones."""

from collections.abc import Iterable

from index.core.citations import cite
from index.domain import (
    Briefing,
    Citation,
    Comparison,
    Document,
    Hit,
    Point,
    Scope,
    Section,
    Source,
    Verdict,
    Window,
)
from tests.conftest import document, passage

HARBOUR = document(
    "The crane lifts boxes. It is old. Nobody mends it.\n\nShips come at dawn.",
    key="harbour",
    title="The Harbour",
    publisher="The Press",
    author="A. Writer",
    date="2009-12-14",
    url="https://example.org/harbour",
    language="en",
)
STORM = document("A storm broke the crane.\nIt was winter.", key="storm", title="After the Storm")
CHINESE = document(
    "没有网络安全就没有国家安全。", key="qiushi", title="网络强国", author="写者", language="zh"
)

MARKUP = (
    "<script>alert(1)</script> & *bold* _it_ [x](javascript:alert(1)) | ![i](i.png) <!-- -->"
    " `code` {{ 7 * 7 }} ]]> $x$ ~~s~~ \\ <b>b</b> https://evil.example www.evil.example ^[n]"
)
CONTROLS = "before \x0b\x00 \u202egnp.exe"
HOSTILE = document(
    f"# {MARKUP}\n1. one\n- two\n===\n    {CONTROLS}\n{'W' * 400}",
    key="hostile",
    title=f"{MARKUP} {CONTROLS}",
    publisher=MARKUP,
    author=MARKUP,
    date="2015",
    url="https://example.org/a_b?c=<b>\"'&d=(e)[f]",
)
SCRIPT = document("It rained.", key="script", title="A Title", url="javascript:alert(1)")


def quoted(of: Document, text: str, number: int, part: str | None = None) -> Citation:
    """Return the citation of a passage, of which ``part`` is shown, or all."""
    found = passage(of, text, id=f"{of.key}-{number:06}", number=number)
    shown = text if part is None else part
    start = of.text.index(shown, found.start)
    return cite(Hit(found, Window(start, start + len(shown)), 1.0, number), of)


def source(of: Document) -> Source:
    """Return what is known of a document."""
    return Source(
        of.key, of.title, of.publisher, of.author, of.date, of.url, of.language, passages=2
    )


def briefing(
    *sections: tuple[str, Iterable[tuple[Citation, ...]]],
    topic: str = "cranes in winter",
    verdict: Verdict = Verdict.ANSWERED,
    **fields: object,
) -> Briefing:
    """Return a briefing of sections: a heading, and points of one citation or several."""
    made = tuple(Section(heading, tuple(map(Point, points))) for heading, points in sections)
    known = {"sources": (), "silent": (), "missing": ()}
    return Briefing(topic, verdict, made, **{**known, **fields})  # type: ignore[arg-type]


CRANE, SHIPS = HARBOUR.text.split("\n\n")
USUAL = briefing(
    ("The crane", [(quoted(HARBOUR, CRANE, 1, "It is old."),), (quoted(HARBOUR, SHIPS, 2),)]),
    ("winter", [(quoted(STORM, STORM.text, 3), quoted(CHINESE, CHINESE.text, 4))]),
    silent=(source(SCRIPT),),
    missing=("Salt Typhoon",),
    corrections=(("crnaes", "cranes"),),
    scope=Scope(since="2009"),
)
WORST = briefing(
    (MARKUP, [(quoted(HOSTILE, HOSTILE.text, 1), quoted(SCRIPT, SCRIPT.text, 2))]),
    topic=f"{MARKUP} {CONTROLS}",
    verdict=Verdict.NOT_IN_CORPUS,
    silent=(source(HOSTILE),),
    missing=(MARKUP, CONTROLS),
    corrections=((MARKUP, CONTROLS),),
)
COMPARED = Comparison(
    "cranes",
    Verdict.ANSWERED,
    (quoted(HARBOUR, CRANE, 1, "It is old."), quoted(STORM, STORM.text, 2)),
    silent=(source(SCRIPT),),
    further=(source(CHINESE),),
)
NOTHING = briefing(verdict=Verdict.NOT_IN_CORPUS, silent=(source(STORM),), missing=("Zebra",))

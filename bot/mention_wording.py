"""Names, terms and dates in words, the same in every front end."""

from bot.wording import count
from index.core.name_list import Name
from index.core.plain import written_date
from index.digests.mentions import Mentions
from index.digests.timeline import Event, Timeline

_DECADE, _CENTURY = 9, 99  # years between the first and the last of one

NO_NAMES = "No person and no organisation was recognised in the corpus."


def mention_count(found: Mentions) -> str:
    """Return how often it is mentioned, and where: "2 mentions in 2 passages of 1 document"."""
    mentions, passages = count(found.times, "mention"), count(len(found.passages), "passage")
    if found.more:
        return f"more than {mentions}; those in the first {passages} are listed"
    return f"{mentions} in {passages} of {count(found.documents, 'document')}"


def mention_order(found: Mentions) -> str | None:
    """Return in which order the passages come, where they are of several documents."""
    if not found.undated:
        return "The earliest document first." if found.documents > 1 else None
    if found.undated == found.documents:
        return (
            "Of documents without a date." if found.documents > 1 else "The document has no date."
        )
    documents = count(found.undated, "document")
    return f"The earliest document first; {documents} without a date last."


def mention_forms(found: Mentions) -> str | None:
    """Return what else was looked for: "Also as U.S., United States"."""
    return f"Also as {', '.join(found.forms)}." if found.forms else None


def first_mention(found: Mentions) -> str:
    """Return what stands above the first passage."""
    dated = len(found.passages) and found.undated < found.documents
    return "First mention" if dated else "First mention, undated"


def mention_others(found: Mentions) -> str | None:
    """Return further names with the word: "Names with this word: William Pitt"."""
    return f"Names with this word: {', '.join(found.others)}." if found.others else None


def name_note(name: Name, asked: str | None = None) -> str:
    """Return what is known of a name: "person, Captain", "organisation, WHO".

    Who ``asked`` for the acronym is told what it stands for.
    """
    further = name.text if asked is not None and asked == name.alias else name.alias
    return ", ".join(part for part in (name.kind.value, name.title, further) if part)


def event_date(event: Event) -> str:
    """Return an event's date as people write it: "December 2009", "1999 to 2001", "1990s"."""
    first, last = written_date(event.first), written_date(event.last)
    if first == last:
        return str(first)
    years = int(event.last[:4]) - int(event.first[:4])
    whole = len(event.first) == len("1990") and event.first.endswith("0")
    if whole and (years == _DECADE or (years == _CENTURY and event.first.endswith("00"))):
        return f"{first}s"
    return f"{first} to {last}"


def timeline_count(found: Timeline) -> str:
    """Return what is on the timeline: "1 document by its date, 2 dates spoken of"."""
    whose = "its" if found.documents == 1 else "their"
    parts = [
        f"{count(found.documents, 'document')} by {whose} date" if found.documents else "",
        f"{count(found.spoken, 'date')} spoken of" if found.spoken else "",
    ]
    return ", ".join(part for part in parts if part)


def timeline_limits(found: Timeline) -> str | None:
    """Return what the timeline is limited to: "renault, since 2009, hackers"."""
    scope = found.scope
    since, until = written_date(scope.since), written_date(scope.until)
    about = f"passages with {found.topic!r}" if found.topic else None
    parts = [scope.source, f"since {since}" * bool(since), f"until {until}" * bool(until), about]
    return ", ".join(part for part in parts if part) or None


def timeline_undated(found: Timeline, most: int) -> str | None:
    """Return which documents have no date and so no place on the line."""
    if not found.undated:
        return None
    titles = [source.title for source in found.undated[:most]]
    if further := len(found.undated) - len(titles):
        titles.append(count(further, "further document"))
    return f"Without a date, and so not placed: {'; '.join(titles)}."


def timeline_more(found: Timeline) -> str | None:
    """Return that there is more than was read, where there is."""
    return (
        "Further passages have a year in them; limits show more of them." if found.more else None
    )


def timeline_description(found: Timeline) -> str:
    """Return what the picture shows, for those who do not see it."""
    first, last = event_date(found.events[0]), event_date(found.events[-1])
    span = first if first == last else f"{first} to {last}"
    return (
        f"A timeline, {span}: {timeline_count(found)}. Each number stands for the entry of the"
        " list with the same number; where there are too many, bars count them."
    )

"""Names, document by document -> those of the corpus, each with how often it is mentioned.

Found out over the whole corpus is whose surname stands alone ("Donilon said"), what an acronym
stands for, and that "Barack H. Obama" and "Barack Obama" are one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.core.names import INITIALS, ROMAN, Kind, names_in

_MOST_KEPT = 400_000
"""Different names above which those met once so far are forgotten: memory has an end."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person or an organisation of the corpus."""

    text: str
    kind: Kind
    mentions: int  # in how many places it was recognised
    title: str | None = None  # that stands before it: "Captain"
    alias: str | None = None  # an acronym of it


class NameList:
    """Counts names, document after document, and tells at the end which there are."""

    def __init__(self) -> None:
        self._known: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
        self._titles: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._stands_for: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, texts: Iterable[str]) -> None:
        """Count the names in a document's passages.

        A surname alone, and an acronym, count for whom the document names in full.
        """
        here: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
        alone: Counter[str] = Counter()
        aliases: dict[str, str] = {}
        for found in (found for text in texts for found in names_in(text)):
            if found.kind is None:
                alone[found.text] += 1
                continue
            here[found.kind][found.text] += 1
            if found.title:
                self._titles[found.text][found.title] += 1
            if found.alias:
                aliases[found.alias] = found.text
                self._stands_for[found.alias][found.text] += 1
        _credit(here, alone, aliases)
        for kind, counter in here.items():
            self._known[kind].update(counter)
            if len(self._known[kind]) > _MOST_KEPT:
                _forget(self._known[kind])

    def names(self) -> list[Name]:
        """Return the names, the most mentioned first."""
        found = [*self._people(), *self._organisations()]
        return sorted(found, key=lambda name: (-name.mentions, name.text))

    def _people(self) -> Iterator[Name]:
        people = self._merged()
        ending = _by_surname(people)
        for name, times in people.items():
            longer = [one for one in ending[name] if one != name] if name in ending else []
            if len(longer) == 1:
                continue  # "Advisor Donilon" is Tom Donilon, if nobody else is called so
            surname = _surname(name)
            only = surname is not None and surname != name and surname in people
            only = only and ending[surname or name] in ([surname, name], [name, surname])
            again = people[surname] if only and surname else 0
            title = self._title(name) or (self._title(surname) if only and surname else None)
            yield Name(name, Kind.PERSON, times + again, title)

    def _merged(self) -> Counter[str]:
        """Return the people, "Barack H. Obama" counted with "Barack Obama"."""
        merged: Counter[str] = Counter()
        for name, times in self._known[Kind.PERSON].items():
            words = [word for word in name.split() if not INITIALS.fullmatch(word)]
            plain = " ".join(words)
            known = len(words) > 1 and plain in self._known[Kind.PERSON]
            merged[plain if known else name] += times
        return merged

    def _organisations(self) -> Iterator[Name]:
        aliases: dict[str, str] = {}
        for alias, names in self._stands_for.items():
            aliases.setdefault(names.most_common(1)[0][0], alias)
        for name, times in self._known[Kind.ORGANISATION].items():
            yield Name(name, Kind.ORGANISATION, times, None, aliases.get(name))

    def _title(self, name: str) -> str | None:
        titles = self._titles.get(name)
        return titles.most_common(1)[0][0] if titles else None


def _credit(
    here: dict[Kind, Counter[str]], alone: Counter[str], aliases: Mapping[str, str]
) -> None:
    """Count words that stood alone for those whom they mean in their document."""
    organisations = here[Kind.ORGANISATION]
    for alias, name in aliases.items():
        organisations[name] += alone.pop(alias, 0) + organisations.pop(alias, 0)
    of_organisations = {word for name in organisations for word in name.split()}
    for surname, names in _by_surname(here[Kind.PERSON]).items():
        longer = [name for name in names if name != surname] or names
        if len(longer) == 1 and surname not in of_organisations:  # "Harvard" is not John Harvard
            here[Kind.PERSON][longer[0]] += alone[surname]


def _by_surname(people: Iterable[str]) -> dict[str, list[str]]:
    ending: defaultdict[str, list[str]] = defaultdict(list)
    for name in people:
        if (surname := _surname(name)) is not None:
            ending[surname].append(name)
    return dict(ending)


def _surname(name: str) -> str | None:
    last = name.rpartition(" ")[2]
    return None if ROMAN.fullmatch(last) else last  # "Louis XIV" has none


def _forget(counter: Counter[str]) -> None:
    for name in [name for name, times in counter.items() if times == 1]:
        del counter[name]

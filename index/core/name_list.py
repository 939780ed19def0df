"""Names, passage by passage -> those of the corpus, each with how often it is mentioned.

Found out over the whole corpus is whose surname stands alone ("Donilon said"), what an acronym
stands for, and that "Barack H. Obama" and "Barack Obama" are one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
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
    """Counts names, passage after passage, and tells at the end which there are."""

    def __init__(self) -> None:
        self._known: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
        self._titles: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._alone: Counter[str] = Counter()
        self._stands_for: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, text: str) -> None:
        """Count the names in a passage."""
        for found in names_in(text):
            if found.kind is None:
                self._alone[found.text] += 1
                continue
            self._known[found.kind][found.text] += 1
            if found.title:
                self._titles[found.text][found.title] += 1
            if found.alias:
                self._stands_for[found.alias][found.text] += 1
        for counter in (*self._known.values(), self._alone):
            if len(counter) > _MOST_KEPT:
                for name in [name for name, times in counter.items() if times == 1]:
                    del counter[name]

    def names(self) -> list[Name]:
        """Return the names, the most mentioned first."""
        found = [*self._people(), *self._organisations()]
        return sorted(found, key=lambda name: (-name.mentions, name.text))

    def _people(self) -> Iterator[Name]:
        people = self._merged()
        ending: defaultdict[str, list[str]] = defaultdict(list)
        for name in people:
            last = name.rpartition(" ")[2]
            ending[name if ROMAN.fullmatch(last) else last].append(name)
        of_organisations = {
            word for name in self._known[Kind.ORGANISATION] for word in name.split()
        }
        for surname, names in ending.items():
            longer = [name for name in names if name != surname]
            alone = people[surname]
            if surname not in of_organisations:  # "Harvard" is not John Harvard
                alone += self._alone[surname]
            if len(longer) == 1:  # nobody else is called so: who is named so is meant
                (name,) = longer
                title = self._title(name) or self._title(surname)
                yield Name(name, Kind.PERSON, people[name] + alone, title)
                continue
            for name in longer:
                yield Name(name, Kind.PERSON, people[name], self._title(name))
            if surname in people:
                yield Name(surname, Kind.PERSON, alone, self._title(surname))

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
        counted = self._known[Kind.ORGANISATION]
        aliases: dict[str, str] = {}
        for alias, names in self._stands_for.items():
            aliases.setdefault(names.most_common(1)[0][0], alias)
        for name, times in counted.items():
            if name in aliases.values():
                continue
            acronym = aliases.get(name)
            again = self._alone[acronym] + counted[acronym] if acronym else 0
            yield Name(name, Kind.ORGANISATION, times + again, None, acronym)

    def _title(self, name: str) -> str | None:
        titles = self._titles.get(name)
        return titles.most_common(1)[0][0] if titles else None

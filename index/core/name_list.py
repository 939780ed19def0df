"""Names, document by document -> those of the corpus, each with how often it is mentioned.

Found out document by document is whose surname stands alone ("Donilon said", "Mr. Donilon"), what
an acronym stands for, and that a name of which nothing tells is somebody's who has a title there.
Over the whole corpus it is found out who is meant where a document has no more than a title and a
surname, and that "Barack H. Obama" and "Barack Obama" are one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.core.names import Kind, names_in
from index.core.organisations import is_known
from index.core.people import INITIALS, is_courtesy, surname_of

NAME_RULES = 5
"""Raised whenever other names are found in the same texts: an older index is built anew."""

_MOST_KEPT = 400_000
"""Different names above which those met once so far are forgotten: memory has an end."""

_OF_THE_STATES = ("U.S. ", "US ", "United States ")
"""Before an organisation's name they make no other of it, where it is named without as well."""

_WRITTEN_OUT = {"EU": "European Union", "UN": "United Nations"}


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
        here = _Document()
        for found in (found for text in texts for found in names_in(text)):
            if found.kind is None:
                here.untold[found.text] += 1
                continue
            here.told[found.kind][found.text] += 1
            if found.title:
                here.titles[found.text, found.title] += 1
            if found.alias:
                here.aliases[found.alias] = found.text
                self._stands_for[found.alias][found.text] += 1
        here.settle()
        for (name, title), times in here.titles.items():
            self._titles[here.in_full.get(name, name)][title] += times
        for kind, counter in here.told.items():
            self._known[kind].update(counter)
            if len(self._known[kind]) > _MOST_KEPT:
                _forget(self._known[kind])

    def names(self) -> list[Name]:
        """Return the names, the most mentioned first."""
        found = [*self._people(), *self._organisations()]
        return sorted(found, key=lambda name: (-name.mentions, name.text))

    def _people(self) -> Iterator[Name]:
        people = self._merged()
        called = _by_surname(people)
        meant: dict[str, str] = {}
        for surname, names in called.items():
            longer = [one for one in names if one != surname]
            if len(longer) < len(names) and (one := self._meant(surname, longer)):
                meant[surname] = one
        again = {name: surname for surname, name in meant.items()}
        for name, times in people.items():
            if name not in meant:
                short = again.get(name, "")
                title = self._title(name, short)
                yield Name(name, Kind.PERSON, times + people.get(short, 0), title)

    def _meant(self, surname: str, longer: list[str]) -> str | None:
        """Return who is meant by a title and a surname, if it can be but one.

        "Advisor Donilon" is Tom Donilon if nobody else is called so; of two who are called Obama,
        "President Obama" is the one who has that title elsewhere.
        """
        if len(longer) == 1:
            return longer[0]
        title = self._title(surname)
        if title is None or is_courtesy(title):
            return None
        with_it = [one for one in longer if title in self._titles.get(one, ())]
        return with_it[0] if len(with_it) == 1 else None

    def _merged(self) -> Counter[str]:
        """Return the people, "Barack H. Obama" counted with "Barack Obama"."""
        merged: Counter[str] = Counter()
        for name, times in self._known[Kind.PERSON].items():
            words = [word for word in name.split() if not INITIALS.fullmatch(word)]
            plain = " ".join(words)
            known = len(words) > 1 and plain in self._known[Kind.PERSON]
            merged[plain if known else name] += times
            if known and plain != name:
                self._titles[plain].update(self._titles.get(name, ()))
        return merged

    def _organisations(self) -> Iterator[Name]:
        known = self._known[Kind.ORGANISATION]
        aliases: dict[str, str] = {}
        for alias, names in self._stands_for.items():
            aliases.setdefault(_without_state(names.most_common(1)[0][0], known), alias)
        in_full = {alias: name for alias, name in _WRITTEN_OUT.items() if name in known}
        in_full |= {alias: name for name, alias in aliases.items() if is_known(alias)}  # "the FBI"
        merged: Counter[str] = Counter()
        for name, times in known.items():
            merged[in_full.get(name) or _without_state(name, known)] += times
        for name, times in merged.items():
            yield Name(name, Kind.ORGANISATION, times, None, aliases.get(name))

    def _title(self, *names: str) -> str | None:
        """Return the title that they mostly have; "Mr." only where they have no other."""
        titles = Counter[str]()
        for name in names:
            titles.update(self._titles.get(name, ()))
        telling = [one for one in titles if not is_courtesy(one)] or list(titles)
        return max(telling, key=titles.__getitem__, default=None)


class _Document:
    """The names of one document."""

    def __init__(self) -> None:
        self.told: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
        self.untold: Counter[str] = Counter()
        self.titles: Counter[tuple[str, str]] = Counter()
        self.aliases: dict[str, str] = {}
        self.in_full: dict[str, str] = {}

    def settle(self) -> None:
        """Count what nothing tells for those whom it means in the document."""
        people, organisations = self.told[Kind.PERSON], self.told[Kind.ORGANISATION]
        titled = {name for name, _ in self.titles}
        for name in (people.keys() & organisations.keys()) - titled:
            organisations[name] += people.pop(name)  # once introduced as a company, no person
        for name, times in self.untold.items():
            if (
                " " in name and surname_of(name) in titled
            ):  # "Mr. Tillerson" tells of Rex Tillerson
                people[name] += times
        called = _by_surname(people)
        for name in [name for name in organisations if " " not in name]:
            if name in called:  # "his company Tesla"
                del organisations[name]
            else:
                organisations[name] += self.untold.pop(name, 0)
        for alias, name in self.aliases.items():
            organisations[name] += self.untold.pop(alias, 0) + organisations.pop(alias, 0)
        # "Harvard" may be the university; "Watt" is somebody, also where "Boulton & Watt" are.
        whole = (name for name in organisations if " & " not in name)
        of_organisations = {word for name in whole for word in name.split()}
        for surname, names in called.items():
            longer = [name for name in names if name != surname]
            if len(longer) == 1 and surname in people:
                self.in_full[surname] = longer[0]
                people[longer[0]] += people.pop(surname)
            if len(longer or names) == 1 and surname not in of_organisations:
                people[(longer or names)[0]] += self.untold[surname]  # "Harvard" is not John


def _without_state(name: str, known: Mapping[str, int]) -> str:
    without = (name.removeprefix(one) for one in _OF_THE_STATES if name.startswith(one))
    return next((one for one in without if one in known), name)


def _by_surname(people: Iterable[str]) -> dict[str, list[str]]:
    ending: defaultdict[str, list[str]] = defaultdict(list)
    for name in people:
        if (surname := surname_of(name)) is not None:
            ending[surname].append(name)
    return dict(ending)


def _forget(counter: Counter[str]) -> None:
    for name in [name for name, times in counter.items() if times == 1]:
        del counter[name]

"""Tests of ``index.digests.briefing``, with the real model."""

from collections.abc import Callable, Mapping

import pytest

from index.core.telling import FURTHER, NEAREST
from index.digests.briefing import PASSAGES, brief
from index.domain import Briefing, Length, Scope, Verdict
from index.errors import QuoteMismatchError
from index.library import Library
from tests.index.digests.corpora import LONG, STRIKE, check_briefing

TOPICS = [
    "indictments",
    "what China says about attribution",
    "patriotic hackers",
    "cooperation with allies",
    "russia",
    "China",
    "cyber",
    "Donilon",
    "zebra stripes",
]


def quotes(briefing: Briefing) -> list[str]:
    """Return the passages of a briefing."""
    return [citation.quote for citation in briefing.citations]


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("length", Length)
def test_what_holds_for_every_briefing(real_library: Library, topic: str, length: Length) -> None:
    """Numbered, checked, whole sentences, in order, nothing twice, no longer than was asked."""
    briefing = brief(real_library, topic, length)
    check_briefing(real_library, briefing)
    assert 1 <= len(briefing.citations) <= PASSAGES[length] + 2
    assert briefing.topic == topic


def test_a_topic_of_one_word(real_library: Library) -> None:
    """What the corpus has is found though it is no question, and who says nothing is told."""
    briefing = brief(real_library, "indictments", Length.MEDIUM)
    assert briefing.verdict is Verdict.ANSWERED
    assert [one.paragraph for one in briefing.citations] == [2, 3, 5]
    assert [source.key for source in briefing.sources] == ["embassy"]
    assert [source.key for source in briefing.silent] == ["renault"]


def test_another_form_of_the_word(real_library: Library) -> None:
    """A passage on "the Russians" belongs to a briefing on Russia."""
    briefing = brief(real_library, "russia", Length.MEDIUM)
    assert [one.paragraph for one in briefing.citations] == [1, 3]
    assert "like the Russians" in briefing.citations[1].window


def test_a_topic_in_other_words(real_library: Library) -> None:
    """What is near in meaning is shown, but not as certain."""
    briefing = brief(real_library, "what China says about attribution", Length.MEDIUM)
    assert briefing.verdict is Verdict.POSSIBLE
    assert any("acknowledge their own role" in quote for quote in quotes(briefing))


def test_a_topic_that_the_corpus_does_not_know(real_library: Library) -> None:
    """The nearest passages are few, and both what is missing and who is silent is told."""
    briefing = brief(real_library, "Salt Typhoon", Length.LONG)
    assert briefing.verdict is Verdict.NOT_IN_CORPUS
    assert 1 <= len(briefing.citations) <= 3
    assert briefing.missing == ("Salt Typhoon",)
    assert [source.key for source in briefing.silent] == ["embassy", "renault"]


def test_what_is_not_on_the_topic_is_no_finding(harbour: Library) -> None:
    """It stands under a label of ours, and nothing of it on a same point."""
    briefing = brief(harbour, "zxqwv blorb", Length.LONG)
    assert briefing.verdict is Verdict.NOT_IN_CORPUS
    assert [section.heading for section in briefing.sections] == [NEAREST]
    assert {len(point.citations) for point in briefing.sections[0].points} == {1}


def test_a_name_of_which_a_part_is_known(real_library: Library) -> None:
    """Passages on Beijing are no briefing on its Olympics."""
    briefing = brief(real_library, "Beijing Olympics", Length.MEDIUM)
    assert briefing.missing == ("Beijing Olympics",)
    assert briefing.verdict is Verdict.NOT_IN_CORPUS


@pytest.mark.parametrize(
    "topic", ["China and Japan", "Japan, China", "China & Japan", "China, Japan and Peru"]
)
def test_one_of_two_is_known(real_library: Library, topic: str) -> None:
    """The briefing is on what is known, is not certain, and tells what nothing mentions."""
    known = brief(real_library, "China", Length.MEDIUM)
    briefing = brief(real_library, topic, Length.MEDIUM)
    assert briefing.topic == topic
    assert briefing.verdict is Verdict.POSSIBLE
    assert "Japan" in briefing.missing
    assert briefing.sections == known.sections


def test_a_misspelt_topic(real_library: Library) -> None:
    """It is put right as in a question, and told."""
    briefing = brief(real_library, "patriotc hakers", Length.SHORT)
    assert briefing.corrections == (("patriotc", "patriotic"), ("hakers", "hackers"))
    assert '"patriotic hackers"' in briefing.citations[0].window


@pytest.mark.parametrize("topic", ["China", "russia", "cyber"])
def test_a_heading_fits_its_section(real_library: Library, topic: str) -> None:
    """Half of a section's passages have its words; what none fit comes last, as one section."""
    briefing = brief(real_library, topic, Length.LONG)
    titles = {source.title for source in real_library.sources()}
    *_, last = briefing.sections
    for section in briefing.sections:
        windows = [one.window for point in section.points for one in point.citations]
        terms = set(real_library.searcher.terms(section.heading))
        fit = [terms <= set(real_library.searcher.terms(window)) for window in windows]
        if section.heading == FURTHER:
            assert section is last
        elif section.heading not in titles:
            assert sum(fit) >= max(len(fit) / 2, min(len(fit), 2))


def test_the_only_section_of_one_document_has_its_title(real_library: Library) -> None:
    """One passage needs no heading that a rule has chosen."""
    briefing = brief(real_library, "patriotic hackers", Length.SHORT)
    assert [section.heading for section in briefing.sections] == ["Getting Past Captain Renault"]


def test_several_sections(real_library: Library) -> None:
    """A wide topic is parted into subtopics, each headed by words of its own passages."""
    briefing = brief(real_library, "China", Length.MEDIUM)
    assert len(briefing.sections) == 2
    for section in briefing.sections:
        windows = [one.window for point in section.points for one in point.citations]
        assert section.heading == FURTHER or any(section.heading in window for window in windows)
        assert section.heading.casefold() != "china"


@pytest.mark.parametrize("length", Length)
def test_a_text_stands_there_once(harbour: Library, length: Length) -> None:
    """Of two reports that are the same but for a word, one is in the briefing."""
    briefing = brief(harbour, "harbour strike", length)
    check_briefing(harbour, briefing)
    assert sum(quote.startswith(STRIKE[:60]) for quote in quotes(briefing)) == 1


def test_tables_are_left_out(harbour: Library) -> None:
    """What is no prose is not read in a briefing, though it has the words."""
    briefing = brief(harbour, "harbour strike", Length.LONG)
    assert not any("|" in quote for quote in quotes(briefing))


def test_passages_on_the_same_point_stand_side_by_side(harbour: Library) -> None:
    """Different documents that speak to the same are one point, oldest first."""
    briefing = brief(harbour, "harbour strike", Length.LONG)
    points = [point for section in briefing.sections for point in section.points]
    beside = [[one.key for one in point.citations] for point in points if len(point.citations) > 1]
    assert beside
    assert all(len(set(keys)) == len(keys) for keys in beside)


def test_whole_sentences_of_a_long_passage(harbour: Library) -> None:
    """Of a long passage the sentences around the one that matches are shown, and no more."""
    briefing = brief(harbour, "harbour strike", Length.LONG)
    (long,) = [one for one in briefing.citations if one.key == "history"]
    assert long.quote == LONG
    assert "The harbour strike cost the town a third of its yearly trade" in long.window
    assert len(long.window) <= 900
    assert long.window.endswith(".")


def test_the_heading_of_a_document(harbour: Library) -> None:
    """What stands below one heading in its document stands below it in the briefing."""
    briefing = brief(harbour, "harbour strike", Length.LONG, sources=["union"])
    assert [section.heading for section in briefing.sections] == ["Demands"]


def test_nothing_but_a_table(harbour: Library) -> None:
    """Where nothing else is on the topic, what is no prose is shown all the same."""
    briefing = brief(harbour, "quay Monday mole Tuesday", Length.SHORT, Scope("gazette"))
    assert briefing.sections


def test_a_quote_that_differs_is_not_sent(
    real_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every passage is compared with its document; the error is loud."""
    store = real_library.snapshot.store
    whole = store.document

    def changed(key: str) -> object:
        document = whole(key)
        return type(document)(
            **{name: getattr(document, name) for name in document.__slots__}
            | {"text": document.text.replace("indictment", "accusation")}
        )

    monkeypatch.setattr(store, "document", changed)
    with pytest.raises(QuoteMismatchError):
        brief(real_library, "indictments", Length.SHORT)


def test_one_passage_in_all(
    fake_library: Callable[[Mapping[str, str]], Library],
) -> None:
    """A corpus of one passage is briefed on, whether that is on the topic or far from it."""
    library = fake_library({"rain.md": "It rained all day long, and then it stopped at night."})
    assert brief(library, "rained", Length.LONG).verdict is Verdict.ANSWERED
    far = brief(library, "zebra stripes", Length.LONG)
    assert (far.verdict, len(far.citations)) == (Verdict.NOT_IN_CORPUS, 1)


def test_other_languages(fake_library: Callable[[Mapping[str, str]], Library]) -> None:
    """Documents that are not in English are briefed on as well, headed by what they bring."""
    said = "中国政府表示愿意就网络安全问题与美国进行对话，并反对一切形式的网络攻击行为。"
    files = {
        f"d{i}.md": f"---\ntitle: 文件{i}\nlanguage: zh\n---\n{said * 40}第{i}段。"
        for i in range(6)
    }
    briefing = brief(fake_library(files), "网络安全", Length.LONG)
    assert all(section.heading for section in briefing.sections)
    assert briefing.verdict is Verdict.ANSWERED
    assert all(one.window.endswith("。") for one in briefing.citations)

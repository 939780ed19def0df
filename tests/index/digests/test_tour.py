"""Tests of ``index.digests.tour``: the tour that a team wrote, and the one that is made."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index.digests import central
from index.digests.central import Candidate
from index.digests.curated import curated_tour
from index.digests.made import MOST, _Making, made_tour, telling_phrases
from index.digests.steps import shuffled
from index.digests.tour import Tour, tour
from index.domain import Verdict
from index.errors import NotFoundError
from index.library import Library
from tests.conftest import SEEDS, corpus
from tests.index.digests.tours import NO_PROSE, QUAYS, TWO, tour_text

Builder = Callable[[Mapping[str, str]], Library]


def written(library: Library, tmp_path: Path, text: str) -> Tour:
    """Return the tour in a file of that text."""
    found = curated_tour(library, corpus(tmp_path / "team", {"tour.md": text}) / "tour.md")
    assert found is not None
    return found


def ids(library: Library, key: str) -> list[str]:
    """Return the ids of a document's passages."""
    return [one.id for one in library.passages(key)]


def test_the_tour_of_the_repository_is_sound(real_library: Library) -> None:
    """Both documents are gone through, and each question finds its own passage first."""
    found = tour(real_library, SEEDS / "tour.md")
    assert found.curated
    assert found.problems == ()
    assert 5 <= len(found.steps) <= 10
    assert {step.citation.key for step in found.steps} == {"embassy", "renault"}
    for step in (*found.steps, *found.check):
        answer = real_library.ask(step.question)
        assert answer.citations[0].passage_id == step.citation.passage_id, step.question
        assert step.citation.window != step.citation.quote or step.citation.paragraph == 1


def test_a_tour_is_made_of_the_repositorys_documents(real_library: Library) -> None:
    """Without a team's own, its steps are of both documents, none twice, the same each time."""
    made = tour(real_library, SEEDS / "nowhere.md")
    assert not made.curated
    assert 4 <= len(made.steps) <= MOST
    passages = [step.citation.passage_id for step in made.steps]
    assert len(set(passages)) == len(passages)
    assert {step.citation.key for step in made.steps} == {"embassy", "renault"}
    assert [step.citation.number for step in made.steps] == list(range(1, len(passages) + 1))
    assert made_tour(real_library) == made


def test_the_questions_of_a_made_tour_are_words_of_the_text(real_library: Library) -> None:
    """Between our fixed words stand the title and words of the passage, and it is found first."""
    for step in made_tour(real_library).steps:
        what, title, say, phrase, end = step.question.replace("”", "“").split("“")
        assert (what, say, end) == ("What does ", " say on ", "?")
        assert title == step.citation.title
        assert phrase in step.citation.quote
        assert real_library.ask(step.question).citations[0].quote == step.citation.quote


def asked(library: Library) -> list[str]:
    """Return the phrases that a tour of the library's passages may ask for."""
    store = library.snapshot.store
    rows = range(library.snapshot.manifest.passages)
    own = telling_phrases(library, [Candidate(row, store.passage(row)) for row in rows])
    return sorted(phrase for phrases in own for phrase in phrases)


def test_phrases_are_of_nouns_and_one_word_alone_is_a_name_or_rare(fake_library: Builder) -> None:
    """No verb, no month and no common word of a text makes a question of itself."""
    library = fake_library(
        {
            "a.md": "The state needs evidence; in Sept. everybody read a report on Beijing.\n",
            "b.md": "The state has no evidence in the report, and cyberspace depends on it.\n",
        }
    )
    assert asked(library) == ["Beijing", "cyberspace"]


def test_a_sentence_of_a_script_without_spaces_is_no_phrase(fake_library: Builder) -> None:
    """What stands between two marks is one, if it is short."""
    short, long = "\u7f8e\u56fd\u548c\u4e2d\u56fd", "\u6e2f" * 30
    library = fake_library({"a.md": f"---\nlanguage: zh\n---\n\n{long}\uff0c{short}\u3002\n"})
    assert asked(library) == [short]


def test_documents_come_by_date_and_undated_ones_last(fake_library: Builder) -> None:
    """The order is that of dates, and in a document that of its paragraphs; a table is no step."""
    made = made_tour(fake_library(TWO))
    places = [(step.citation.key, step.citation.paragraph) for step in made.steps]
    assert places == sorted(places)
    assert {key for key, _ in places} == {"quays", "teas"}
    assert ("teas", 3) not in places


def test_one_document_of_three_passages_is_enough(fake_library: Builder) -> None:
    """A small corpus gives a short tour."""
    made = made_tour(fake_library({"quays.md": QUAYS}))
    assert [step.citation.paragraph for step in made.steps] == [1, 2, 3]
    assert sorted(step.question for step in made.check) == sorted(
        step.question for step in made.steps
    )


@pytest.mark.parametrize("files", [NO_PROSE, {"a.md": "Crane.\n"}])
def test_where_none_can_be_made_that_is_told(
    fake_library: Builder, files: Mapping[str, str]
) -> None:
    """A corpus without prose has no tour; the sentence says where to look instead."""
    with pytest.raises(NotFoundError, match=r"No tour can be made .* `dossier sources`"):
        made_tour(fake_library(files))


def test_what_a_team_writes_is_taken_as_it_is(fake_library: Builder, tmp_path: Path) -> None:
    """Questions, marked words and the team's own words stay as they were written."""
    library = fake_library(TWO)
    first = ids(library, "teas")[0]
    text = tour_text(("How warm?", first, "> poured at eighty degrees\n\nMind the kettle."))
    (step,) = written(library, tmp_path, text).steps
    assert (step.question, step.note) == ("How warm?", "Mind the kettle.")
    assert step.citation.window == "poured at eighty degrees"
    assert step.citation.passage_id == first


def test_the_self_check_is_the_teams_or_the_steps_in_another_order(
    fake_library: Builder, tmp_path: Path
) -> None:
    """What stands under its heading is asked at the end; else the same questions, shuffled."""
    library = fake_library(TWO)
    steps = [(f"Q{i}?", id_, "") for i, id_ in enumerate(ids(library, "quays"))]
    own = written(library, tmp_path, tour_text(*steps))
    assert sorted(one.question for one in own.check) == ["Q0?", "Q1?", "Q2?"]
    assert [one.question for one in own.check] != ["Q0?", "Q1?", "Q2?"]
    assert own.check == shuffled(own.steps)
    asked = f"{tour_text(*steps)}\n## Self-check\n\n### Sure?\n{steps[0][1]}\n"
    assert [one.question for one in written(library, tmp_path / "b", asked).check] == ["Sure?"]


def test_a_passage_that_is_gone_costs_its_step_alone(
    fake_library: Builder, tmp_path: Path
) -> None:
    """It is told with its line and the closest id, and the steps are numbered without it."""
    library = fake_library(TWO)
    first, second, _ = ids(library, "quays")
    typo = f"{first[:-1]}{'a' if first[-1] != 'a' else 'b'}"
    text = tour_text(("A?", typo, ""), ("B?", second, ""), ("C?", "bread-abcdef", ""))
    found = written(library, tmp_path, text)
    assert [(step.question, step.citation.number) for step in found.steps] == [("B?", 1)]
    near, far = found.problems
    assert near == (
        f"tour.md, line 3: there is no passage {typo}, so the step is left out; the closest id is"
        f" {first}."
    )
    assert far.endswith("`dossier sources` lists the documents.")


def test_marked_words_find_a_passage_whose_text_was_changed(
    fake_library: Builder, tmp_path: Path
) -> None:
    """An edit changes a passage's id; words that are still there keep the step."""
    library = fake_library(TWO)
    third = ids(library, "quays")[2]
    text = tour_text(("Who mends?", "quays-aaaaaa", "> Fishermen mend their nets along"))
    found = written(library, tmp_path, text)
    assert [step.citation.passage_id for step in found.steps] == [third]
    (problem,) = found.problems
    assert problem.endswith(f"the words to mark stand in {third} now: write that id.")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (0, 2, 1)])
def test_two_steps_whose_passages_became_one_are_one(
    fake_library: Builder, tmp_path: Path, order: tuple[int, ...]
) -> None:
    """An edit may put two paragraphs together; the step that comes later is left out and told."""
    library = fake_library(TWO)
    first, second, _ = ids(library, "quays")
    built, worked = "built of granite by masons", "who worked there for nine years"
    steps = [
        ("Built of what?", "quays-aaaaaa", f"> {built}"),
        ("Who keeps it?", second, ""),
        ("For how long?", "quays-bbbbbb", f"> {worked}"),
    ]
    text = tour_text(*(steps[at] for at in order))
    asked = f"{text}\n## Self-check\n\n### Sure?\n{first}\n\n### Still sure?\n{first}\n"
    found = written(library, tmp_path, asked)
    shown = [step.citation.passage_id for step in found.steps]
    assert sorted(shown) == sorted([first, second])
    assert found.steps[0].question == steps[order[0]][0]
    assert len(found.check) == 2
    *_, problem = found.problems
    assert len(found.problems) == 2
    assert f"the passage is {first}, that of line" in problem
    assert problem.endswith("already; leave one out.")


def test_words_that_are_not_there_are_told(fake_library: Builder, tmp_path: Path) -> None:
    """The step stays, with nothing marked."""
    library = fake_library(TWO)
    text = tour_text(("Who?", ids(library, "quays")[0], "> built of bread"))
    found = written(library, tmp_path, text)
    assert found.steps[0].citation.window == found.steps[0].citation.quote
    assert "line 3: the words to mark are not in the passage" in found.problems[0]


@pytest.mark.parametrize("content", ["", "## Who?\n\nquays-aaaaaa\n", "---\ntitle: T\n---\n"])
def test_a_tour_without_a_step_is_stood_in_for(
    fake_library: Builder, tmp_path: Path, content: str
) -> None:
    """The one that is made is shown, with what is wrong with the team's."""
    library = fake_library(TWO)
    file = corpus(tmp_path / "team", {"tour.md": content}) / "tour.md"
    found = tour(library, file)
    assert not found.curated
    assert found.steps == made_tour(library).steps
    assert len(found.problems) == 1


def test_a_step_that_there_is_not_is_told(fake_library: Builder) -> None:
    """Steps are counted from 1."""
    made = made_tour(fake_library({"quays.md": QUAYS}))
    assert made.step(1) == made.steps[0]
    for number in (0, 4):
        with pytest.raises(NotFoundError, match="has the steps 1 to 3"):
            made.step(number)


def test_one_step_alone_is_not_shuffled(fake_library: Builder) -> None:
    """There is no other order of one question, and none of none."""
    (first, *_) = made_tour(fake_library(TWO)).steps
    assert shuffled([first]) == (first,)
    assert shuffled([]) == ()


def test_of_a_large_corpus_a_sample_is_looked_at(
    fake_library: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many passages there are, no more are read than the sample has, evenly spread."""
    library = fake_library(TWO)
    monkeypatch.setattr(central, "SAMPLE", 3)
    places = [(step.citation.key, step.citation.paragraph) for step in made_tour(library).steps]
    assert len(places) == 3
    assert {key for key, _ in places} == {"quays", "teas"}


def test_a_long_title_is_no_part_of_the_question(fake_library: Builder) -> None:
    """The question stays short; the card names the document anyway."""
    title = "On quays, cranes and harbours " * 4
    made = made_tour(fake_library({"quays.md": QUAYS.replace("The quays of the old port", title)}))
    assert made.steps
    assert all(step.question.startswith("What is said on “") for step in made.steps)


def test_what_the_library_doubts_is_better_than_no_tour(
    fake_library: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Questions that find their passage are shown where none is thought to be answered."""
    monkeypatch.setattr("index.library.verdict_of", lambda _: Verdict.NOT_IN_CORPUS)
    made = made_tour(fake_library({"quays.md": QUAYS}))
    assert [step.citation.paragraph for step in made.steps] == [1, 2, 3]


def test_documents_are_used_evenly(fake_library: Builder) -> None:
    """A long document does not keep a short one out."""
    long = "\n\n".join(
        f"Painters from {name} gave the {name} gate its colours; the masons of {name} paid them."
        for name in "Bergen Cadiz Dover Emden Fiume Genoa Hull Izmir Jaffa Kiel Lagos".split()
    )
    made = made_tour(fake_library({"long.md": f"---\ntitle: Long\n---\n\n{long}\n", **TWO}))
    counted = Counter(step.citation.key for step in made.steps)
    assert set(counted) == {"long", "quays", "teas"}
    assert counted["long"] <= 3


def test_where_the_title_leads_elsewhere_the_question_goes_without(real_library: Library) -> None:
    """A question is tried without the title before its passage is given up."""
    making = _Making(real_library, [])
    (passage,) = [one for one in real_library.passages("embassy") if one.number == 5]
    row = real_library.snapshot.store.rows_of("embassy")[4]
    making.failed.append((Candidate(row, passage), "China’s attention"))
    (step,) = making.steps()
    assert step.question == "What is said on “China’s attention”?"
    assert step.citation.passage_id == passage.id

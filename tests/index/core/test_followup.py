"""Tests of ``index.core.followup``."""

import pytest

from index.core.followup import carries, is_follow_up, joined


@pytest.mark.parametrize(
    "question",
    [
        "and Russia?",
        "And the patriotic hackers?",
        "why?",
        "Why is this bad?",
        "when was that?",
        "what did he say?",
        "who is she?",
        "Does he mention Google?",
        "how many of them?",
        "what about the allies?",
        "How about the EU?",
        "but why China?",
        "or Beijing?",
        "tell me more",
        "anything else?",
        "could you elaborate?",
        "what does that mean?",
        "since when?",
        "any examples?",
        "did they agree?",
        "and what did the counselor say?",
        "same for Russia",
        "what of Donilon?",
        "what happened then?",
        "ok so what did they want",
        "ok and the EU?",
        "Yes, but why China?",
        "hmm... what about Iran",
        "is there another one",
        "WHAT WERE THOSE DETAILS",
        "  …and him?",
    ],
)
def test_follow_up(question: str) -> None:
    """What is only understood with the question before it is a follow-up."""
    assert is_follow_up(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who is Captain Renault?",
        "What did Donilon say about the details?",
        "Who are the patriotic hackers?",
        "What did the New York Times report about Russia?",
        "Why would the US not go down that road on speech in China?",
        "who invited the author to lunch at the embassy",
        "how did China respond to the indictments of military officers",
        "what is cyberterrorism according to the Russians",
        "captin renalt",
        '"shocked shocked"',
        "How many officials were indicted?",
        "What makes it hard to verify offensive code in arms control?",
        "does beijing like patriotic hackers",
        "Which newspaper wrote about talks with Moscow?",
        "Is China an advanced cyber power?",
        "lunch",
        "Did the United States share details of intrusions with China?",
        "how does Beijing react when it is confronted with evidence of cyber espionage",
        "Should the US talk with China about cyber conflict?",
        "What do cross-border investigations limit and deter?",
        "So who attended the meal with the Chinese diplomat at the embassy?",
        "Who else besides the counselor was at the lunch with the author?",
        "Andorra and cyber crime",
        "Norway and the Hague",
        "ok computers",
        "Solar power plants",
        "sources of malware",
        "orchards of Taiwan",
        "雨",
    ],
)
def test_full_question(question: str) -> None:
    """What says by itself what it is about is none, though a word in it may point back."""
    assert not is_follow_up(question)


def test_joined_with_words_of_its_own() -> None:
    """What a follow-up asks stands first, what it leans on behind it."""
    before = "Who are the patriotic hackers?"
    assert joined("and Russia?", before) == "and Russia: Who are the patriotic hackers?"


@pytest.mark.parametrize("question", ["why?", "tell me more", "what does it say?", "how many?"])
def test_joined_without_words_of_its_own(question: str) -> None:
    """A follow-up that names nothing leaves what was asked before as it is."""
    assert joined(question, "Who are the patriotic hackers?") == "Who are the patriotic hackers?"


def test_joined_again_and_again() -> None:
    """However many follow-ups there are, what is carried on is bounded, the latest kept."""
    before = "Who are the patriotic hackers?"
    for number in range(200):
        before = joined(f"and country{number}?", before)
    assert before.startswith("and country199: and country198: ")
    assert len(before) == 600


def test_joined_is_a_follow_up_no_longer() -> None:
    """Read together, a follow-up and its question are a question with words of its own."""
    assert not is_follow_up(joined("Russia?", "Who are the patriotic hackers?"))


@pytest.mark.parametrize("question", ["Who is Captain Renault?", "why?"])
def test_a_question_is_found_in_what_leans_on_it(question: str) -> None:
    """However many follow-ups lean on it, the words of a question are found, and its own first."""
    before = question
    assert carries(before, question)
    for follow_up in ("and Donilon?", "why?", "and what of Google?"):
        before = joined(follow_up, before)
        assert carries(before, question) or question == "why?"


def test_a_question_is_found_where_it_was_cut() -> None:
    """What is carried on is bounded; the rest of a question at its end is found, too."""
    question = "Which firms did the hackers of whom he speaks attack in that year? " * 9
    before = question
    for follow_up in ("and the Russian firms?", "and the Chinese ministries?"):
        before = joined(follow_up, before)
    assert len(before) == 600
    assert question.strip() not in before
    assert carries(before, question.strip())


@pytest.mark.parametrize(
    "before", ["Who is Donilon?", "why?: no", "Who is Donilon? " * 40, "and then: Who was it?"]
)
def test_another_question_is_not_found(before: str) -> None:
    """What was never asked is not found, nor a question without words of its own in others."""
    assert not carries(before, "Who is Captain Renault?")
    assert not carries(before, "when?")

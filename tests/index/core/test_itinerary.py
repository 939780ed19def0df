"""Tests of ``index.core.itinerary``."""

import pytest

from index.core.itinerary import (
    MAX_NOTE,
    MAX_QUESTION,
    MAX_STEPS,
    Itinerary,
    Written,
    itinerary_of,
    span_of,
)

WHOLE = """\
# A way in

What stands here is for those who read the file.

## Who is poured over leaves?
tea-abcdef
> Tea is poured

Mind the second part.

<!-- nobody sees this -->
It comes later, too.

## What broke the crane?

`storm-abcdef`

## Self-check

### What is left to stand?

tea-bcdefg
"""


def only(itinerary: Itinerary) -> str:
    """Return the one thing that is wrong."""
    (problem,) = itinerary.problems
    return problem


def test_a_whole_tour() -> None:
    """Questions, ids, marked words and the team's own are told apart; comments are left out."""
    found = itinerary_of(WHOLE)
    assert found.problems == ()
    first, second = found.steps
    note = "Mind the second part.\nIt comes later, too."
    assert first == Written(6, "Who is poured over leaves?", "tea-abcdef", "Tea is poured", note)
    assert second == Written(16, "What broke the crane?", "storm-abcdef", None, None)
    assert found.check == (Written(22, "What is left to stand?", "tea-bcdefg", None, None),)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_matter(end: str) -> None:
    """A file that was written on another system is the same tour, line for line."""
    assert itinerary_of(WHOLE.replace("\n", end)) == itinerary_of(WHOLE)


def test_marked_words_may_run_over_lines() -> None:
    """A quotation of several lines is one."""
    (step,) = itinerary_of("## Who?\ntea-abcdef\n> Tea is\n> poured").steps
    assert step.marked == "Tea is poured"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1: there is no step in it"),
        ("Words, and no question.", "line 1: there is no step in it"),
        ("---\ntitle: Tour\n---\n\n## Who?\ntea-abcdef", "line 1: there is front matter"),
        ("## Who?\n\nSomebody.", "line 1: this question has no passage"),
        ("\n##\ntea-abcdef", "line 3: the heading is empty"),
        (f"## {'a' * (MAX_QUESTION + 1)}\ntea-abcdef", "line 2: the question has over 300"),
        (f"## Who?\ntea-abcdef\n\n{'a' * (MAX_NOTE + 1)}", "line 2: the words below the id"),
        (
            "## Who?\ntea-abcdef\n## What?\ntea-abcdef",
            "line 4: the passage tea-abcdef is that of line 2 already",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, problem: str) -> None:
    """Each mistake is a sentence that begins with the line to mend."""
    assert only(itinerary_of(text)).startswith(problem)


def test_the_other_steps_stay() -> None:
    """A mistake costs its own step alone."""
    found = itinerary_of("## One?\n\n## Two?\ntea-abcdef")
    assert [step.question for step in found.steps] == ["Two?"]
    assert only(found).startswith("line 1:")


def test_too_many_steps() -> None:
    """What is too much is left out, each with its line; the self-check is counted by itself."""
    many = "".join(f"## Q{i}?\ntea-abcde{chr(97 + i)}\n" for i in range(MAX_STEPS + 1))
    found = itinerary_of(f"{many}## Self check:\n### Again?\ntea-abcdea")
    assert (len(found.steps), len(found.check)) == (MAX_STEPS, 1)
    assert only(found) == "line 52: a tour has at most 25 questions; this one is left out."


def test_a_passage_may_answer_two_questions_of_the_self_check() -> None:
    """Only steps are no two of one passage."""
    text = "## Who?\ntea-abcdef\n## Self-check\n### A?\ntea-abcdef\n### B?\ntea-abcdef"
    assert len(itinerary_of(text).check) == 2


def test_words_are_found_whatever_their_typography() -> None:
    """Quotation marks, dashes and spaces may be typed otherwise."""
    text = "He said:  “It’s over” – and left."
    start, end = span_of('"It\'s over" - and', text) or (0, 0)
    assert text[start:end] == "“It’s over” – and"
    assert span_of("it was over", text) is None
    assert span_of("", text) is None

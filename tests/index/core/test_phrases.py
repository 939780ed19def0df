"""Tests of ``index.core.phrases``."""

import pytest

from index.core.phrases import runs_of, untold


def phrases(text: str) -> list[str]:
    """Return the phrases themselves."""
    return [text[start:end] for start, end in runs_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("It is what it is.", []),
        ("In the 19th century, in 2009.", []),
        ("Der Hafen wurde erweitert.", ["Der Hafen wurde erweitert"]),
        ("Der alte Hafen wurde erweitert.", []),
        ("Kai\u2013Hafen, alter Damm.", ["alter Damm"]),
        ("Ein Kai\nam alten Hafen.", ["Ein Kai", "alten Hafen"]),
        (
            "\u6e2f\u53e3\u6269\u5efa\u4e86\uff0c\u5927\u5bb6\u5f88\u9ad8\u5174\u3002",
            ["\u6e2f\u53e3\u6269\u5efa\u4e86", "\u5927\u5bb6\u5f88\u9ad8\u5174"],
        ),
        ("\u6e2f" * 13 + "\u3002", []),
    ],
)
def test_phrases_stand_between_marks_and_words_of_grammar(text: str, expected: list[str]) -> None:
    """Not dates, parts of longer words, nor a sentence of a script without spaces."""
    assert phrases(text) == expected


def test_what_the_title_says_is_no_phrase() -> None:
    """A phrase that the title has half of tells nothing more, unless there is no other."""
    some = ["exodus of Huguenots", "brain drain"]
    assert untold(some, "The Huguenot") == ["brain drain"]
    assert untold(some[:1], "Huguenots") == some[:1]
    assert untold([], "Huguenots") == []

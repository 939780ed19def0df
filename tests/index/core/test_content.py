"""Tests of ``index.core.content``."""

from index.core.content import all_words, content_words, is_telling

TEXT = "What does the author's article say of arm's-length U.S. hackers?"


def test_words_stand_where_they_say() -> None:
    """Every word is the part of the text that its span names, in order."""
    words = all_words(TEXT)
    assert [word.text for word in words[-3:]] == ["arm's-length", "U.S", "hackers"]
    assert all(TEXT[word.start : word.end] == word.text for word in words)


def test_grammar_is_no_content() -> None:
    """What only holds a sentence together is left out."""
    written = [word.text for word in content_words(TEXT)]
    assert written == ["author's", "article", "arm's-length", "U.S", "hackers"]


def test_words_about_the_text_tell_nothing_of_it() -> None:
    """Who speaks of an author or an article asks for something else."""
    told = [word.text for word in filter(is_telling, all_words(TEXT))]
    assert told == ["arm's-length", "U.S", "hackers"]

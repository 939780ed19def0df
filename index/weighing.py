"""A query and the passage that comes first -> the evidence that it answers."""

from index.core.content import all_words, is_telling, opens_sentence
from index.core.evidence import Evidence, Match, evidence_of
from index.domain import Passage
from index.ports import Floats, LexicalIndex, Reading
from index.rescoring import Place, Rescorer


class Weigher:
    """Weighs what speaks for a passage, with the same model and words that found it."""

    def __init__(self, rescorer: Rescorer, words: LexicalIndex) -> None:
        self._rescorer = rescorer
        self._words = words

    def evidence(
        self, asked: list[tuple[str, Reading]], found: Place, passage: Passage, cosine: float
    ) -> Evidence:
        """Return the evidence for the passage that was found.

        ``asked`` are the query's text and, for a follow-up, that of the question before it, each
        as the model read it.
        """
        matches: list[Match] = []
        for text, reading in asked:
            (near,) = self._rescorer.nearest(reading.tokens, [found])
            matches += self._matches(text, reading, near)
        question = " ".join(text for text, _ in asked)
        return evidence_of(question, matches, passage.text, cosine)

    def _matches(self, text: str, reading: Reading, near: Floats) -> list[Match]:
        found = []
        for word in filter(is_telling, all_words(text)):
            terms = self._words.terms(word.text)
            tokens = [
                i
                for i, (start, end) in enumerate(reading.spans)
                if start < word.end and end > word.start
            ]
            if terms and tokens:  # what the model no longer reads cannot be compared
                found.append(
                    Match(
                        word.text,
                        opens_sentence(text, word),
                        float(near[tokens].mean()),
                        tuple(map(self._words.idf, terms)),
                        tuple(map(self._words.has, terms)),
                    )
                )
        return found

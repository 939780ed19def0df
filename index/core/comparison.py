"""Quote + stretch of a source -> how they differ, word by word, and how much of it agrees."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.core.alignment import Step, aligned, same
from index.core.quotes import MIN_QUOTE_WORDS, Kind, Quote, Token
from index.domain import Run, Side
from index.ports import Span

_STRAY = 2
"""Words at an end of the quote that the source does not have are no misquotation from here on, but
stand beside the quote; one alone was exchanged."""
_DIFFERS = 0.25
"""What a word that differs takes from the run that it stands in, where one that agrees adds 1."""
_BEFORE_QUOTE = frozenset('":')
_AFTER_QUOTE = frozenset('"-(')
# Cut from these, a word says the opposite.
_NEGATING = frozenset("non anti un counter never not no".split())
_NEGATED = frozenset("free less proof".split())
_HYPHENS = "-‐‑"


@dataclass(frozen=True, slots=True)
class Piece:
    """A token of the quote, of the source, or of both where one stands for the other."""

    side: Side
    quote: Token | None
    source: Token | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quote beside the stretch of the source that it is nearest to."""

    pieces: tuple[Piece, ...]
    quoted: Span  # of the quote's text: all but an attribution
    span: Span | None  # of the source's text; ``None`` where no word agrees

    @property
    def verbatim(self) -> bool:
        """Whether all of the quote, and of the source between its ends, agrees."""
        return self.span is not None and all(
            piece.side in {Side.BOTH, Side.GAP} for piece in self.pieces
        )

    @property
    def gaps(self) -> int:
        """How many gaps of the quote leave something out."""
        return sum(piece.quote is not None and piece.side is Side.GAP for piece in self.pieces)

    @property
    def changed(self) -> tuple[int, int]:
        """How many words differ, on the side that has more of them, and how many are quoted."""
        alone = {Side.QUOTE: 0, Side.SOURCE: 0}
        words = 0
        for piece in self.pieces:
            token = piece.quote or piece.source
            if token is not None and token.kind is Kind.WORD:
                words += piece.quote is not None
                if piece.side in alone:
                    alone[piece.side] += 1
        return max(alone.values()), words

    def agreement(self, weight: Callable[[Token], float]) -> tuple[float, float]:
        """Return the weight of the words that agree, and its share of that of all words.

        What either side has alone counts half, since words exchanged stand on both.
        """
        agreed = differing = 0.0
        for piece in self.pieces:
            token = piece.source or piece.quote
            if token is None or token.kind is not Kind.WORD:
                continue
            if piece.side is Side.BOTH:
                agreed += weight(token)
            elif piece.side is not Side.GAP:
                differing += weight(token) / 2
        return agreed, agreed / (agreed + differing) if agreed else 0.0


def compared(quote: Quote, source: str, tokens: Sequence[Token]) -> Comparison:
    """Return how ``quote`` compares with the stretch of ``source`` that has the ``tokens``."""
    pieces = list(_pieces(quote.tokens, tokens, aligned(quote.tokens, tokens)))
    first, last = _heart(pieces)
    if first == last:
        return Comparison(tuple(pieces), (0, len(quote.text)), None)
    before, body, after = pieces[:first], pieces[first:last], pieces[last:]
    if _stray(before):
        before = [Piece(Side.QUOTE, p.quote, None) for p in before if p.quote]
    if _stray(after):
        after = [Piece(Side.QUOTE, p.quote, None) for p in after if p.quote]
    if _is_attribution(before, after, body):
        before, after = [], []
    pieces = _with_whole_words([*before, *body, *after], source, tokens)
    quotes = [piece.quote for piece in pieces if piece.quote]
    sources = [piece.source for piece in pieces if piece.source]
    whole = len(quotes) == len(quote.tokens)
    return Comparison(
        tuple(pieces),
        (0, len(quote.text)) if whole else (quotes[0].start, quotes[-1].end),
        (sources[0].start, sources[-1].end),
    )


def difference(comparison: Comparison, quote: str, source: str) -> tuple[Run, ...]:
    """Return the runs of words of one side, in order, as they stand in their texts."""
    quotes = [piece.quote for piece in comparison.pieces if piece.quote]
    sources = [piece.source for piece in comparison.pieces if piece.source]
    after = {
        Side.QUOTE: {a.end: b.start for a, b in pairwise(quotes)},
        Side.SOURCE: {a.end: b.start for a, b in pairwise(sources)},
    }
    runs = []
    for side, group in groupby(_untangled(comparison.pieces), key=lambda piece: piece.side):
        if side is Side.QUOTE:
            tokens = [piece.quote for piece in group if piece.quote]
            runs.append(Run(side, _text(quote, tokens, after[Side.QUOTE])))
        else:
            tokens = [piece.source for piece in group if piece.source]
            runs.append(Run(side, _text(source, tokens, after[Side.SOURCE])))
    return tuple(runs)


def _pieces(quote: Sequence[Token], source: Sequence[Token], steps: list[Step]) -> list[Piece]:
    pieces = []
    in_gap = False
    for i, j in steps:
        ours = None if i is None else quote[i]
        theirs = None if j is None else source[j]
        if ours and theirs:
            in_gap = False
            if ours.kind is Kind.GAP or same(ours, theirs):
                pieces.append(Piece(Side.BOTH, ours, theirs))
            else:
                pieces.append(Piece(Side.SOURCE, None, theirs))
                pieces.append(Piece(Side.QUOTE, ours, None))
        elif ours:
            in_gap = ours.kind is Kind.GAP
            pieces.append(Piece(Side.GAP if in_gap else Side.QUOTE, ours, None))
        else:
            pieces.append(Piece(Side.GAP if in_gap else Side.SOURCE, None, theirs))
    return pieces


def _heart(pieces: Sequence[Piece]) -> Span:
    """Return the run of pieces in which most agrees, from a word that does to another.

    Around it a word may agree by chance: the "the" of what stands beside the quote.
    """
    best, heart = 0.0, (0, 0)
    start: int | None = None
    score = 0.0
    for i, piece in enumerate(pieces):
        token = piece.source or piece.quote
        if piece.side is Side.GAP or token is None or token.kind is not Kind.WORD:
            continue
        if piece.side is not Side.BOTH:
            score -= _DIFFERS
            continue
        if start is None or score < 0:
            start, score = i, 0.0
        score += 1
        if score >= best:
            best, heart = score, (start, i + 1)
    return heart


def _words(pieces: Sequence[Piece]) -> int:
    return sum(piece.quote is not None and piece.quote.kind is Kind.WORD for piece in pieces)


def _stray(edge: Sequence[Piece]) -> bool:
    return _words(edge) >= _STRAY


def _is_attribution(
    before: Sequence[Piece], after: Sequence[Piece], body: Sequence[Piece]
) -> bool:
    """Tell whether what stands beside the quote only says whose it is.

    That is words set apart, '... wrote: "' or '" (The Times)', around what agrees to the letter.
    """
    exact = all(piece.side in {Side.BOTH, Side.GAP} for piece in body)
    if not (before or after) or not exact or _words(body) < MIN_QUOTE_WORDS:
        return False
    leads = [piece.quote.key for piece in before if piece.quote]
    trails = [piece.quote.key for piece in after if piece.quote]
    return (not leads or (_stray(before) and leads[-1] in _BEFORE_QUOTE)) and (
        not trails or (_stray(after) and bool(_AFTER_QUOTE & set(trails[:2])))
    )


def _with_whole_words(pieces: list[Piece], source: str, tokens: Sequence[Token]) -> list[Piece]:
    """Add what the quote cuts off a hyphenated word so that it says the opposite: "non-lethal"."""
    places = {token.start: i for i, token in enumerate(tokens)}
    found = [places[piece.source.start] for piece in pieces if piece.source]
    first, last = found[0], found[-1]
    if first > 1 and _negates(source, tokens[first - 2 : first + 1], tokens[first - 2]):
        pieces = [*(Piece(Side.SOURCE, None, t) for t in tokens[first - 2 : first]), *pieces]
    if last + 2 < len(tokens) and _negates(source, tokens[last : last + 3], tokens[last + 2]):
        pieces = [*pieces, *(Piece(Side.SOURCE, None, t) for t in tokens[last + 1 : last + 3])]
    return pieces


def _negates(source: str, word: Sequence[Token], part: Token) -> bool:
    """Tell whether the tokens are one word with a hyphen in it that the ``part`` negates."""
    between = source[word[0].end : word[-1].start]
    known = _NEGATING if part is word[0] else _NEGATED
    return len(between) == 1 and between in _HYPHENS and part.key.lower() in known


def _untangled(pieces: Sequence[Piece]) -> list[Piece]:
    """Bring what was exchanged in a row together: the source's words, then the quote's."""
    ordered: list[Piece] = []
    for changed, group in groupby(pieces, lambda p: p.side in {Side.SOURCE, Side.QUOTE}):
        run = list(group)
        ordered += sorted(run, key=lambda p: p.side is Side.QUOTE) if changed else run
    return ordered


def _text(text: str, tokens: Sequence[Token], after: Mapping[int, int]) -> str:
    """Return what stands from the first token to the last, and the space that follows it."""
    if not tokens:
        return ""
    end = tokens[-1].end
    space = filter(str.isspace, text[end : after.get(end, end)])
    return text[tokens[0].start : end] + "".join(space)

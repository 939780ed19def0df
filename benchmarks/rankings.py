"""What a set in BEIR layout says of two ways to index it -> a table."""

from collections.abc import Mapping

from index.evaluation.beir import RankingFigures

MEASURES = ("nDCG@10", "recall@10", "recall@100")


def print_rankings(ways: Mapping[str, RankingFigures]) -> None:
    """Print the figures of the vectors alone and of the full ranking, a line a way."""
    print(f"{'':24}" + "".join(f"{measure:>12}" for measure in MEASURES))
    for ranking in ("dense", "full"):
        for way, figures in ways.items():
            of = figures.rankings[ranking]
            cells = "".join(f"{of[measure]:12.4f}" for measure in MEASURES)
            print(f"{f'{ranking}, {way}':24}{cells}")

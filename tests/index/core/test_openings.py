"""Tests of ``index.core.openings``."""

import pytest

from index.core.openings import stands_alone


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("The crane was mended.", True),
        ("“Cranes lift boxes.”", True),
        ("Cranes such as these lift boxes.", False),
        ("Towers such as cranes lift boxes.", True),
        ("It was mended.", False),
        ("However, it was mended.", False),
        ("After this, it was mended.", False),
        ("...", False),
    ],
)
def test_what_begins_with_what_stands_before_it(text: str, *, alone: bool) -> None:
    """A first word that points back gives it away."""
    assert stands_alone(text) is alone

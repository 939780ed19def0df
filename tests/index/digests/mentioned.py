"""Documents of several dates that mention people, and what tests of mentions ask of them."""

from collections.abc import Callable, Mapping

from index.digests.mentions import Mentions, cited
from index.library import Library

Build = Callable[[Mapping[str, str]], Library]

MENTIONING = {
    "late.md": "---\ndate: 2014-05\n---\n\nAs Tom Donilon said, hackers met. Donilon left.\n\n"
    "The People's Liberation Army (PLA) denied it; the PLA hacked nobody.\n",
    "early.md": "---\ndate: 2009\n---\n\nIt was Advisor Donilon who told us of one hacker.\n\n"
    "In the US nobody saw Donilon\u2019s cat, nor China.\n",
    "undated.md": "Nothing here but Tom Donilon, and a PLA of plastic made by Ann Brown.\n",
    "other.md": "---\ndate: 2001\n---\n\nA Donilon street is a street. Bob Brown lives there.\n",
}


def keys(library: Library, found: Mentions) -> list[str]:
    """Return whose passages are found, in order."""
    return [citation.key for citation in cited(library, found.passages)]

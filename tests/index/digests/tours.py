"""Documents of prose that a tour can be made of, and tours that a team wrote."""

QUAYS = """\
---
title: The quays of the old port
date: 1999-05
---

The northern quay was built of granite by masons from the islands, who worked there for nine years.

A lighthouse of brass stands at the end of the southern quay, and its keeper still lives upstairs.

Fishermen mend their nets along the eastern quay every winter, when storms keep their boats ashore.
"""
TEAS = """\
---
title: A handbook of tea
---

Green tea is poured at eighty degrees, because boiling water would draw bitterness from its leaves.

Black tea withers overnight on bamboo racks before rollers bruise it and let the leaves turn brown.

| tea | minutes |
|---|---|
| green | 2 |

Smoke of pine wood gives Lapsang its flavour, which travellers either cherish or never taste twice.
"""
TWO = {"quays.md": QUAYS, "teas.md": TEAS}
NO_PROSE = {"list.md": "- one crane\n- two cranes\n- three cranes\n"}


def tour_text(*steps: tuple[str, str, str]) -> str:
    """Return a tour of (question, passage id, what stands below)."""
    return "\n".join(f"## {question}\n\n{id_}\n{below}\n" for question, id_, below in steps)

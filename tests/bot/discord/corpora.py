"""Small corpora, whose answers the fake encoder makes plain to see."""

from collections.abc import Mapping

NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()

QUESTION = "harbour crane number"
"""Twelve passages answer it alike; nine of them, three pages, are kept."""

NONSENSE = "zebra xylophone"

HARBOUR = (
    "---\ntitle: The Harbour\npublisher: The Press\nauthor: A. Writer\ndate: 2009-12-14\n"
    "url: https://example.org/harbour\n---\n\n"
    + "\n\n".join(f"The harbour crane number {number} lifts boxes." for number in NUMBERS)
)
STORM = (
    "---\ntitle: After the Storm\ndate: 2013-02\nurl: http://example.org/storm\n---\n\n"
    "In winter a storm broke the harbour crane, and nobody mended it until spring came.\n"
)
TEA = (
    "---\ntitle: On Tea\n---\n\n"
    "Tea is poured over leaves and left to stand.\n\n"
    "Black tea is left to stand for longer than green tea.\n\n"
    "Nobody should ever pour milk into green tea, whatever the weather.\n"
)
_WALK = "The walk along the quay goes on and on past warehouses, ropes and nets; "
LONG = (
    "---\ntitle: A Long Walk\n---\n\n"
    f"{_WALK * 30}then comes a lighthouse made of brass; {_WALK * 70}and so it ends.\n"
)
"""One passage of one sentence: too long for a card, even for one of its own."""

MARKUP = (
    "---\ntitle: Of *Stars* and @everyone\n---\n\n"
    f"Asterisks {'**** a ' * 280}are many here.\n\n"
    "Hear, @everyone and <@123456789012345678>: ||secret|| [asterism](https://evil.example).\n"
)
"""A passage that takes twice its room in Discord's markup, and one that would ping."""

SHELF: Mapping[str, str] = {
    "harbour.md": HARBOUR,
    "long.md": LONG,
    "markup.md": MARKUP,
    "storm.md": STORM,
    "tea.md": TEA,
}

LIBRARY = {
    f"volume{number:02}.md": f"---\ntitle: Volume {number}\n---\n\nWords of volume {number}.\n"
    for number in range(30)
}
"""More documents than a page shows, or a menu offers."""

CRANES: Mapping[str, str] = {
    "quay.md": (
        "---\ntitle: The Quay\npublisher: The Press\nauthor: A. Writer\ndate: 2009-12-14\n"
        "url: https://example.org/quay\n---\n\n"
        "The harbour crane lifts heavy boxes out of every ship that comes.\n\n"
        "A driver of the harbour crane needs a licence and good eyes.\n\n"
        "Nobody has painted the harbour crane since it was bought second hand.\n\n"
        "Old maps show the harbour crane on the northern side of the bay.\n\n"
        "The council wants to sell the harbour crane to a museum next year.\n\n"
        "Bread is baked at four in the morning.\n"
    ),
    "gale.md": (
        "---\ntitle: After the Gale\ndate: 2013-02\nurl: https://example.org/gale\n---\n\n"
        "In winter a gale broke the harbour crane and flooded three cellars.\n\n"
        "Insurance paid for the harbour crane but not for any of the cellars.\n"
    ),
    "rust.md": (
        "---\ntitle: Of Rust\n---\n\nSalt water eats the harbour crane from its wheels upwards.\n"
    ),
    "tea.md": TEA,
}
"""Several documents that speak of one thing, no passage like another, and one that does not."""

"""What reads well by itself, and what does not."""

import pytest

from index.core.prose import is_prose

GOOD = (
    "When I pointed out that likely the indictment was part of a frustration on America’s part,"
    " the counselor seemed to accept that “much” had been done, and that more would follow."
)
CHINESE = (
    "外交部发言人表示，中方一贯反对任何形式的网络攻击，并愿意在相互尊重、平等互利的基础上，"
    "与各方就网络安全问题开展对话与合作，共同维护网络空间的和平与稳定。"
)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"“{GOOD}”",
        f"{GOOD}[12]",
        f"*{GOOD}*",
        f"{GOOD} (See Bell 2006.)",
        GOOD.replace(", ", ",\n"),
        CHINESE,
        f"In 2015, {GOOD}",
    ],
)
def test_sentences_are_prose(text: str) -> None:
    """Quoted, with a note, of several lines, or in Chinese."""
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Too short.",
        "He was shocked. Shocked!",
        GOOD * 10,
        GOOD[:-1],
        f"{GOOD[:-1]}:",
        GOOD[1:],
        f"and {GOOD}",
        f"- {GOOD}",
        f"3. {GOOD}",
        f"> {GOOD}",
        f"a) {GOOD}",
        f"| {GOOD} | {GOOD} |",
        f"{GOOD}\tTotal\t12.",
        "Alpha 12 (3.4%) 56 7,890 12.5 33 (1) 44 [2] 55; 66 / 77 = 88 – 99 + 100. " * 4,
        "\n".join(f"The name of a person number {n}," for n in range(12)) + " and one more.",
        f"{GOOD} https://a.example/one https://b.example/two https://c.example/three.",
        CHINESE[:30],
        "12. " + "34 " * 60 + ".",
    ],
)
def test_scraps_lists_and_tables_are_none(text: str) -> None:
    """Nor what begins or ends within a sentence, or takes more than a screen."""
    assert not is_prose(text)

"""Which passages a tour may be made of."""

import pytest

from index.core.prose import is_prose
from index.digests.central import LEAST_WORDS

SENTENCES = (
    "The crane was mended in spring, when the ice had gone and the ships came back to the quay. "
    "Nobody remembered what had broken it."
)

CHINESE = (
    "中美两国在网络安全问题上进行了多次对话，双方同意就恶意网络活动的信息和协助请求作出及时回应，"
    "并同意根据各自国家的法律合作调查网络犯罪，收集电子证据，减少源自其领土的恶意网络活动，"
    "双方还同意建立高级别联合对话机制。"
)


@pytest.mark.parametrize(
    "text",
    [
        SENTENCES,
        f"“{SENTENCES}”",
        CHINESE,
    ],
)
def test_prose(text: str) -> None:
    """Whole sentences of any language are."""
    assert is_prose(text, LEAST_WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The crane broke.",
        SENTENCES * 20,
        SENTENCES.rstrip("."),
        SENTENCES.replace("The crane", "the crane"),
        f"- {SENTENCES}\n- {SENTENCES}",
        f"1. {SENTENCES}",
        f"| Crane | Year |\n|---|---|\n| {SENTENCES} | 2009.",
        f"{SENTENCES} {'[more](https://example.org/a) ' * 3}.",
        f"> {SENTENCES}",
        "Crane 1 2009 312.5 88.1 17,200 4.4 12.6 91 2010 318.2 87.5 17,400 4.5 12.8 92 19 20 21.",
        "Harbour:\nNorth.\nCranes:\nTwelve.\nBuilt:\nIn 1812.\nMended:\nIn spring.\nOpen:\nYes.",
    ],
)
def test_no_prose(text: str) -> None:
    """What is short, cut, a list, a table, links or mostly numbers is not."""
    assert not is_prose(text, LEAST_WORDS)

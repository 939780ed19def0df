"""To take the tour, as somebody does by the buttons of its card."""

from typing import Any

from tests.bot.discord.place import Place
from tests.bot.discord.seen import labels, meanings, text_of


async def toured(here: Place, person: Any = None) -> Any:  # noqa: ANN401 (untyped)
    """Use the command, and return the message that only that person sees."""
    result = await (person or here.alice).slash(here.channel, "tour")
    assert result.response.ephemeral
    return result.response


async def on(here: Place, message: Any, times: int = 1) -> None:  # noqa: ANN401 (untyped)
    """Press the button that leads on."""
    for _ in range(times):
        await here.press(here.alice, message, _onward(message))


def _onward(message: Any) -> str:  # noqa: ANN401 (untyped)
    """Return what the button behind the one that leads back means."""
    shown = labels(message)
    place_ = next(i for i, label in enumerate(shown) if label.endswith("→"))
    off = sum(label == "← Back" for label in shown[:place_]) * ("Step 1 of" in text_of(message))
    return meanings(message)[place_ - off]

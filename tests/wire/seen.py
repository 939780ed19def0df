"""Message -> what a person sees of it."""

from collections.abc import Iterator

from tests.wire.payloads import Payload

BUTTON, TEXT_DISPLAY = 2, 10


def text_of(message: Payload) -> str:
    """Return all text of a message, a line each: content, embeds and components."""
    lines = [message["content"]]
    for embed in message["embeds"]:
        lines += [embed.get("title"), embed.get("description")]
    lines += [part.get("content") for part in _parts(message["components"])]
    return "\n".join(line for line in lines if line)


def buttons_of(message: Payload) -> dict[str, Payload]:
    """Return the buttons of a message by label, or by emoji; the first where several are alike."""
    buttons: dict[str, Payload] = {}
    for part in _parts(message["components"]):
        if part["type"] == BUTTON:
            name = part.get("label") or (part.get("emoji") or {}).get("name")
            buttons.setdefault(str(name), part)
    return buttons


def _parts(components: list[Payload]) -> Iterator[Payload]:
    for component in components:
        yield component
        inner = [component[key] for key in ("accessory", "component") if key in component]
        yield from _parts([*component.get("components", []), *inner])

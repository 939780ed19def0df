"""A message's components -> the rules that they break."""

from collections.abc import Iterable, Iterator

from tests.bot.discord.limits.findings import WEB, Findings, Payload

(
    ROW, BUTTON, SELECT, INPUT, USERS, ROLES, MENTIONABLES, CHANNELS, SECTION, TEXT, THUMBNAIL,
    GALLERY, FILE, SEPARATOR,
) = range(1, 15)  # fmt: skip
CONTAINER = 17
SELECTS = {SELECT, USERS, ROLES, MENTIONABLES, CHANNELS}
IN_CONTAINER = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR}
V2 = (IN_CONTAINER - {ROW}) | {CONTAINER, THUMBNAIL}

MAX_ROWS, MAX_COMPONENTS, MAX_TEXT = 5, 40, 4000
MAX_ID, MAX_LABEL, MAX_BUTTON_URL, MAX_OPTIONS, MAX_PLACEHOLDER = 100, 80, 512, 25, 150

_LINK, _PREMIUM = 5, 6
_PLAIN_STYLES = {1, 2, 3, 4}
_MEDIA = (*WEB, "attachment")


def walk(components: Iterable[Payload]) -> Iterator[Payload]:
    """Yield the components and all that are nested in them, in order."""
    for component in components:
        yield component
        nested = component.get("components")
        yield from walk(nested if isinstance(nested, list) else ())
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from walk((component[key],))


def check_components(found: Findings, payload: Payload) -> bool:
    """Check a message's components and return whether components v2 are among them."""
    roots = found.members(payload, "components", "message", 0)
    every = list(walk(roots))
    has_v2 = any(component.get("type") in V2 for component in every)
    allowed = IN_CONTAINER | {CONTAINER} if has_v2 else {ROW}
    for number, component in enumerate(roots):
        _check_one_of(found, component, allowed, f"message.components[{number}]")
    if not has_v2 and len(roots) > MAX_ROWS:
        found.add("message.components", f"{len(roots)} rows, at most {MAX_ROWS}")
    if len(every) > MAX_COMPONENTS:
        found.add("message.components", f"{len(every)} in all, at most {MAX_COMPONENTS}")
    texts = "".join(str(each.get("content", "")) for each in every if each.get("type") == TEXT)
    found.text({"texts": texts}, "texts", "message.components", MAX_TEXT)
    check_ids(found, every, "message.components")
    return has_v2


def check_ids(found: Findings, every: Iterable[Payload], at: str) -> None:
    """Check that no two of ``every`` component share a custom id, or a number of their own."""
    every = list(every)
    ids = (each["custom_id"] for each in every if each.get("custom_id") is not None)
    found.unique(ids, at, "custom_id")
    found.unique((each["id"] for each in every if each.get("id")), at, "id")


def check_select(found: Findings, select: Payload, at: str) -> None:
    """Check a select menu; its options too, where they are its own."""
    found.text(select, "custom_id", at, MAX_ID, needed=True)
    found.text(select, "placeholder", at, MAX_PLACEHOLDER)
    least = found.number(select, "min_values", at, 0, MAX_OPTIONS)
    most = found.number(select, "max_values", at, 1, MAX_OPTIONS)
    found.ordered(1 if least is None else least, 1 if most is None else most, at)
    if select["type"] != SELECT:
        return
    options = found.members(select, "options", at, 1, MAX_OPTIONS)
    for number, option in enumerate(options):
        place = f"{at}.options[{number}]"
        found.text(option, "label", place, 100, needed=True)
        found.text(option, "value", place, 100, needed=True)
        found.text(option, "description", place, 100)
        found.flag(option, "default", place)
        found.emoji(option, place)
    found.unique((option.get("value") for option in options), at, "value")
    if most and options and most > len(options):
        found.add(at, f"max_values is {most}, of {len(options)} options")
    chosen = sum(bool(option.get("default")) for option in options)
    if chosen > (most or 1):
        found.add(at, f"{chosen} options are chosen beforehand, at most {most or 1}")


def _check_one_of(found: Findings, component: Payload, allowed: set[int], at: str) -> None:
    kind = component.get("type")
    if kind not in allowed:
        found.add(at, f"type {kind} cannot stand here")
        return
    found.number(component, "id", at, 0, (1 << 31) - 1)
    _CHECKS.get(kind, check_select)(found, component, at)


def _check_row(found: Findings, row: Payload, at: str) -> None:
    children = found.members(row, "components", at, 1, 5)
    if len(children) > 1 and any(child.get("type") in SELECTS for child in children):
        found.add(at, "a select menu needs a row of its own")
    for number, child in enumerate(children):
        _check_one_of(found, child, SELECTS | {BUTTON}, f"{at}.components[{number}]")


def _check_button(found: Findings, button: Payload, at: str) -> None:
    style = button.get("style")
    if style not in _PLAIN_STYLES | {_LINK, _PREMIUM}:
        found.add(f"{at}.style", f"{style!r} is not a style")
    needed = {_LINK: "url", _PREMIUM: "sku_id"}.get(style or 0, "custom_id")
    for key in ("custom_id", "url", "sku_id"):
        if (button.get(key) is not None) != (key == needed):
            found.add(f"{at}.{key}", f"a button of style {style} has a {needed} and no other")
    if button.get("custom_id") is not None:
        found.text(button, "custom_id", at, MAX_ID, needed=True)
    found.address(button, "url", at, (*WEB, "discord"), MAX_BUTTON_URL)
    if needed == "url" and button.get("url") == "":
        found.add(f"{at}.url", "empty")
    label = found.text(button, "label", at, MAX_LABEL)
    has_emoji = found.emoji(button, at)
    if style == _PREMIUM and (label or has_emoji):
        found.add(at, "a premium button has no label and no emoji")
    if style != _PREMIUM and not label.strip() and not has_emoji:
        found.add(at, "a button needs a label or an emoji")
    found.flag(button, "disabled", at)


def _check_section(found: Findings, section: Payload, at: str) -> None:
    for number, child in enumerate(found.members(section, "components", at, 1, 3)):
        _check_one_of(found, child, {TEXT}, f"{at}.components[{number}]")
    if isinstance(accessory := section.get("accessory"), dict):
        _check_one_of(found, accessory, {BUTTON, THUMBNAIL}, f"{at}.accessory")
    else:
        found.add(f"{at}.accessory", "missing")


def _check_container(found: Findings, container: Payload, at: str) -> None:
    found.number(container, "accent_color", at, 0, 0xFFFFFF)
    found.flag(container, "spoiler", at)
    for number, child in enumerate(found.members(container, "components", at, 1)):
        _check_one_of(found, child, IN_CONTAINER, f"{at}.components[{number}]")


def _check_text(found: Findings, display: Payload, at: str) -> None:
    found.text(display, "content", at, MAX_TEXT, needed=True)


def _check_separator(found: Findings, separator: Payload, at: str) -> None:
    found.number(separator, "spacing", at, 1, 2)
    found.flag(separator, "divider", at)


def _check_media(found: Findings, holder: Payload, at: str, key: str = "media") -> None:
    media = holder.get(key)
    if not isinstance(media, dict) or not media.get("url"):
        found.add(f"{at}.{key}", "missing")
        return
    found.address(media, "url", f"{at}.{key}", ("attachment",) if key == "file" else _MEDIA)
    found.text(holder, "description", at, 1024)
    found.flag(holder, "spoiler", at)


def _check_gallery(found: Findings, gallery: Payload, at: str) -> None:
    for number, item in enumerate(found.members(gallery, "items", at, 1, 10)):
        _check_media(found, item, f"{at}.items[{number}]")


def _check_file(found: Findings, file: Payload, at: str) -> None:
    _check_media(found, file, at, "file")


_CHECKS = {
    ROW: _check_row,
    BUTTON: _check_button,
    SECTION: _check_section,
    TEXT: _check_text,
    THUMBNAIL: _check_media,
    GALLERY: _check_gallery,
    FILE: _check_file,
    SEPARATOR: _check_separator,
    CONTAINER: _check_container,
}

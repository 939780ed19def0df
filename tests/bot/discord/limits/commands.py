"""The commands that are registered, and the choices while one types -> the rules they break."""

import unicodedata
from collections.abc import Callable, Iterator

from tests.bot.discord.limits.findings import Findings, Payload, size

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
MOST = {SLASH: 100, USER_MENU: 15, MESSAGE_MENU: 15}
MAX_NAME, MAX_DESCRIPTION, MAX_OPTIONS, MAX_CHOICES, MAX_CHOICE = 32, 100, 25, 25, 100
MAX_COMMAND = 8000
MAX_WHOLE_NUMBER = 1 << 53

_SUBCOMMAND, _GROUP, _STRING, _INTEGER, _NUMBER = 1, 2, 3, 4, 10
_OPTION_TYPES = range(1, 12)
_WITH_CHOICES = {_STRING, _INTEGER, _NUMBER}
_DEVANAGARI_AND_THAI = (
    *((0x0900, 0x0950), (0x0955, 0x0963), (0x0966, 0x097F), (0xA8E0, 0xA8FF)),
    *((0x0E01, 0x0E3A), (0x0E40, 0x0E5B)),
)
_LOCALES = frozenset(
    """ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR
    ro ru sv-SE th tr uk vi zh-CN zh-TW""".split()
)


def problems_of_commands(payload: list[Payload]) -> list[str]:
    """Return what Discord would refuse in the body of a bulk registration of commands."""
    found = Findings()
    for kind, most in MOST.items():
        names = [each.get("name") for each in payload if each.get("type", SLASH) == kind]
        found.unique(names, f"commands of type {kind}", "name")
        if len(names) > most:
            found.add(f"commands of type {kind}", f"{len(names)} of them, at most {most}")
    for command in payload:
        _check_command(found, command, f"command {command.get('name')!r}")
    return found.found


def problems_of_choices(payload: list[Payload]) -> list[str]:
    """Return what Discord would refuse in the choices that are offered while somebody types."""
    found = Findings()
    _check_choices(found, {"choices": payload}, "autocomplete", _is_any)
    return found.found


def _check_command(found: Findings, command: Payload, at: str) -> None:
    kind = command.get("type", SLASH)
    if kind not in MOST:
        found.add(f"{at}.type", f"{kind!r} is not a type of command")
    if kind == SLASH:
        _check_name(found, command, at)
        _check_description(found, command, at)
        _check_options(found, command, at, depth=0)
    else:
        _check_localised(found, command, "name", at, MAX_NAME)
        for key in ("description", "description_localizations", "options"):
            if command.get(key):
                found.add(f"{at}.{key}", "a command in a menu has none")
    if (characters := _characters(command)) > MAX_COMMAND:
        found.add(at, f"{characters} characters in all, at most {MAX_COMMAND}")
    for key, valid in (("integration_types", {0, 1}), ("contexts", {0, 1, 2})):
        values = command.get(key)
        if values is None:
            continue
        if not isinstance(values, list) or not values or not set(values) <= valid:
            found.add(f"{at}.{key}", f"{values!r} is not some of {sorted(valid)}")
        else:
            found.unique(values, f"{at}.{key}", "value")
    permissions = command.get("default_member_permissions")
    if permissions is not None and not str(permissions).isdecimal():
        found.add(f"{at}.default_member_permissions", f"{permissions!r} is not a number")


def _check_localised(found: Findings, owner: Payload, key: str, at: str, most: int) -> list[str]:
    """Check a text and its translations, which have the same limits, and return them all."""
    texts = [found.text(owner, key, at, most, needed=True)]
    translations = owner.get(f"{key}_localizations") or {}
    for locale in translations:
        place = f"{at}.{key}_localizations"
        if locale not in _LOCALES:
            found.add(place, f"{locale!r} is not a locale of Discord")
        texts.append(found.text(translations, locale, place, most, needed=True))
    return texts


def _check_name(found: Findings, owner: Payload, at: str) -> None:
    for name in _check_localised(found, owner, "name", at, MAX_NAME):
        if name != name.lower():
            found.add(f"{at}.name", f"{name!r} has capital letters")
        if wrong := [character for character in name if not _may_stand_in_name(character)]:
            found.add(f"{at}.name", f"{''.join(wrong)!r} cannot stand in a name")


def _may_stand_in_name(character: str) -> bool:
    r"""Tell whether ``[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]`` takes the character."""
    return (
        character in "-_'"
        or unicodedata.category(character)[0] in "LN"
        or any(first <= ord(character) <= last for first, last in _DEVANAGARI_AND_THAI)
    )


def _check_description(found: Findings, owner: Payload, at: str) -> None:
    _check_localised(found, owner, "description", at, MAX_DESCRIPTION)


def _check_options(found: Findings, owner: Payload, at: str, depth: int) -> None:
    options = found.members(owner, "options", at, 0, MAX_OPTIONS)
    found.unique((option.get("name") for option in options), at, "option")
    nested = [option.get("type") in {_SUBCOMMAND, _GROUP} for option in options]
    if any(nested) and not all(nested):
        found.add(at, "subcommands and other options cannot stand together")
    optional_before = False
    for option in options:
        place = f"{at} option {option.get('name')!r}"
        _check_name(found, option, place)
        _check_description(found, option, place)
        _check_option(found, option, place, depth)
        required = found.flag(option, "required", place)
        if required and optional_before:
            found.add(place, "is required, but stands after an optional one")
        optional_before = optional_before or not required


def _check_option(found: Findings, option: Payload, at: str, depth: int) -> None:
    kind = option.get("type")
    if kind not in _OPTION_TYPES:
        found.add(f"{at}.type", f"{kind!r} is not a type of option")
    if kind != _SUBCOMMAND and depth == 1:
        found.add(at, "a group holds subcommands only")
    if kind in {_SUBCOMMAND, _GROUP}:
        if depth > 1:
            found.add(at, "is nested too deep")
        _check_options(found, option, at, depth + (1 if kind == _GROUP else 2))
        return
    found.ordered(
        found.number(option, "min_length", at, 0, 6000),
        found.number(option, "max_length", at, 1, 6000),
        at,
    )
    found.ordered(option.get("min_value"), option.get("max_value"), at)
    suggests = found.flag(option, "autocomplete", at)
    if not (option.get("choices") or suggests):
        return
    if kind not in _WITH_CHOICES:
        found.add(at, f"an option of type {kind} has no choices")
    elif option.get("choices") and suggests:
        found.add(at, "has choices, and autocomplete as well")
    else:
        _check_choices(
            found, option, at, {_STRING: _is_text, _INTEGER: _is_whole}.get(kind, _is_any)
        )


def _check_choices(
    found: Findings, owner: Payload, at: str, fits: Callable[[object], bool]
) -> None:
    choices = found.members(owner, "choices", at, 0, MAX_CHOICES)
    for number, choice in enumerate(choices):
        place = f"{at}.choices[{number}]"
        _check_localised(found, choice, "name", place, MAX_CHOICE)
        if not fits(choice.get("value")):
            found.add(f"{place}.value", f"{choice.get('value')!r} does not fit")
    found.unique((choice.get("name") for choice in choices), at, "choice")
    found.unique((choice.get("value") for choice in choices), at, "value")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and size(value) <= MAX_CHOICE


def _is_whole(value: object) -> bool:
    return type(value) is int and abs(value) <= MAX_WHOLE_NUMBER


def _is_any(value: object) -> bool:
    return _is_text(value) or _is_whole(value) or isinstance(value, float)


def _characters(part: Payload) -> int:
    """Return the characters of a command or a part of it, each text in its longest language."""
    return sum(_longest(part)) + sum(
        _characters(inner)
        for key in ("options", "choices")
        for inner in part.get(key) or []
        if isinstance(inner, dict)
    )


def _longest(part: Payload) -> Iterator[int]:
    for key in ("name", "description"):
        texts = [part.get(key) or "", *(part.get(f"{key}_localizations") or {}).values()]
        yield max(size(str(text)) for text in texts)
    if isinstance(part.get("value"), str):
        yield size(part["value"])

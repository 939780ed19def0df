"""A modal -> the rules that it breaks."""

from tests.bot.discord.limits.components import (
    INPUT,
    MAX_ID,
    ROW,
    SELECTS,
    TEXT,
    check_ids,
    check_select,
    walk,
)
from tests.bot.discord.limits.findings import Findings, Payload

MAX_TITLE, MAX_ROWS, MAX_LABEL, MAX_VALUE = 45, 5, 45, 4000
LABEL = 18
_LABELLED = SELECTS | {INPUT, 19, 21, 22, 23}  # the last: uploads, radio buttons, checkboxes


def problems_of_modal(payload: Payload) -> list[str]:
    """Return what Discord would refuse in a modal, the ``data`` of a callback."""
    found = Findings()
    found.text(payload, "custom_id", "modal", MAX_ID, needed=True)
    found.text(payload, "title", "modal", MAX_TITLE, needed=True)
    rows = found.members(payload, "components", "modal", 1, MAX_ROWS)
    for number, row in enumerate(rows):
        _check_row(found, row, f"modal.components[{number}]")
    inner = [each for row in rows for each in walk([row])]
    check_ids(found, inner, "modal.components")
    return found.found


def _check_row(found: Findings, row: Payload, at: str) -> None:
    kind = row.get("type")
    if kind == TEXT:
        found.text(row, "content", at, MAX_VALUE, needed=True)
    elif kind == ROW:
        for child in found.members(row, "components", at, 1, 1):
            found.text(child, "label", f"{at}.components[0]", MAX_LABEL, needed=True)
            _check_field(found, child, {INPUT}, f"{at}.components[0]")
    elif kind == LABEL:
        found.text(row, "label", at, MAX_LABEL, needed=True)
        found.text(row, "description", at, 100, needed=row.get("description") is not None)
        field = row.get("component") or {}
        if field.get("type") == INPUT and field.get("label"):
            found.add(f"{at}.component.label", "the label stands above it already")
        _check_field(found, field, _LABELLED, f"{at}.component")
    else:
        found.add(at, f"type {kind} cannot stand here")


def _check_field(found: Findings, field: Payload, allowed: set[int], at: str) -> None:
    kind = field.get("type")
    if kind not in allowed:
        found.add(at, f"type {kind} cannot stand here")
        return
    found.flag(field, "required", at)
    if kind == INPUT:
        _check_input(found, field, at)
    elif kind in SELECTS:
        check_select(found, field, at)
        if found.flag(field, "disabled", at):
            found.add(f"{at}.disabled", "nothing in a modal can be disabled")
    else:
        found.text(field, "custom_id", at, MAX_ID, needed=True)


def _check_input(found: Findings, field: Payload, at: str) -> None:
    found.text(field, "custom_id", at, MAX_ID, needed=True)
    if field.get("style") not in {1, 2}:
        found.add(f"{at}.style", f"{field.get('style')!r} is not a style")
    found.text(field, "placeholder", at, 100)
    least = found.number(field, "min_length", at, 0, MAX_VALUE)
    most = found.number(field, "max_length", at, 1, MAX_VALUE)
    found.ordered(least, most, at)
    found.text(field, "value", at, min(most or MAX_VALUE, MAX_VALUE))

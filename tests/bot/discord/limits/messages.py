"""A message -> the rules that it breaks."""

from datetime import datetime

from tests.bot.discord.limits.components import check_components
from tests.bot.discord.limits.findings import WEB, Findings, Payload, size

MAX_CONTENT, MAX_EMBEDS, MAX_EMBEDS_TOGETHER, MAX_FIELDS = 2000, 10, 6000, 25
COMPONENTS_V2 = 1 << 15
EPHEMERAL = 1 << 6
KNOWN_FLAGS = 1 << 2 | EPHEMERAL | 1 << 12 | 1 << 13 | COMPONENTS_V2
"""Besides the two: no previews of links, silent, voice message."""

_MEDIA = (*WEB, "attachment")
_BESIDE_COMPONENTS_V2 = ("content", "embeds", "poll", "sticker_ids")


def problems_of_message(payload: Payload, *, new: bool = True) -> list[str]:
    """Return what Discord would refuse in a message, ``new`` or the edit of one."""
    found = Findings()
    _check_mentions(found, payload)
    found.text(payload, "content", "message", MAX_CONTENT)
    _check_embeds(found, payload)
    has_v2 = check_components(found, payload)
    flags = found.number(payload, "flags", "message", 0, (1 << 31) - 1) or 0
    if flags & ~KNOWN_FLAGS:
        found.add("message.flags", f"{flags & ~KNOWN_FLAGS} cannot be set")
    if has_v2 != bool(flags & COMPONENTS_V2):
        found.add("message.flags", f"components v2: {has_v2}, but the flag says otherwise")
    if has_v2 or flags & COMPONENTS_V2:
        for key in _BESIDE_COMPONENTS_V2:
            if payload.get(key):
                found.add(f"message.{key}", "cannot stand beside components v2")
    for number, file in enumerate(found.members(payload, "attachments", "message", 0, 10)):
        found.text(file, "description", f"message.attachments[{number}]", 1024)
    if new and not _has_anything(payload):
        found.add("message", "empty")
    return found.found


def _has_anything(payload: Payload) -> bool:
    others = ("embeds", "components", "poll", "sticker_ids", "attachments")
    content = payload.get("content")
    return bool(content and str(content).strip()) or any(payload.get(key) for key in others)


def _check_mentions(found: Findings, payload: Payload) -> None:
    allowed = payload.get("allowed_mentions")
    if not isinstance(allowed, dict) or allowed.get("parse") != []:
        found.add("message.allowed_mentions", f"{allowed!r} lets text ping; set parse to nothing")
        return
    for key in ("users", "roles", "replied_user"):
        if allowed.get(key):
            found.add(f"message.allowed_mentions.{key}", "pings")


def _check_embeds(found: Findings, payload: Payload) -> None:
    embeds = found.members(payload, "embeds", "message", 0, MAX_EMBEDS)
    together = sum(
        _check_embed(found, embed, f"message.embeds[{at}]") for at, embed in enumerate(embeds)
    )
    if together > MAX_EMBEDS_TOGETHER:
        found.add("message.embeds", f"{together} characters, at most {MAX_EMBEDS_TOGETHER}")


def _check_embed(found: Findings, embed: Payload, at: str) -> int:
    """Check one embed and return how many characters count toward the limit for all."""
    texts = [
        found.text(embed, "title", at, 256),
        found.text(embed, "description", at, 4096),
    ]
    for number, field in enumerate(found.members(embed, "fields", at, 0, MAX_FIELDS)):
        place = f"{at}.fields[{number}]"
        texts.append(found.text(field, "name", place, 256, needed=True))
        texts.append(found.text(field, "value", place, 1024, needed=True))
        found.flag(field, "inline", place)
    if footer := embed.get("footer"):
        texts.append(found.text(footer, "text", f"{at}.footer", 2048, needed=True))
        found.address(footer, "icon_url", f"{at}.footer", _MEDIA)
    if author := embed.get("author"):
        texts.append(found.text(author, "name", f"{at}.author", 256, needed=True))
        found.address(author, "url", f"{at}.author", WEB)
        found.address(author, "icon_url", f"{at}.author", _MEDIA)
    for key in ("image", "thumbnail"):
        found.address(embed.get(key) or {}, "url", f"{at}.{key}", _MEDIA)
    found.address(embed, "url", at, WEB)
    found.number(embed, "color", at, 0, 0xFFFFFF)
    _check_time(found, embed, at)
    if not any(text.strip() for text in texts) and not (
        embed.get("image") or embed.get("thumbnail")
    ):
        found.add(at, "empty")
    return sum(map(size, texts))


def _check_time(found: Findings, embed: Payload, at: str) -> None:
    try:
        datetime.fromisoformat(embed.get("timestamp") or "2026-01-01T00:00:00+00:00")
    except (TypeError, ValueError):
        found.add(f"{at}.timestamp", "not a time in ISO 8601")

"""A message's JSON body -> a picture of it as it looks in Discord.

The message is drawn as HTML with the look of Discord's own apps, and photographed by a Chromium
without a window. Drawn are the components that a card is made of; another one is an error.
"""

import html
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any

from discord_preview.markdown import html_of
from PIL import Image

Payload = dict[str, Any]

PAGE = Path(__file__).with_name("page.html")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NARROWEST_WINDOW = 500
"""A window of Chromium is no narrower; what is narrower is cut out of it."""
PHONE = 600
"""Below this width, in CSS pixels, things are laid out as on a phone."""
SCALE, HEIGHT = 2, 5000
MOST_BYTES = 150_000
COLOURS = (128, 64, 48, 32, 24)
"""A picture has as many as its size allows."""

_BUTTONS = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary"}
_LINK = 5
_EYE = "Only you can see this &bull; <span class='link'>Dismiss message</span>"


def picture(  # noqa: PLR0913 (all but the first two are named)
    payload: Payload,
    path: Path,
    *,
    width: int,
    asked: str | None,
    ephemeral: bool,
    theme: str = "dark",
    browser: str | None = None,
) -> None:
    """Save the message as a PNG.

    Args:
        payload: The body that goes to Discord: content or components.
        path: Where the picture goes.
        width: In CSS pixels; each is two pixels of the picture.
        asked: What called for the message: a command (``/ask``, or the name of one in a menu), a
            message that is replied to (``@Dossier question``), or nothing.
        ephemeral: Whether only the one who asked sees it.
        theme: ``dark`` or ``light``.
        browser: Chromium's path; without one it is looked for.

    Raises:
        FileNotFoundError: There is no Chromium.
        KeyError: The message has a component that is not drawn.
    """
    page = Template(PAGE.read_text(encoding="utf-8")).substitute(
        theme=theme,
        device="phone" if width < PHONE else "desktop",
        width=width,
        kind="ephemeral" if ephemeral else "",
        asked=_asked(asked),
        body=_body(payload),
        footer=f'<div class="footer">{_EYE}</div>' if ephemeral else "",
    )
    with tempfile.TemporaryDirectory() as folder:
        source, raw = Path(folder, "page.html"), Path(folder, "raw.png")
        source.write_text(page, encoding="utf-8")
        _photograph(source, raw, max(width, NARROWEST_WINDOW), browser or _browser())
        with Image.open(raw) as whole:
            drawn = whole.crop(whole.getbbox()).convert("RGB")
    for colours in COLOURS:
        _reduced(drawn, colours).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            break


def _photograph(source: Path, target: Path, width: int, browser: str) -> None:
    """Have ``browser`` draw the page on a transparent ground."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                *"--headless --no-sandbox --disable-gpu --disable-quic --no-first-run".split(),
                *"--disable-background-networking --disable-component-update".split(),
                *"--disable-sync --hide-scrollbars".split(),
                f"--user-data-dir={profile}",
                "--default-background-color=00000000",
                f"--force-device-scale-factor={SCALE}",
                f"--window-size={width},{HEIGHT}",
                f"--screenshot={target}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


def _reduced(drawn: Image.Image, colours: int) -> Image.Image:
    """Return the picture in so many colours: half are the most frequent, as they are."""
    counted = sorted(drawn.getcolors(drawn.width * drawn.height) or (), reverse=True)
    frequent: list[Any] = [colour for _, colour in counted[: colours // 2]]
    # The octree keeps the colours of small parts; the median cut loses them to shades of grey.
    others = drawn.quantize(colours - len(frequent), Image.Quantize.FASTOCTREE)
    palette = Image.new("P", (1, 1))
    palette.putpalette(
        [*(part for colour in frequent for part in colour), *(others.getpalette() or ())]
    )
    return drawn.quantize(palette=palette, dither=Image.Dither.NONE)


def _browser() -> str:
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    message = f"There is no browser to draw with; install one of {', '.join(BROWSERS)}."
    raise FileNotFoundError(message)


def _asked(asked: str | None) -> str:
    if asked is None:
        return ""
    if asked.startswith("@"):
        name, _, said = asked.partition(" ")
        who = "@alice"
        what = f'<span class="mention">{html.escape(name)}</span> {html.escape(said)}'
    else:
        who, what = "alice", f'used <span class="link">{html.escape(asked)}</span>'
    return f'<div class="asked"><i></i><b class="who">{who}</b> {what}</div>'


def _body(payload: Payload) -> str:
    content = payload.get("content")
    text = f'<div class="text">{html_of(content)}</div>' if content else ""
    return text + _all(payload.get("components") or ())


def _all(components: Sequence[Payload]) -> str:
    return "".join(_DRAWN[component["type"]](component) for component in components)


def _row(row: Payload) -> str:
    return f'<div class="row">{_all(row["components"])}</div>'


def _button(button: Payload) -> str:
    classes = ["button", _BUTTONS[button["style"]]]
    if button.get("disabled"):
        classes.append("disabled")
    label = html.escape(button.get("label") or "")
    leaves = '<svg><use href="#leave"/></svg>' if button["style"] == _LINK else ""
    inside = _emoji(button) + (f"<span>{label}</span>" if label else "") + leaves
    return f'<span class="{" ".join(classes)}">{inside}</span>'


def _emoji(owner: Payload) -> str:
    emoji = owner.get("emoji")
    if not emoji:
        return ""
    name = html.escape(emoji["name"])
    return f'<span class="emoji">{f":{name}:" if emoji.get("id") else name}</span>'


def _select(select: Payload) -> str:
    chosen = [option for option in select["options"] if option.get("default")]
    shown = html.escape(select.get("placeholder") or "Make a selection")
    if chosen:
        shown = ", ".join(_emoji(each) + html.escape(each["label"]) for each in chosen)
    classes = f"select {'chosen' if chosen else ''} {'disabled' if select.get('disabled') else ''}"
    return f'<span class="{classes}"><span>{shown}</span><svg><use href="#open"/></svg></span>'


def _text(display: Payload) -> str:
    return f'<div class="text">{html_of(display["content"])}</div>'


def _section(section: Payload) -> str:
    texts = f'<div class="texts">{_all(section["components"])}</div>'
    return f'<div class="section">{texts}{_all([section["accessory"]])}</div>'


def _gallery(gallery: Payload) -> str:
    return "".join(
        f'<img class="media" src="{item["media"]["url"]}" alt="">' for item in gallery["items"]
    )


def _file(file: Payload) -> str:
    name = html.escape(file["file"]["url"].removeprefix("attachment://"))
    return (
        f'<div class="file"><svg><use href="#sheet"/></svg><span class="link">{name}</span></div>'
    )


def _separator(separator: Payload) -> str:
    line = "line" if separator.get("divider", True) else ""
    return f'<div class="separator {line} size{separator.get("spacing") or 1}"></div>'


def _container(container: Payload) -> str:
    colour = container.get("accent_color")
    accent = "" if colour is None else f' style="--accent: #{colour:06x}"'
    accented = "" if colour is None else " accented"
    return f'<div class="container{accented}"{accent}>{_all(container["components"])}</div>'


_DRAWN = {
    1: _row,
    2: _button,
    3: _select,
    9: _section,
    10: _text,
    12: _gallery,
    13: _file,
    14: _separator,
    17: _container,
}

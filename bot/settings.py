"""Environment and .env -> settings, each mistake in one sentence."""

import base64
import binascii
import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.env_file import read_env_file
from bot.keeping import Keep
from index.engines.models import BUNDLED
from index.errors import DossierError

_CODE = Path(__file__).resolve().parent.parent
ROOT = _CODE if (_CODE / "pyproject.toml").is_file() else Path()
"""Where ``.env`` and the folders lie: the checkout, or where an installed package is started."""
_OURS = ("DISCORD_", "DOSSIER_", "RERANKER_")
_SWITCH = ("ON", "OFF")
_LINES = ("JSON", "TEXT")
_KEEP = tuple(keep.upper() for keep in Keep)
_MODEL = "a folder, or a name on the Hugging Face hub"
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_ID = re.compile(r"[0-9]{1,20}", re.ASCII)
_TOKEN = re.compile(r"([\w-]{10,40})\.[\w-]{3,20}\.[\w-]{10,100}", re.ASCII)
_RATE = re.compile(r"([0-9]{1,6})\s*/\s*([0-9]{1,6})", re.ASCII)


class SettingsError(DossierError):
    """A setting has a value that it cannot have."""


class TokenError(SettingsError):
    """There is no token, and nobody to chat with in its place."""


class Rate(NamedTuple):
    """At most so many questions in so many seconds."""

    times: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask, where, and how often; an empty set lets everybody and everything in."""

    guilds: frozenset[int] = frozenset()
    channels: frozenset[int] = frozenset()
    admin_roles: frozenset[int] = frozenset()
    direct: bool = True  # outside of servers: direct messages, and wherever people installed it
    per_user: Rate | None = None
    per_guild: Rate | None = None
    presses: Rate | None = None  # a person's, and commands, whatever they cost beside


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be configured; see .env.example."""

    seeds: Path
    index: Path
    state: Path
    model: str
    reranker: str | None
    log: str  # JSON, TEXT, or empty: as it suits where it goes
    log_level: str
    log_questions: bool
    metrics_host: str
    metrics_port: int | None
    keep_days: int
    keep: Keep
    zone: ZoneInfo
    queue: int
    fetch: bool
    guild: int | None
    application: int | None
    access: Access
    token: str | None = field(repr=False)  # it must never reach a log


class Form(NamedTuple):
    """What a setting may be, as it is told, and what it is where nothing is given."""

    allowed: str
    default: str


@dataclass(frozen=True, slots=True)
class Given:
    """The settings, and what is wrong with them; a value that cannot be used has its default."""

    settings: Settings
    forms: Mapping[str, Form]  # of every setting, by its name
    problems: tuple[str, ...]  # a sentence each
    unknown: tuple[tuple[str, str | None], ...]  # names that nothing reads, and what may be meant


def read_settings(
    seeds: Path | None = None,
    index: Path | None = None,
    model: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Return the settings: an argument before the environment, the environment before ``.env``.

    Raises:
        SettingsError: if a value cannot be used, with one line for each that cannot.

    """
    given = given_settings(seeds, index, model, environment)
    if given.problems:
        raise SettingsError("\n".join(given.problems))
    return given.settings


def env_path() -> Path:
    """Return where the file ``.env`` lies, if there is one."""
    return ROOT / ".env"


def given_settings(
    seeds: Path | None = None,
    index: Path | None = None,
    model: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Given:
    """Return the settings as ``read_settings`` does, whatever is wrong with them."""
    given = os.environ if environment is None else environment
    file, problems = read_env_file(env_path(), _OURS)
    values = _Values({**file, **given}, beside_env=file.keys() - given.keys())
    settings = Settings(
        seeds=seeds or values.path("DOSSIER_SEEDS", "seeds"),
        index=index or values.path("DOSSIER_INDEX", "index/built"),
        state=values.path("DOSSIER_STATE", "state"),
        model=model or values.text("DOSSIER_MODEL", _MODEL, BUNDLED),
        reranker=values.text("RERANKER_MODEL", _MODEL) or None,
        log=values.one_of("DOSSIER_LOG", _LINES, ""),
        log_level=values.one_of("DOSSIER_LOG_LEVEL", _LEVELS, "INFO"),
        log_questions=values.one_of("DOSSIER_LOG_QUESTIONS", _SWITCH, "OFF") == "ON",
        metrics_host=values.text("DOSSIER_METRICS_HOST", "an address", "127.0.0.1"),
        metrics_port=values.number("DOSSIER_METRICS_PORT", 0, lowest=0, highest=65535) or None,
        keep_days=values.number("DOSSIER_KEEP_DAYS", 90, lowest=0),
        keep=Keep(values.one_of("DOSSIER_KEEP_QUESTIONS", _KEEP, Keep.UNANSWERED.upper()).lower()),
        zone=values.zone("DOSSIER_TIME_ZONE", "UTC"),
        queue=values.number("DOSSIER_QUEUE", 200, lowest=1),
        fetch=values.one_of("DOSSIER_FETCH", _SWITCH, "OFF") == "ON",
        guild=next(iter(values.ids("DISCORD_GUILD", "the server's id", most=1)), None),
        application=next(
            iter(values.ids("DISCORD_APPLICATION_ID", "the application's id", most=1)), None
        ),
        access=Access(
            guilds=values.ids("DISCORD_ALLOWED_GUILDS", "servers' ids"),
            channels=values.ids("DISCORD_ALLOWED_CHANNELS", "channels' ids"),
            admin_roles=values.ids("DISCORD_ADMIN_ROLES", "roles' ids"),
            direct=values.one_of("DISCORD_DIRECT_MESSAGES", _SWITCH, "") == "ON"
            or not any(
                map(
                    values.given,
                    (
                        "DISCORD_DIRECT_MESSAGES",
                        "DISCORD_ALLOWED_GUILDS",
                        "DISCORD_ALLOWED_CHANNELS",
                    ),
                )
            ),
            per_user=values.rate("DISCORD_USER_RATE", Rate(60, 60)),
            per_guild=values.rate("DISCORD_GUILD_RATE", Rate(300, 60)),
            presses=values.rate("DISCORD_PRESS_RATE", Rate(120, 60)),
        ),
        token=values.secret("DISCORD_TOKEN"),
    )
    told = (*problems, *values.problems, *_mixed(settings))
    return Given(settings, values.forms, told, tuple(values.unknown()))


def _mixed(settings: Settings) -> Iterator[str]:
    """Yield a sentence for each folder that is that of the documents as well."""
    seeds = settings.seeds.resolve()
    for name, folder in (("DOSSIER_INDEX", settings.index), ("DOSSIER_STATE", settings.state)):
        if folder.resolve() == seeds:
            yield f"{name} is {str(folder)!r}, the folder of documents; name another."


def application_in(token: str) -> int | None:
    """Return the id that a token's first part names: the bot's, which is its application's.

    ``None`` if it does not have the form of a token.
    """
    match = _TOKEN.fullmatch(token)
    if match is None:
        return None
    try:
        text = base64.urlsafe_b64decode(match[1] + "=" * (-len(match[1]) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return int(text) if re.fullmatch(r"[0-9]{15,20}", text, re.ASCII) else None


class _Values:
    """Reads values as what they should be, and collects a sentence for each that is not."""

    def __init__(self, values: Mapping[str, str], beside_env: Collection[str] = ()) -> None:
        self._values = values
        self._beside_env = beside_env  # names that ``.env`` gives
        self.forms: dict[str, Form] = {}
        self.problems: list[str] = []

    def unknown(self) -> Iterator[tuple[str, str | None]]:
        """Yield what is given, looks like a setting and was not read, and what may be meant."""
        for name in sorted(self._values.keys() - self.forms.keys()):
            if name.startswith(_OURS):
                yield name, next(iter(get_close_matches(name, sorted(self.forms), 1)), None)

    def given(self, name: str) -> str:
        """Return what is given, or an empty text."""
        return self._values.get(name, "").strip()

    def text(self, name: str, allowed: str, default: str = "") -> str:
        self.forms[name] = Form(allowed, default)
        return self.given(name) or default

    def secret(self, name: str) -> str | None:
        text = self.text(name, "a bot's token")
        if any(character.isspace() for character in text):
            self.problems.append(f"{name} has a space or a line break in it; copy it anew.")
        return text or None

    def path(self, name: str, default: str) -> Path:
        path = Path(self.text(name, "a folder", default)).expanduser()
        # A file means the same from wherever Dossier is started.
        return ROOT / path if name in self._beside_env or not self.given(name) else path

    def one_of(self, name: str, choices: tuple[str, ...], default: str) -> str:
        chosen = self.text(name, f"one of {', '.join(choices)}", default).upper()
        if chosen and chosen not in choices:
            self._refuse(name)
            return default
        return chosen

    def zone(self, name: str, default: str) -> ZoneInfo:
        try:
            return ZoneInfo(self.text(name, "a time zone, such as Europe/Berlin", default))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self._refuse(name)
            return ZoneInfo(default)

    def number(self, name: str, default: int, *, lowest: int, highest: int | None = None) -> int:
        most = 2**31 - 1 if highest is None else highest
        end = "on" if highest is None else f"to {highest}"
        text = self.text(name, f"a whole number from {lowest} {end}", str(default))
        if not _ID.fullmatch(text) or not lowest <= int(text) <= most:
            self._refuse(name)
            return default
        return int(text)

    def ids(self, name: str, what: str, most: int | None = None) -> frozenset[int]:
        form = "a number" if most == 1 else "numbers with commas between"
        words = self.text(name, f"{what}, {form}").replace(",", " ").split()
        sound = all(_ID.fullmatch(word) and 0 < int(word) < 2**64 for word in words)
        if not sound or (most is not None and len(words) > most):
            self._refuse(name)
            return frozenset()
        return frozenset(map(int, words))

    def rate(self, name: str, default: Rate) -> Rate | None:
        allowed = "questions/seconds, such as 60/60, or off"
        text = self.text(name, allowed, f"{default.times}/{default.seconds}")
        if text.lower() in {"0", "off"}:
            return None
        match = _RATE.fullmatch(text)
        if not match or not int(match[1]) or not int(match[2]):
            self._refuse(name)
            return default
        return Rate(int(match[1]), int(match[2]))

    def _refuse(self, name: str) -> None:
        text = self.given(name)
        # It is easy to paste the token a line too high; it must not be told to a log for that.
        shown = "a bot's token" if application_in(text) else repr(text)
        allowed = self.forms[name].allowed
        self.problems.append(f"{name} is {shown}; write {allowed}, or leave it empty.")

"""Environment and .env -> settings, each mistake in one sentence."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

from index.engines.encoder import BUNDLED
from index.errors import DossierError

ROOT = Path(__file__).resolve().parent.parent
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(DossierError):
    """A setting has a value that it cannot have."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be configured; see .env.example."""

    seeds: Path
    index: Path
    model: str
    token: str | None
    guild: int | None
    log_level: str

    def __repr__(self) -> str:
        """Show everything but the token, which must never reach a log."""
        return f"Settings(seeds={self.seeds}, index={self.index}, model={self.model})"


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
    given = os.environ if environment is None else environment
    values = {**_env_file(ROOT / ".env"), **given}

    def value(name: str, default: str = "") -> str:
        return values.get(name, "").strip() or default

    problems = []
    guild = value("DISCORD_GUILD")
    if guild and not (guild.isascii() and guild.isdigit() and int(guild) < 2**64):
        problems.append(
            f"DISCORD_GUILD is {guild!r}; write the server's id, a number, or leave it empty."
        )
    level = value("DOSSIER_LOG_LEVEL", "INFO").upper()
    if level not in _LEVELS:
        problems.append(f"DOSSIER_LOG_LEVEL is {level!r}; write one of {', '.join(_LEVELS)}.")
    if problems:
        raise SettingsError("\n".join(problems))
    return Settings(
        seeds=seeds or Path(value("DOSSIER_SEEDS", str(ROOT / "seeds"))).expanduser(),
        index=index or Path(value("DOSSIER_INDEX", str(ROOT / "index" / "built"))).expanduser(),
        model=model or value("DOSSIER_MODEL", BUNDLED),
        token=value("DISCORD_TOKEN") or None,
        guild=int(guild) if guild else None,
        log_level=level,
    )


def _env_file(path: Path) -> dict[str, str]:
    try:
        return {name: value or "" for name, value in dotenv_values(path).items()}
    except (OSError, UnicodeDecodeError) as error:
        msg = f"The file {path} cannot be read ({error}); save it as UTF-8 text that you may read."
        raise SettingsError(msg) from error

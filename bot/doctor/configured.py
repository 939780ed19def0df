"""Settings -> which of them cannot be used, and whether there is a token that can be one."""

from collections.abc import Iterator

from bot.doctor.finding import Finding, failing, failing_with, good, worrying
from bot.doctor.folders import others_may_read
from bot.settings import Given, application_in, env_path

_COPY = 'copy it anew from the developer portal ("Bot", "Reset Token") into DISCORD_TOKEN.'


def settings_found(given: Given) -> Iterator[Finding]:
    """Yield what is wrong with the settings, or that nothing is."""
    for problem in given.problems:
        yield failing_with("settings", problem, "see .env.example for what it may be.")
    for name, meant in given.unknown:
        perhaps = f"write {meant}, or remove it" if meant else "remove it"
        yield worrying(
            "settings",
            f"{name} is no setting, and nothing reads it.",
            f"{perhaps}; see .env.example.",
        )
    if not given.problems and not given.unknown:
        yield good("settings", "every one is known and can be used")


def token_found(given: Given) -> Iterator[Finding]:
    """Yield whether there is a token of the right form; it is never shown."""
    token = given.settings.token
    if token is None:
        yield worrying(
            "token",
            "There is none, so `dossier run` is the chat at a terminal, and fails without one.",
            "for the Discord bot write it behind DISCORD_TOKEN= in .env (docs/discord.md).",
        )
    elif application_in(token) is None:
        yield failing(
            "token",
            "DISCORD_TOKEN has not the form of a bot's token: three parts with dots between.",
            f"A client secret or a public key is none; {_COPY}",
        )
    else:
        yield good("token", "has the form of one")


def env_file_found(given: Given) -> Iterator[Finding]:
    """Yield whether others on this machine may read the token in ``.env``."""
    path = env_path()
    if given.settings.token and path.is_file() and others_may_read(path):
        yield worrying(
            "token",
            f"Others on this machine may read {path}, which may hold the token.",
            f"run `chmod 600 {path}`.",
        )

"""Settings -> the links that install the bot."""

import discord

from bot.discord.needs import NAMES, PERMISSIONS, SCOPES, USER_SCOPES
from bot.settings import Settings, SettingsError, application_in


def application_of(settings: Settings) -> tuple[int, str]:
    """Return the application's id, and where it is known from.

    Raises:
        SettingsError: if it is not known.

    """
    if settings.application is not None:
        return settings.application, f"For the application {settings.application}, as set."
    application = application_in(settings.token or "")
    if application is None:
        msg = (
            "The application's id is not known; write it (developer portal, \"General"
            ' Information") behind DISCORD_APPLICATION_ID= in .env, or the token behind'
            " DISCORD_TOKEN=."
        )
        raise SettingsError(msg)
    return application, (
        f"For the application {application}, the bot's own id: the first part of DISCORD_TOKEN is"
        " that id in base64. Where an old application has another id than its bot, set"
        " DISCORD_APPLICATION_ID."
    )


def links_for(application: int) -> dict[str, str]:
    """Return the links by what they do: to a server, and to a person's own account."""
    server = discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=SCOPES)
    user = discord.utils.oauth_url(application, scopes=USER_SCOPES)
    may = ", ".join(NAMES.values())
    return {
        f"To a server, for those who may manage it ({may})": f"{server}&integration_type=0",
        "To your own account, for the commands alone, in any place": f"{user}&integration_type=1",
    }

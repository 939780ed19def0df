"""Settings -> the links that install the bot."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot import settings as settings_module
from bot.discord.needs import INTENTS, NAMES, PERMISSIONS, SCOPES
from tests.bot.conftest import Run
from tests.conftest import REPOSITORY

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.a-secret-that-nobody-may-see"


@pytest.fixture(autouse=True)
def no_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dossier: Run) -> None:
    """Read no .env of the repository's."""
    del dossier  # it takes the token out of the environment
    monkeypatch.setattr(settings_module, "ROOT", tmp_path)


def asked(link: str) -> dict[str, str]:
    """Return what a link asks for."""
    return {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}


def test_the_links_ask_for_what_is_needed(dossier: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One link installs to a server, with permissions; one to an account, with the commands."""
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    done = dossier("invite")
    server, user = done.out.splitlines()
    assert asked(server) == {
        "client_id": "123456789012345678",
        "scope": "bot applications.commands",
        "permissions": str(PERMISSIONS.value),
        "integration_type": "0",
    }
    assert asked(user) == {
        "client_id": "123456789012345678",
        "scope": "applications.commands",
        "integration_type": "1",
    }
    assert "base64" in done.err
    assert TOKEN not in done.out + done.err


def test_a_set_id_goes_before_the_tokens(dossier: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An application whose bot has another id is set."""
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DISCORD_APPLICATION_ID", "7")
    done = dossier("invite")
    assert [asked(link)["client_id"] for link in done.out.splitlines()] == ["7", "7"]
    assert "as set" in done.err


@pytest.mark.parametrize("token", ["", "no-token"])
def test_without_an_id_it_is_said_where_one_is(
    dossier: Run, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    """Neither an id nor a token that names one: the sentence says where to look."""
    monkeypatch.setenv("DISCORD_TOKEN", token)
    done = dossier("invite")
    assert (done.status, done.out) == (1, "")
    assert "DISCORD_APPLICATION_ID" in done.err


def test_no_intent_is_privileged() -> None:
    """Nobody has to ask Discord for anything that it reviews."""
    assert not INTENTS.message_content
    assert not INTENTS.members
    assert not INTENTS.presences


def test_the_documentation_names_the_permissions() -> None:
    """docs/discord.md lists the permissions that the link asks for, by Discord's names."""
    text = (REPOSITORY / "docs" / "discord.md").read_text(encoding="utf-8")
    step = " ".join(text[text.index("3. ") : text.index("4. ")].split())
    assert re.findall(r"\*([A-Z][A-Za-z ]+)\*", step) == list(NAMES.values())
    assert all(f"`{scope}`" in step for scope in SCOPES)

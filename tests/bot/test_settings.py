"""Environment and .env -> settings."""

import re
from pathlib import Path

import pytest

from bot import settings as settings_module
from bot.settings import ROOT, SettingsError, read_settings
from index.engines.encoder import BUNDLED


@pytest.fixture(autouse=True)
def empty_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Read .env from an empty folder rather than from the repository."""
    monkeypatch.setattr(settings_module, "ROOT", tmp_path)
    return tmp_path


def test_everything_has_a_default(empty_root: Path) -> None:
    """Without any setting the repository's documents and index and the bundled model are used."""
    settings = read_settings(environment={})
    assert (settings.seeds, settings.index) == (empty_root / "seeds", empty_root / "index/built")
    assert (settings.model, settings.token, settings.guild) == (BUNDLED, None, None)


def test_an_argument_goes_before_the_environment_and_that_before_the_file(
    empty_root: Path,
) -> None:
    """The command line overrules the environment, which overrules .env."""
    (empty_root / ".env").write_text("DOSSIER_MODEL=file\nDOSSIER_SEEDS=file\nDISCORD_GUILD=7\n")
    environment = {"DOSSIER_MODEL": "environment", "DOSSIER_SEEDS": "environment"}
    settings = read_settings(model="argument", environment=environment)
    assert settings.model == "argument"
    assert settings.seeds == Path("environment")
    assert settings.guild == 7


def test_an_empty_value_counts_as_none(empty_root: Path) -> None:
    """A line of .env that was left empty is as good as no line."""
    (empty_root / ".env").write_text("DISCORD_TOKEN=\nDISCORD_GUILD=\nDOSSIER_INDEX=\n")
    settings = read_settings(environment={})
    assert (settings.token, settings.guild) == (None, None)
    assert settings.index == empty_root / "index/built"


def test_each_mistake_gets_its_sentence() -> None:
    """All mistakes are told at once, a line each, with the setting's name."""
    with pytest.raises(SettingsError) as told:
        read_settings(environment={"DISCORD_GUILD": "my server", "DOSSIER_LOG_LEVEL": "loud"})
    first, second = str(told.value).splitlines()
    assert "DISCORD_GUILD" in first
    assert "my server" in first
    assert "DOSSIER_LOG_LEVEL" in second


def test_an_env_file_that_is_no_text_gets_one_sentence(empty_root: Path) -> None:
    """A .env in another encoding is named, not traced back."""
    (empty_root / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(environment={})


def test_the_token_is_never_shown() -> None:
    """Settings that end up in a log or a traceback do not carry the token."""
    secret = "MTA.secret"
    settings = read_settings(environment={"DISCORD_TOKEN": secret})
    assert settings.token == secret
    assert secret not in f"{settings!r} {settings}"


def test_the_example_explains_every_setting_and_no_other() -> None:
    """.env.example names exactly the settings that are read."""
    source = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'value\("([A-Z_]+)"', source))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^([A-Z_]+)=$", example, re.MULTILINE)) == read

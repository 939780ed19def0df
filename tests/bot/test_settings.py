"""Environment and .env -> settings."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot import settings as settings_module
from bot.keeping import Keep
from bot.settings import ROOT, Access, Rate, SettingsError, given_settings, read_settings
from index.engines.models import BUNDLED


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
    assert settings.state == empty_root / "state"
    assert (settings.keep_days, settings.queue, settings.log_level) == (90, 200, "INFO")
    assert settings.access == Access(
        per_user=Rate(60, 60), per_guild=Rate(300, 60), presses=Rate(120, 60)
    )


def test_an_installed_package_has_its_folders_where_it_is_started(tmp_path: Path) -> None:
    """Nothing is looked for, or written, among the packages of Python."""
    shutil.copytree(ROOT / "bot", tmp_path / "packages" / "bot")
    shutil.copytree(ROOT / "index", tmp_path / "packages" / "index", ignore=lambda *_: ["built"])
    (tmp_path / ".env").write_text("DOSSIER_QUEUE=7\n")
    code = "from bot.settings import read_settings as r; s = r(); print(s.seeds, s.index, s.queue)"
    told = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "packages")},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told.split() == ["seeds", str(Path("index") / "built"), "7"]


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


def test_a_folder_in_the_file_is_beside_the_file(
    empty_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever Dossier is started; one in the environment is where it is started, as ever."""
    (empty_root / ".env").write_text("DOSSIER_SEEDS=papers\nDOSSIER_STATE=/var/dossier\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    settings = read_settings(environment={"DOSSIER_INDEX": "built"})
    assert settings.seeds == empty_root / "papers"
    assert settings.state == Path("/var/dossier")
    assert settings.index.resolve() == elsewhere / "built"
    assert read_settings(environment={"DOSSIER_SEEDS": "here"}).seeds.resolve() == (
        elsewhere / "here"
    )


@pytest.mark.parametrize("name", ["DOSSIER_INDEX", "DOSSIER_STATE"])
def test_nothing_is_written_among_the_documents(name: str, tmp_path: Path) -> None:
    """One folder cannot be both."""
    environment = {"DOSSIER_SEEDS": str(tmp_path), name: f"{tmp_path}/."}
    with pytest.raises(SettingsError, match=f"{name} is .* the folder of documents; name another"):
        read_settings(environment=environment)


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
    level, guild = str(told.value).splitlines()
    assert "DOSSIER_LOG_LEVEL" in level
    assert "DISCORD_GUILD" in guild
    assert "my server" in guild


def test_who_may_ask_is_read_from_lists() -> None:
    """Ids stand with commas or blanks between."""
    environment = {
        "DISCORD_ALLOWED_GUILDS": "123456789012345678, 7",
        "DISCORD_ALLOWED_CHANNELS": "8",
        "DISCORD_ADMIN_ROLES": " 9 10,\n11,",
    }
    access = read_settings(environment=environment).access
    assert access.guilds == {123456789012345678, 7}
    assert access.channels == {8}
    assert access.admin_roles == {9, 10, 11}


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("", Rate(60, 60)),
        ("5/10", Rate(5, 10)),
        (" 5 / 10 ", Rate(5, 10)),
        ("off", None),
        ("OFF", None),
        ("0", None),
    ],
)
def test_a_rate_is_questions_in_seconds(text: str, rate: Rate | None) -> None:
    """A rate may be set, left as it is, or taken off."""
    assert read_settings(environment={"DISCORD_USER_RATE": text}).access.per_user == rate


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DISCORD_GUILD", "my server"),
        ("DISCORD_GUILD", "1, 2"),
        ("DISCORD_GUILD", "0"),
        ("DISCORD_GUILD", "99999999999999999999"),
        ("DISCORD_ALLOWED_GUILDS", "1 x"),
        ("DISCORD_ALLOWED_CHANNELS", "#general"),
        ("DISCORD_ADMIN_ROLES", "-1"),
        ("DISCORD_ADMIN_ROLES", "١"),
        ("DISCORD_USER_RATE", "5"),
        ("DISCORD_USER_RATE", "0/5"),
        ("DISCORD_GUILD_RATE", "5/0"),
        ("DISCORD_GUILD_RATE", "a lot"),
        ("DOSSIER_KEEP_DAYS", "-1"),
        ("DOSSIER_KEEP_DAYS", "1.5"),
        ("DOSSIER_KEEP_DAYS", "99999999999"),
        ("DOSSIER_QUEUE", "0"),
        ("DOSSIER_METRICS_PORT", "65536"),
        ("DOSSIER_LOG", "xml"),
        ("DOSSIER_LOG_QUESTIONS", "maybe"),
        ("DOSSIER_QUEUE", "many"),
        ("DOSSIER_LOG_LEVEL", "loud"),
        ("DISCORD_DIRECT_MESSAGES", "maybe"),
        ("DOSSIER_FETCH", "yes"),
        ("DOSSIER_KEEP_QUESTIONS", "some"),
        ("DOSSIER_TIME_ZONE", "Mars/Olympus"),
        ("DOSSIER_TIME_ZONE", "../etc/passwd"),
        ("DOSSIER_TIME_ZONE", "Europe"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, text: str) -> None:
    """A value that is none gets one sentence, with the setting and what stands in it."""
    with pytest.raises(SettingsError) as told:
        read_settings(environment={name: text})
    (sentence,) = str(told.value).splitlines()
    assert sentence.startswith(f"{name} is {text!r}; write ")


@pytest.mark.parametrize(
    ("environment", "direct"),
    [
        ({}, True),
        ({"DISCORD_ALLOWED_GUILDS": "7"}, False),
        ({"DISCORD_ALLOWED_CHANNELS": "7"}, False),
        ({"DISCORD_ADMIN_ROLES": "7"}, True),
        ({"DISCORD_DIRECT_MESSAGES": "off"}, False),
        ({"DISCORD_DIRECT_MESSAGES": "On", "DISCORD_ALLOWED_GUILDS": "7"}, True),
    ],
)
def test_lists_close_direct_messages(environment: dict[str, str], *, direct: bool) -> None:
    """Whoever lists servers or channels means these alone, unless they say otherwise."""
    assert read_settings(environment=environment).access.direct is direct


def test_a_token_in_two_pieces_is_told() -> None:
    """A token with a blank in it cannot be one; the sentence does not repeat it."""
    with pytest.raises(SettingsError, match="DISCORD_TOKEN") as told:
        read_settings(environment={"DISCORD_TOKEN": "MTA. secret"})
    assert "secret" not in str(told.value)


def test_numbers_may_be_set() -> None:
    """Days and questions are whole numbers."""
    settings = read_settings(environment={"DOSSIER_KEEP_DAYS": "0", "DOSSIER_QUEUE": " 7 "})
    assert (settings.keep_days, settings.queue) == (0, 7)


def test_what_is_kept_of_questions_may_be_set() -> None:
    """In any case of letters; questions that teach something unless it is said."""
    assert read_settings(environment={}).keep is Keep.UNANSWERED
    for keep in Keep:
        assert read_settings(environment={"DOSSIER_KEEP_QUESTIONS": keep.title()}).keep is keep


def test_a_time_zone_may_be_set() -> None:
    """By its name; hours are those of UTC unless it is said."""
    assert read_settings(environment={}).zone.key == "UTC"
    zone = read_settings(environment={"DOSSIER_TIME_ZONE": "Europe/Berlin"}).zone
    assert zone.key == "Europe/Berlin"


def test_an_env_file_that_is_no_text_gets_one_sentence(empty_root: Path) -> None:
    """A .env in another encoding is named, not traced back."""
    (empty_root / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(environment={})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('# A comment\n\nDISCORD_TOKEN="MTA.secret\nDOSSIER_QUEUE=7\n', "Line 3 of {} cannot be"),
        ("DISCORD_TOKEN: MTA.secret\nDOSSIER_QUEUE=7", "Line 1 of {} cannot be read"),
        ("DISCORD_TOKEN:MTA.secret\nDOSSIER_QUEUE=7", "Line 1 of {} has no ="),
        ("DISCORD_TOKEN:MTA.secret==\nDOSSIER_QUEUE=7", "Line 1 of {} cannot be read"),
        ("DOSSIER_QUEUE=7\r\nMTA.secret\r\n", "Line 2 of {} has no ="),
        ("DOSSIER_QUEUE=7\ndiscord_token=MTA.secret", "Line 2 of {} has small letters in disc"),
        (
            "DISCORD_TOKEN=MTA.secret\nDOSSIER_QUEUE=7\nDISCORD_TOKEN=\n",
            "Line 3 of {} empties DISCORD_TOKEN of line 1",
        ),
    ],
)
def test_a_line_of_the_env_file_that_nothing_reads_is_named(
    empty_root: Path, capfd: pytest.CaptureFixture[str], content: str, told: str
) -> None:
    """A line that gives nothing gets its number and never its value; the others still count."""
    (empty_root / ".env").write_bytes(content.encode())
    given = given_settings(environment={})
    (problem,) = given.problems
    assert problem.startswith(told.format(empty_root / ".env"))
    assert "secret" not in f"{given!r}"
    assert given.settings.queue == 7
    with pytest.raises(SettingsError, match="\\.env"):
        read_settings(environment={})
    assert capfd.readouterr() == ("", "")  # python-dotenv would warn


def test_an_env_file_may_fill_a_line_that_was_empty(empty_root: Path) -> None:
    """What is appended to a copy of .env.example counts, and so do quotes, export and a mark."""
    (empty_root / ".env").write_bytes(
        b"\xef\xbb\xbfDISCORD_TOKEN=\nOTHERS=1\nexport DOSSIER_QUEUE='7'\n"
        b"DISCORD_TOKEN=MTA.x # mine\n"
    )
    settings = read_settings(environment={})
    assert (settings.token, settings.queue) == ("MTA.x", 7)


def test_an_env_file_that_is_a_folder_is_told(empty_root: Path) -> None:
    """Docker makes a folder of a file to be mounted that is not there."""
    (empty_root / ".env").mkdir()
    with pytest.raises(SettingsError, match="is a folder; remove it"):
        read_settings(environment={})


def test_the_token_is_never_shown() -> None:
    """Settings that end up in a log or a traceback do not carry the token."""
    secret = "MTA.secret"
    settings = read_settings(environment={"DISCORD_TOKEN": secret})
    assert settings.token == secret
    assert secret not in f"{settings!r} {settings}"


def test_addresses_are_fetched_only_where_that_is_asked_for() -> None:
    """It is off unless it is on."""
    assert not read_settings(environment={}).fetch
    assert not read_settings(environment={"DOSSIER_FETCH": "off"}).fetch
    assert read_settings(environment={"DOSSIER_FETCH": "On"}).fetch


def test_the_example_explains_every_setting_and_no_other() -> None:
    """.env.example names exactly the settings that are read."""
    source = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"((?:DISCORD|DOSSIER|RERANKER)_[A-Z_]+)"', source))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^([A-Z_]+)=$", example, re.MULTILINE)) == read

"""What is logged -> standard error: lines for people, or an object a line for programs.

Every module logs with the standard library; what comes out is decided here, in one place. The last
step takes secrets out of what was rendered, so that none gets by, in whatever message, field or
traceback it stands.
"""

import logging
import os
import re
import sys

import structlog

from bot.settings import Settings

_NOISY = (
    "bm25s",
    "sentence_transformers",
    "httpx",
    "huggingface_hub",
    "faiss.loader",
    "matplotlib",
    "torch",
    "watchfiles",
)
_SHORTEST_SECRET = 8
"""Characters: what is shorter is no token, and would be found in every other line."""

_REDACTED = "[secret]"
# A bot's token; the first part is a number in base64, which begins with one of three letters.
_ANY_TOKEN = re.compile(r"\b[MNO][\w-]{17,30}\.[\w-]{5,8}\.[\w-]{25,80}", re.ASCII)
# In an address, the token of an interaction or of a webhook lets whoever has it answer there.
_IN_AN_ADDRESS = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s\"'?]+", re.ASCII)


class Redacted:
    """Takes out of a rendered line what nobody may read in a log; the last of the processors."""

    def __init__(self, *secrets: str | None) -> None:
        self._secrets = [one for one in secrets if one and len(one) >= _SHORTEST_SECRET]

    def __call__(self, logger: object, method: str, line: object) -> str:
        """Return the line without secrets; structlog calls it."""
        del logger, method
        text = str(line)
        for secret in self._secrets:
            text = text.replace(secret, _REDACTED)
        text = _ANY_TOKEN.sub(_REDACTED, text)
        return _IN_AN_ADDRESS.sub(rf"\g<1>{_REDACTED}", text)


def is_json(settings: Settings, *, terminal: bool) -> bool:
    """Tell whether the log is for programs: as it is set, else where it goes to no terminal."""
    return settings.log == "JSON" or (not settings.log and not terminal)


def formatter(settings: Settings, *, terminal: bool) -> logging.Formatter:
    """Return what renders a record: as JSON, or as text, in colours where that is a terminal."""
    as_json = is_json(settings, terminal=terminal)
    renderer: structlog.typing.Processor
    if as_json:
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        renderer = structlog.dev.ConsoleRenderer(
            colors=terminal and "NO_COLOR" not in os.environ and sys.platform != "win32",
            repr_native_str=True,
            # The one that it would choose prints the values of variables, secrets included.
            exception_formatter=structlog.dev.plain_traceback,
        )
    traceback = [structlog.processors.format_exc_info] if as_json else []
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            # People read their own clock, programs the one of all machines.
            structlog.processors.TimeStamper(
                fmt="iso" if as_json else "%Y-%m-%d %H:%M:%S", utc=as_json
            ),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *traceback,
            renderer,
            Redacted(settings.token),
        ],
    )


def configure_logs(settings: Settings) -> None:
    """Log to standard error, as much and in the form that the settings say."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(settings, terminal=sys.stderr.isatty()))
    logging.basicConfig(level=settings.log_level, handlers=[handler])
    logging.captureWarnings(capture=True)
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    if not settings.log_questions:
        # At DEBUG it logs every event and every request as they are, with what people write.
        logging.getLogger("discord").setLevel(max(logging.INFO, logging.root.level))

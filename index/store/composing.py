"""Document -> its file: front matter, and text below it."""

import sys
from collections.abc import Mapping

import yaml

from index.domain import Document
from index.store.documents import FIELDS


def composed(document: Document, provenance: Mapping[str, str]) -> str:
    """Return a document's file, with ``provenance``: where its text was taken from."""
    fields = {field: getattr(document, field) for field in FIELDS} | dict(provenance)
    lines = [f"{field}: {_scalar(value)}".rstrip() for field, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", document.text])


def _scalar(value: str | None) -> str:
    if value is None:
        return ""
    dumped: str = yaml.safe_dump(value, allow_unicode=True, width=sys.maxsize)
    return dumped.removesuffix("\n").removesuffix("\n...")

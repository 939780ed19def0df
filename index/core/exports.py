"""Reference -> BibTeX, RIS and CSL-JSON: what reference managers read in.

Each is written here rather than by a library. What there is to write is a dozen lines, and the
packages for these formats are parsers first: the escaping for LaTeX, which is all that is hard,
they leave to another package, and it would turn every letter that is not ASCII into a macro,
though LaTeX has read UTF-8 for years and knows no macro for Chinese.

The entry is the document's, under the document's key, so that two passages of it make one entry
in a bibliography. The page and the paragraph go where a note is kept and not
printed.
"""

import json
from typing import Any

from index.core.plain import place
from index.core.reference import Name, Reference

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces before it looks at backslashes: \{ alone would swallow the entry.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)
_IN_URL = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"})
"""LaTeX takes an address as it stands; these alone would end its field early, or break it."""


def bibtex(reference: Reference) -> str:
    r"""Return a ``@misc`` entry, which BibTeX's own styles and biblatex know.

    The second pair of braces keeps the title's capitals and an institution's name as they are.
    """
    fields = {"title": f"{{{{{_latex(reference.title)}}}}}"}
    if reference.authors:
        names = " and ".join(_bibtex_name(name) for name in reference.authors)
        fields["author"] = f"{{{names}}}"
    if reference.publisher:
        fields["howpublished"] = f"{{{_latex(reference.publisher)}}}"
    written = ("{%d}", "%s", "{%d}")
    parts: list[Any] = list(reference.date)
    if parts[1:]:
        parts[1] = _MONTHS[parts[1] - 1]
    fields |= {
        name: form % part
        for name, form, part in zip(("year", "month", "day"), written, parts, strict=False)
    }
    if reference.url:
        fields["url"] = f"{{{reference.url.translate(_IN_URL)}}}"
    if noted := _place(reference):
        fields["annote"] = f"{{{noted}}}"
    lines = [f"  {name} = {value}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{reference.key},", *lines, "}"])


def ris(reference: Reference) -> str:
    """Return a RIS record: a web page, or where there is no address a generic document."""
    year, *rest = [f"{part:02}" for part in reference.date] or [""]
    site = "T2" if reference.url else "PB"
    lines = [
        ("TY", "ELEC" if reference.url else "GEN"),
        *(("AU", _turned(name)) for name in reference.authors),
        ("TI", reference.title),
        (site, reference.publisher),
        ("PY", year),
        ("DA", "/".join([year, *[*rest, ""][:2], ""]) if rest else None),
        ("UR", reference.url),
        ("LA", reference.language),
        ("N1", _place(reference)),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in lines if value), "ER  - "])


def csl_item(reference: Reference) -> dict[str, Any]:
    """Return the reference as an item of the Citation Style Language."""
    item: dict[str, Any] = {
        "id": reference.key,
        "type": "webpage" if reference.url else "document",
        "title": reference.title,
    }
    if reference.authors:
        item["author"] = [_csl_name(name) for name in reference.authors]
    if reference.publisher:
        item["container-title" if reference.url else "publisher"] = reference.publisher
    if reference.date:
        item["issued"] = {"date-parts": [list(reference.date)]}
    if reference.url:
        item["URL"] = reference.url
    if reference.language:
        item["language"] = reference.language
    if noted := _place(reference):
        item["note"] = noted
    return item


def csl_json(*references: Reference) -> str:
    """Return the list of their items, as it is kept in a file of CSL-JSON."""
    items = [csl_item(reference) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=2)


def _place(reference: Reference) -> str:
    """Return where the passage stands, or nothing for a document as a whole."""
    if reference.paragraph is None:
        return ""
    return place(reference.page, reference.paragraph).capitalize()


def _csl_name(name: Name) -> dict[str, str]:
    """Return the name as the Citation Style Language has it."""
    if name.given is None:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given}


def _bibtex_name(name: Name) -> str:
    if name.given is None:
        return f"{{{_latex(name.family)}}}"
    return f"{_latex(name.family)}, {_latex(name.given)}"


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def _turned(name: Name) -> str:
    return name.family if name.given is None else f"{name.family}, {name.given}"

"""XML within a packed file -> its tree, by defusedxml: no entity is expanded, none fetched."""

from xml.etree.ElementTree import Element, ParseError
from xml.sax import ContentHandler, SAXException

import defusedxml.ElementTree
import defusedxml.sax
from defusedxml import DefusedXmlException

from index.errors import CorpusError


def checked(raw: bytes, name: str) -> None:
    """Read a part through to the end.

    Raises:
        CorpusError: if it is no XML, or declares a document type or an entity.

    """
    try:
        defusedxml.sax.parseString(raw, ContentHandler(), forbid_dtd=True)
    except (SAXException, DefusedXmlException, ValueError, LookupError) as error:
        raise _unsafe(error, name) from error


def tree(raw: bytes, name: str) -> Element:
    """Return a part's root.

    Raises:
        CorpusError: as ``checked`` does.

    """
    try:
        root: Element = defusedxml.ElementTree.fromstring(raw, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _unsafe(error, name) from error
    return root


def _unsafe(error: Exception, name: str) -> CorpusError:
    if isinstance(error, DefusedXmlException):
        return CorpusError(
            f"its part {name[:80]!r} declares XML entities, which no such file needs and which"
            " can be an attack; save it anew with the program that made it."
        )
    return CorpusError(f"the file is damaged: its part {name[:80]!r} is no XML; get it again.")

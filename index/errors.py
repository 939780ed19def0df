"""Everything that can go wrong, each with one sentence for the person who has to mend it.

    DossierError
    ├── CorpusError               a document cannot be read; the sentence names the file
    │   ├── FetchError            an address may not be fetched, or nothing came from it
    │   ├── LastDocumentError     it is the only document, and is not taken out
    │   ├── KnownFileError        the file is in the corpus already: there is nothing to do
    │   ├── TakenKeyError         its key is that of another document
    │   └── UnreadFileError       a file was not read, for no fault of its own
    ├── ModelError                the model is missing, damaged or not the one expected
    ├── SnapshotError             the index cannot be used or written
    │   ├── MissingSnapshotError  nothing was built yet
    │   ├── StaleSnapshotError    built with another model, other settings or another format
    │   ├── DamagedSnapshotError  a file is not what the manifest says
    │   └── BusySnapshotError     another process is building
    ├── QuestionError             a question or a quote is empty, too short or too long
    ├── NotFoundError             no such document, passage or paragraph
    ├── QuoteMismatchError        a quote is not what stands in its document: nothing is sent
    └── EvaluationError           a set of questions cannot be read, or its report not written

A message says what is wrong and what to do next. Front ends print it as it is.
"""


class DossierError(Exception):
    """Base of every error that Dossier raises on purpose."""


class CorpusError(DossierError):
    """A document cannot be read."""


class FetchError(CorpusError):
    """An address may not be fetched, or nothing that could be read came from it."""


class KnownFileError(CorpusError):
    """The file is in the corpus already."""


class LastDocumentError(CorpusError):
    """The only document cannot be taken out: an index needs one."""


class TakenKeyError(CorpusError):
    """The key of a document that is taken in is another's."""


class UnreadFileError(CorpusError):
    """A file was not read, for no fault of its own: the next time it may be."""


class ModelError(DossierError):
    """The embedding model is missing, damaged or not the one expected."""


class SnapshotError(DossierError):
    """The index cannot be used or written."""


class MissingSnapshotError(SnapshotError):
    """Nothing was built yet."""


class StaleSnapshotError(SnapshotError):
    """The index was built with another model, other settings or another format."""


class DamagedSnapshotError(SnapshotError):
    """A file of the index is not what its manifest says."""


class BusySnapshotError(SnapshotError):
    """Another process is building the index."""


class QuestionError(DossierError):
    """A question or a quote is empty, too long, or has too few words in it."""


class NotFoundError(DossierError):
    """There is no such document, passage or paragraph."""


class QuoteMismatchError(DossierError):
    """A quote differs from what stands in its document."""


class EvaluationError(DossierError):
    """A set of questions cannot be read, or the report on it cannot be written."""

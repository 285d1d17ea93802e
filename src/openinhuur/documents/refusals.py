"""Why a file of a stranger is not read: one class per reason, and the reason as the child says it.

NotReadable
├── DocumentBroken, …          what it is
├── DocumentHasScript, …       what it does
├── WordNotPossible, …         Word files, which need LibreOffice
└── VirusFound, ScannerAway    what the virus scanner says, or does not say
"""

from collections.abc import Callable
from typing import ClassVar, Final

from openinhuur.documents.child.limits import MAX_PAGES, MAX_UNPACKED
from openinhuur.domain.errors import Refusal

MAX_BYTES = 10 * 1024 * 1024


class NotReadable(Refusal):
    """A document that cannot be read; ``reason`` says why. Each reason is a class of its own below."""

    reason: ClassVar[str] = "broken"


class DocumentBroken(NotReadable):
    """Not a PDF, damaged, or it made the reader stumble."""


class DocumentEncrypted(NotReadable):
    """It opens with a password only, or is protected by one."""

    reason = "encrypted"


class DocumentHasTooManyPages(NotReadable):
    """Fields: ``limit``."""

    reason = "too-many-pages"


class DocumentTooBig(NotReadable):
    """The file, or the text in it, is larger than is read. Fields: ``limit_mb``."""

    reason = "too-big"


class DocumentTooSlow(NotReadable):
    """Reading took longer than is allowed. Fields: ``seconds``."""

    reason = "timeout"


class DocumentUnpacksTooBig(NotReadable):
    """A small file that becomes a large one: a bomb, or pictures beyond any use. Fields: ``limit_mb``."""

    reason = "unpacks-too-big"


class DocumentTooComplex(NotReadable):
    """More objects, or deeper within one another, than a document of people has."""

    reason = "too-complex"


class DocumentPageTooLarge(NotReadable):
    """A page larger than A0."""

    reason = "page-too-large"


class DocumentHasScript(NotReadable):
    """JavaScript, or macros."""

    reason = "has-script"


class DocumentStartsProgram(NotReadable):
    """A link or an opening that starts a program."""

    reason = "starts-program"


class DocumentActsByItself(NotReadable):
    """Something happens when it is opened, closed, printed or turned over, other than going to a page."""

    reason = "acts-by-itself"


class DocumentHasFilesInside(NotReadable):
    """Attachments, or documents of another program."""

    reason = "has-files-inside"


class DocumentHasForm(NotReadable):
    """Fields to fill in."""

    reason = "has-form"


class DocumentHasMedia(NotReadable):
    """Sound, film, or something in three dimensions."""

    reason = "has-media"


class DocumentRefersOutside(NotReadable):
    """It fetches something from elsewhere, or sends something there. A link that a person may follow is none."""

    reason = "refers-outside"


class DocumentKindNotAccepted(NotReadable):
    """By its content it is none of the kinds that are accepted, whatever it is called; or two kinds at once."""

    reason = "kind"


class WordDocumentBroken(NotReadable):
    """The Word or OpenDocument file is damaged, or not what Word or LibreOffice write."""

    reason = "word-broken"


class WordNotPossible(NotReadable):
    """A Word or OpenDocument file, and this machine has no LibreOffice."""

    reason = "word-not-possible"


class WordNotConverted(NotReadable):
    """LibreOffice could not make a PDF of it."""

    reason = "word-not-converted"


class VirusFound(NotReadable):
    """Fields: ``name``, as the scanner calls it."""

    reason = "virus"


class ScannerAway(NotReadable):
    """The virus scanner that this site uses does not answer, or could not look. Nothing passes meanwhile."""

    reason = "scanner-away"


REASONS: Final[dict[str, Callable[[], NotReadable]]] = {
    "too-many-pages": lambda: DocumentHasTooManyPages(limit=MAX_PAGES),
    "too-big": lambda: DocumentTooBig(limit_mb=MAX_BYTES // 2**20),
    "unpacks-too-big": lambda: DocumentUnpacksTooBig(limit_mb=MAX_UNPACKED // 2**20),
} | {
    kind.reason: kind
    for kind in (
        DocumentBroken,
        DocumentEncrypted,
        DocumentTooComplex,
        DocumentPageTooLarge,
        DocumentHasScript,
        DocumentStartsProgram,
        DocumentActsByItself,
        DocumentHasFilesInside,
        DocumentHasForm,
        DocumentHasMedia,
        DocumentRefersOutside,
        DocumentKindNotAccepted,
        WordDocumentBroken,
    )
}
"""What the child may say → the refusal, made anew each time."""


def refused_for(reason: object) -> NotReadable:
    """The refusal for what a child said; what it should not say is a broken document."""
    return REASONS.get(str(reason), DocumentBroken)()

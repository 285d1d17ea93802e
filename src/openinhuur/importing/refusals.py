"""Why a file cannot be read as a call. A PDF has reasons of its own in `documents.reading`."""

from openinhuur.domain.errors import Refusal


class ImportRefused(Refusal):
    """Any file that cannot be read as a call. Fields of all kinds: ``name``."""


class FileNotFound(ImportRefused):
    """There is no file of that name."""


class NotAFile(ImportRefused):
    """It is a folder, a device or another thing that is not a file."""


class FileNotAllowed(ImportRefused):
    """This user may not read the file."""


class FileTooBig(ImportRefused):
    """The file, or the text in it, is larger than is read. Fields: ``limit_mb``."""


class FileEmpty(ImportRefused):
    """The file holds no text."""


class KindUnknown(ImportRefused):
    """The content is not text, Markdown, HTML, PDF or .docx, whatever the file is called."""


class WordFileBroken(ImportRefused):
    """The .docx is damaged, or unpacks to more than is read."""


class NoTextLayer(ImportRefused):
    """The PDF holds pictures of pages only."""


class NotACall(ImportRefused):
    """There is text, but nothing in it is recognised as a hiring request."""

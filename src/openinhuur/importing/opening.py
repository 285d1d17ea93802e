"""Takes a file from disk to read: it is measured before it is read."""

from pathlib import Path

from openinhuur.importing.kinds import MAX_BYTES
from openinhuur.importing.refusals import FileNotAllowed, FileNotFound, FileTooBig, NotAFile


def open_file(path: Path) -> bytes:
    """The content of a file.

    Raises:
        ImportRefused: it is not there, no file, not allowed, or too big (10 MB).
    """
    name = path.name or str(path)
    try:
        if not path.exists():
            raise FileNotFound(name=name)
        if not path.is_file():
            raise NotAFile(name=name)
        if path.stat().st_size > MAX_BYTES:
            raise FileTooBig(name=name, limit_mb=MAX_BYTES // 2**20)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (PermissionError, ValueError, OSError) as error:
        if isinstance(error, PermissionError):
            raise FileNotAllowed(name=name) from None
        raise FileNotFound(name=name) from None

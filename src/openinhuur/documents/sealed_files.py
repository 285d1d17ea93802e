"""Ciphertexts of what was sealed: files that are on the disk before a row of the database speaks of them.

Each is written once, whole, under the number of its row, and never changed. A database writes a megabyte three times
and cuts it in five hundred pieces, which is what a deadline then waits for (decision 31). A file without a row is of
somebody to whom nothing was confirmed, and says nothing to anybody. It is thrown away by who wrote it, and by nobody
else: after a backup is put back, the rows can be older than the files.
"""

import errno
import logging
import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from mmap import mmap
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from openinhuur.documents import sealing
from openinhuur.documents.models import SealedContent
from openinhuur.documents.sealing import Sealed
from openinhuur.domain.errors import Refusal

OWNER_ONLY: Final = 0o700
OWNER_ONLY_FILE: Final = 0o600
PAST_MEMORY: Final[int] = getattr(os, "O_DIRECT", 0)
MOST_KEPT: Final = 4 * 2**20
"""Of the memory of a thread for what it writes."""

log = logging.getLogger(__name__)
_own = threading.local()
_lasting: set[Path] = set()
"""Where this process has seen the folders onto the disk."""


class SealedFileNotKept(Refusal):
    """The ciphertext cannot be written, mostly because the disk is full. Nothing of it is kept."""


class SealedFileMissing(Refusal):
    """The ciphertext is not in its folder, or cannot be read there. Fields: ``what``."""


def seal(pieces: Sequence[bytes], *, public_key: bytes, bound_to: str) -> SealedContent:
    """Seal something and write it; when this returns, it outlives a power failure. Returns its row, not saved yet.

    Args:
        pieces: of its content, in their order.

    Raises:
        SealedFileNotKept: the disk is full, or the folder cannot be written. Nothing is left of it.
    """
    size = sealing.sealed_size(sum(map(len, pieces)))
    with memoryview(_pages(size)) as pages, pages[:size] as room:
        row = SealedContent(wrapped_key=sealing.seal_into(room, pieces, public_key=public_key, bound_to=bound_to))
        path = path_of(row.pk)
        try:
            _make_folders(path.parent)
            _write(path, room)
        except OSError as error:
            log.exception("a bid cannot be kept")  # for who keeps the server; what is sent waits for that
            with suppress(OSError):  # it may not even have been begun
                path.unlink()
            raise SealedFileNotKept from error
    return row


def forget(content: SealedContent) -> None:
    """Throw away the file of a row that was never saved."""
    path_of(content.pk).unlink(missing_ok=True)


def read(content: SealedContent) -> Sealed:
    """What was sealed, as it was kept.

    Raises:
        SealedFileMissing.
    """
    ciphertext = content.ciphertext  # of before they were files
    if ciphertext is None:
        try:
            ciphertext = path_of(content.pk).read_bytes()
        except OSError:
            raise SealedFileMissing(what=str(content.pk)) from None
    return Sealed(bytes(content.wrapped_key), bytes(ciphertext))


def path_of(number: UUID) -> Path:
    """Where the ciphertext stands, or would."""
    return Path(settings.SEALED_FOLDER, number.hex[:2], number.hex)


def _make_folders(asked: Path) -> None:
    """All of them at once: each lasts, also where another process has just made it, before the first file is in it."""
    root = asked.parent
    if root in _lasting and asked.is_dir():
        return
    root.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    for one in range(256):
        (root / f"{one:02x}").mkdir(mode=OWNER_ONLY, exist_ok=True)
    for above in (root, root.parent):
        _to_disk(above)
    _lasting.add(root)


def _write(path: Path, pages: memoryview) -> None:
    """Past the memory in which the system keeps files: nobody reads this one before its call is opened. The disk asks
    for whole blocks then, which is what a ciphertext is."""
    file, written = _opened(path), 0
    try:
        while written < len(pages):
            written += os.write(file, pages[written:])
        os.fsync(file)
    finally:
        os.close(file)
    _to_disk(path.parent)


def _opened(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(path, flags | PAST_MEMORY, OWNER_ONLY_FILE)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        return os.open(path, flags, OWNER_ONLY_FILE)  # a file system that cannot


def _pages(size: int) -> mmap:
    """Memory of this thread that begins at a page, as a disk asks."""
    if size > MOST_KEPT:
        return mmap(-1, size)
    pages: mmap | None = getattr(_own, "pages", None)
    if pages is None or len(pages) < size:
        pages = _own.pages = mmap(-1, size)
    return pages


def _to_disk(folder: Path) -> None:
    """The names in a folder outlive a power failure, too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

"""Starts the child in which a file of a stranger is opened, and takes its answer for what it is: a stranger's too."""

import json
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import IO

from openinhuur.documents.refusals import DocumentBroken, DocumentTooComplex, DocumentTooSlow, refused_for

CHILD = (sys.executable, "-I", "-m", "openinhuur.documents.child")


@dataclass(frozen=True, slots=True)
class Answered:
    """What the child said: values, and what was too large to stand among them."""

    head: dict[str, object]
    blobs: tuple[bytes, ...]


def ask(job: str, content: bytes, *, seconds: float) -> Answered:
    """Have the child do one job on a file. It ends within ``seconds``, whatever the file is.

    Raises:
        NotReadable: one of its kinds.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answered:
        given.write(content)
        given.seek(0)
        try:
            ended = subprocess.run(
                [*CHILD, job],
                stdin=given,
                stdout=answered,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise DocumentTooSlow(seconds=round(seconds)) from None
        return understood(ended.returncode, answered, seconds=seconds)


def understood(status: int, answered: IO[bytes], *, seconds: float) -> Answered:
    """The answer of a child that ended with ``status``.

    Raises:
        NotReadable: the child refused, was ended by its limits, or did not say anything that can be used.
    """
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise DocumentTooSlow(seconds=round(seconds))
    if status < 0:  # it ran into the limit on memory, or the library gave up
        raise DocumentTooComplex
    answered.seek(0)
    try:
        head = json.loads(answered.readline())
    except ValueError:
        raise DocumentBroken from None
    if status or not isinstance(head, dict):
        raise DocumentBroken
    if "refused" in head:
        raise refused_for(head["refused"])
    sizes = head.get("blobs")
    if not isinstance(sizes, list) or not all(isinstance(size, int) and size >= 0 for size in sizes):
        raise DocumentBroken
    blobs = tuple(answered.read(size) for size in sizes)
    if [len(blob) for blob in blobs] != sizes:
        raise DocumentBroken
    return Answered(head, blobs)

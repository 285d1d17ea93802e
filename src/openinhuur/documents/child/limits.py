"""What the child takes away from itself, held by the kernel, and the jobs it knows."""

import resource
from collections.abc import Callable
from dataclasses import dataclass

from openinhuur.documents.child.answers import Answer

MAX_PAGES = 100
MAX_OBJECTS = 50_000
MAX_VALUES = 1_000_000
"""Values in all objects together, counted as they are walked."""
MAX_UNPACKED = 256 * 1024**2
MAX_PIXELS_IN_IMAGE = 64 * 1000**2
MAX_PAGE_SIDE_PT = 3400.0
"""A little more than A0, in points of 1/72 inch."""
MAX_CHARS = 2_000_000
ROOM_FOR_WORDS = 8 * 1024**2
OPEN_FILES = 32
GRACE_S = 1  # at the first limit the kernel says why (SIGXCPU), at the second it does not

Work = Callable[[bytes], Answer]


def _read() -> Work:
    from openinhuur.documents.child import text  # noqa: PLC0415 (only after the limits hold)

    return text.read


def _inspect() -> Work:
    from openinhuur.documents.child import inspecting, text  # noqa: PLC0415 (as above)

    return lambda content: text.read(inspecting.inspected(content))


def _draw() -> Work:
    from openinhuur.documents.child import drawing, inspecting  # noqa: PLC0415 (as above)

    return lambda content: drawing.draw(inspecting.inspected(content))


def _blacken() -> Work:
    from openinhuur.documents.child import blackening  # noqa: PLC0415 (as above)

    return blackening.blacken


def _look_in_word() -> Work:
    from openinhuur.documents.child import packages  # noqa: PLC0415 (as above)

    return packages.look


@dataclass(frozen=True, slots=True)
class Job:
    """A job, how its parts are fetched, and what it may use."""

    work: Callable[[], Work]
    cpu_seconds: int = 10
    output_bytes: int = 16 * 1024**2
    memory_bytes: int = 1024**3


JOBS = {
    "read": Job(_read),
    "inspect": Job(_inspect),
    "draw": Job(_draw, cpu_seconds=40, output_bytes=96 * 1024**2),
    "blacken": Job(_blacken, cpu_seconds=40, output_bytes=96 * 1024**2),
    "word": Job(_look_in_word),
}


def set_for(job: Job) -> None:
    """Takes away what the job does not need."""
    hold(resource.RLIMIT_AS, job.memory_bytes)
    hold(resource.RLIMIT_CPU, job.cpu_seconds, grace=GRACE_S)
    hold(resource.RLIMIT_NOFILE, OPEN_FILES)
    hold(resource.RLIMIT_FSIZE, job.output_bytes)
    hold(resource.RLIMIT_CORE, 0)


def hold(what: int, most: int, *, grace: int = 0) -> None:
    """One limit, never above what the child was given itself."""
    _, given = resource.getrlimit(what)
    hard = most + grace if given == resource.RLIM_INFINITY else min(most + grace, given)
    resource.setrlimit(what, (min(most, hard), hard))

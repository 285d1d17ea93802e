"""What a check gives: a finding with its place. Its words, and how to mend it, live at the edge (`wording`)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from openinhuur.domain.written_call import WrittenCall


class Severity(StrEnum):
    """How bad a finding is: an error is to be mended first, a warning asks for a reason, info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. ``lines`` (from 1) and ``key`` (a key of `WrittenCall.places`) are its place."""

    code: str
    severity: Severity
    lines: tuple[int, ...] = ()
    key: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)


Check = Callable[[WrittenCall], Iterable[Finding]]
"""Looks at a call with one eye, for one mistake. What the call does not say, a check says nothing about."""

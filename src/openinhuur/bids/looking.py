"""What is seen in the CV of an opened bid: pages, language, references. It warns; it decides nothing (R24)."""

from dataclasses import dataclass
from typing import Final

from openinhuur.calls.models import Call
from openinhuur.documents.cv import Kind, read_cv
from openinhuur.documents.languages import language_of
from openinhuur.documents.refusals import NotReadable, ScannerAway
from openinhuur.domain import bid as domain

OF_THE_CV: Final = {"cv-not-readable", "cv-too-long", "cv-without-text", "cv-other-language", "too-few-references"}
"""The findings that follow from the CV and the references, so that they are made anew when those are mended."""

MEDIA_TYPES: Final = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.DOC: "application/msword",
}
UNKNOWN: Final = ("bin", "application/octet-stream")
"""A CV that was refused may be anything: no browser is told to open it."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A CV that was looked through: its kind and text; or why it was refused."""

    kind: Kind | None
    pages: tuple[str, ...]
    refused: str = ""

    @property
    def suffix(self) -> str:
        """How the name of its file ends."""
        return self.kind.value if self.kind else UNKNOWN[0]

    @property
    def media_type(self) -> str:
        """What a browser is told that it is."""
        return MEDIA_TYPES[self.kind] if self.kind else UNKNOWN[1]


def look_at(cv: bytes) -> LookedAt:
    """Look a CV through, in a child. Nothing of the database is touched: this may run beside others.

    Raises:
        ScannerAway: later again; nobody saw it.
    """
    try:
        found = read_cv(cv)
    except ScannerAway:
        raise
    except NotReadable as refusal:
        return LookedAt(None, (), refusal.reason)
    return LookedAt(found.kind, found.text.pages)


def findings(seen: LookedAt, *, references: int, call: Call) -> list[domain.Finding]:
    """Where a CV departs from what the call asks."""
    if seen.kind is None:
        return [domain.Finding("cv-not-readable", {"reason": seen.refused})]
    return domain.cv_findings(
        seen.pages,
        language=language_of("\n".join(seen.pages)),
        references=references,
        rules=domain.CvRules(call.cv_max_pages, call.cv_language, call.cv_min_references),
    )


def plain(finding: domain.Finding) -> dict[str, str]:
    """A finding as it is kept."""
    return {"code": finding.code, **finding.fields}

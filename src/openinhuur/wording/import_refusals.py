"""Why a file could not be read, in Dutch and English: code → templates filled with the refusal's fields."""

from typing import Final

from openinhuur.wording.document_refusals import DOCUMENT_REFUSALS

IMPORT_REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "import-refused": ("Dit bestand kan niet worden gelezen.", "This file cannot be read."),
    "file-not-found": ("Er is geen bestand {name}.", "There is no file {name}."),
    "not-a-file": (
        "{name} is geen bestand maar een map of iets anders.",
        "{name} is not a file but a folder or something else.",
    ),
    "file-not-allowed": ("U mag het bestand {name} niet lezen.", "You are not allowed to read the file {name}."),
    "file-too-big": (
        "{name} is te groot: een aanvraag mag hoogstens {limit_mb} MB zijn.",
        "{name} is too big: a call may be {limit_mb} MB at most.",
    ),
    "file-empty": ("{name} is leeg.", "{name} is empty."),
    "kind-unknown": (
        "{name} is geen tekst, Markdown, HTML, pdf of Word-bestand (.docx).",
        "{name} is not text, Markdown, HTML, PDF or a Word file (.docx).",
    ),
    "word-file-broken": (
        "Het Word-bestand {name} is beschadigd of pakt te groot uit.",
        "The Word file {name} is damaged or unpacks to too much.",
    ),
    "no-text-layer": (
        "De pdf {name} bevat alleen beelden van bladzijden en geen tekst: vraag om een pdf met tekst.",
        "The PDF {name} holds only pictures of pages and no text: ask for a PDF with text.",
    ),
    "not-a-call": (
        "In {name} is geen aanvraag herkend: geen enkel bekend kopje of gegeven gevonden.",
        "No hiring request was recognised in {name}: no known label or heading was found.",
    ),
    **DOCUMENT_REFUSALS,
}


def import_refusal(code: str, fields: dict[str, object], language: str = "nl") -> str:
    """The refusal as a sentence in ``language`` (nl, en)."""
    return IMPORT_REFUSALS[code][("nl", "en").index(language)].format(**fields)

"""Why a file could not be read, in Dutch and English: code → templates filled with the refusal's fields."""

from typing import Final

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
    "not-readable": ("De pdf kan niet worden gelezen.", "The PDF cannot be read."),
    "document-broken": (
        "De pdf is beschadigd en kan niet worden gelezen.",
        "The PDF is damaged and cannot be read.",
    ),
    "document-encrypted": (
        "De pdf is beveiligd met een wachtwoord: vraag om een pdf zonder wachtwoord.",
        "The PDF is protected with a password: ask for a PDF without one.",
    ),
    "document-has-too-many-pages": (
        "De pdf heeft meer dan {limit} bladzijden.",
        "The PDF has more than {limit} pages.",
    ),
    "document-too-big": (
        "De pdf, of de tekst erin, is groter dan {limit_mb} MB.",
        "The PDF, or the text in it, is larger than {limit_mb} MB.",
    ),
    "document-too-slow": (
        "Het lezen van de pdf duurde langer dan {seconds} seconden en is gestopt.",
        "Reading the PDF took longer than {seconds} seconds and was stopped.",
    ),
}


def import_refusal(code: str, fields: dict[str, object], language: str = "nl") -> str:
    """The refusal as a sentence in ``language`` (nl, en)."""
    return IMPORT_REFUSALS[code][("nl", "en").index(language)].format(**fields)

"""One part of a .docx or .odt: XML without a document type, and without a way to anywhere else."""

import re
from typing import Final
from xml.parsers import expat

from openinhuur.documents.child.answers import Refused
from openinhuur.documents.child.links import leads_to_a_place_on_the_web

MAX_DEPTH = 200
BETWEEN = " "  # a namespace and a name
FETCHING_FIELD = re.compile(
    r"\s*(?:DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|LINK|IMPORT|DATABASE|RD|MACROBUTTON)\b"
)
"""Fields of Word that fetch something or start something (ECMA-376 part 1, 17.16.5)."""
OWN_TEMPLATE = re.compile(r"file:///[a-z]:[\\/](?![\\/])", re.IGNORECASE)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]|\.\.", re.IGNORECASE)

RELATIONS: Final = {
    "vbaProject": "has-script",
    "control": "has-script",
    "attachedToolbars": "has-script",
    "oleObject": "has-files-inside",
    "package": "has-files-inside",
    "aFChunk": "has-files-inside",
}
"""What a part of a .docx may be to another, and may not be here."""

ODT_ROOMS: Final = {"script": "has-script", "form": "has-form"}
"""Namespaces of ODF of which no element may be there."""


class Part:
    """What is met while one part of a .docx is read."""

    def __init__(self) -> None:
        self.depth = 0
        self.is_field = False
        self.fields = [""]
        """The field that is open, within those around it; the first stands for what belongs to none."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Refused("too-complex")
        self.check(name, {key.rpartition(BETWEEN)[2]: value for key, value in attributes.items()})

    def check(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(BETWEEN)[2]:
            case "instrText" | "delInstrText":
                self.is_field = True
            case "fldSimple":
                _check_field(attributes.get("instr", ""))
            case "fldChar" if attributes.get("fldCharType") == "begin":
                self.fields.append("")
            case "fldChar" if attributes.get("fldCharType") == "end" and len(self.fields) > 1:
                _check_field(self.fields.pop())
            case "Relationship":
                _check_relation(attributes)

    def end(self, _: str) -> None:
        self.depth -= 1
        self.is_field = False

    def characters(self, text: str) -> None:
        if self.is_field:
            self.fields[-1] += text


class OdtPart(Part):
    """What is met while one part of an .odt is read."""

    def check(self, name: str, attributes: dict[str, str]) -> None:
        space, _, element = name.rpartition(BETWEEN)
        room = re.search(r"[:/](\w+)(?::[\d.]+)?$", space)
        if room and room[1] in ODT_ROOMS:
            raise Refused(ODT_ROOMS[room[1]])
        if element == "encryption-data":
            raise Refused("encrypted")
        if element in {"dde-source", "dde-connection-decl"}:
            raise Refused("refers-outside")
        address = attributes.get("href", "")
        is_choice = element == "a" and leads_to_a_place_on_the_web(address)
        is_own = element == "template" and (not ELSEWHERE.match(address) or address.startswith(("..", "file:///")))
        if ELSEWHERE.match(address) and not is_choice and not is_own:
            raise Refused("refers-outside")


def check_part(text: bytes, kind: str) -> None:
    """Nothing in it fetches, starts or multiplies.

    Raises:
        Refused.
    """
    part = OdtPart() if kind == "odt" else Part()
    parser = expat.ParserCreate(namespace_separator=BETWEEN)
    parser.StartDoctypeDeclHandler = _refuse_document_type  # and with it all entities
    parser.StartElementHandler = part.start
    parser.EndElementHandler = part.end
    parser.CharacterDataHandler = part.characters
    try:
        parser.Parse(text, True)  # noqa: FBT003 (expat knows no names)
    except (expat.ExpatError, LookupError):  # not XML, or in letters that nobody uses
        raise Refused("word-broken") from None
    for field in part.fields:
        _check_field(field)


def _refuse_document_type(*_: object) -> None:
    raise Refused("word-broken")


def _check_field(text: str) -> None:
    if FETCHING_FIELD.match(text.upper()):
        raise Refused("refers-outside")


def _check_relation(attributes: dict[str, str]) -> None:
    kind, target = attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", "")
    if kind in RELATIONS:
        raise Refused(RELATIONS[kind])
    if attributes.get("TargetMode", "").casefold() != "external":
        return
    is_choice = kind == "hyperlink" and leads_to_a_place_on_the_web(target)
    is_own = kind == "attachedTemplate" and OWN_TEMPLATE.match(target)
    if not is_choice and not is_own:
        raise Refused("refers-outside")

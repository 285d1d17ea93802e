"""The papers that suppliers of the example case put in their passport, as PDF."""

import json
from collections.abc import Sequence
from importlib import resources

import typst

from openinhuur.demo.confirmed import Table
from openinhuur.domain.paper import PaperKind
from openinhuur.domain.roles import Actor
from openinhuur.parties.actions import passports
from openinhuur.parties.models import Organisation
from openinhuur.wording import formats


def show_papers(papers: Sequence[Table], known: dict[str, Organisation], suppliers: dict[str, Actor]) -> None:
    """Put every paper of the case in the passport of its supplier."""
    for one in papers:
        supplier = known[one["supplier"]]
        passports.add_paper(
            supplier.pk,
            kind=PaperKind(one["kind"]),
            content=_pdf(one, supplier),
            name=f"{one['title']}.pdf",
            issued_on=one["issued_on"],
            expires_on=one.get("expires_on"),
            actor=suppliers[one["supplier"]],
            at=one["added_at"],
        )


def _pdf(paper: Table, supplier: Organisation) -> bytes:
    words = {
        "title": paper["title"],
        "supplier": supplier.name,
        "kvk_number": supplier.kvk_number,
        "text": paper["text"],
        "issued_on": formats.day(paper["issued_on"], "nl"),
    }
    with resources.as_file(resources.files("openinhuur.demo") / "cv_templates") as templates:
        made: bytes = typst.compile(
            str(templates / "paper.typ"),
            root=str(templates),
            format="pdf",
            sys_inputs={"paper": json.dumps(words, ensure_ascii=False)},
            ignore_system_fonts=True,
            timestamp=int(paper["added_at"].timestamp()),
        )
    return made

"""The form in which somebody writes what changes in a published call: every place that can change, as it is now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from openinhuur.domain.draft import NoSuchField, field_at
from openinhuur.domain.draft_edits import tidy
from openinhuur.domain.errors import Refusal
from openinhuur.domain.roles import NotAllowed, NotFound
from openinhuur.flow import correcting
from openinhuur.flow.queries import corrections
from openinhuur.flow.queries.corrections import Place, WritePage
from openinhuur.web.forms import done
from openinhuur.web.pages import form_page
from openinhuur.web.requests import Request
from openinhuur.wording import language
from openinhuur.wording.sentences import sentence

LATER = "later"
"""The button that fills in later dates, and saves nothing."""
REASONS = ("reason", "not_material_reason")


@dataclass(frozen=True, slots=True)
class Shown:
    """The form as it is shown: what was typed, and what was refused."""

    page: WritePage
    typed: Mapping[str, str]
    refusal: Refusal | None = None

    @property
    def wrong(self) -> str:
        """The field that the refusal is about; empty when it is about none."""
        fields = self.refusal.fields if self.refusal else {}
        return str(fields.get("field") or fields.get("path") or "")

    @property
    def why(self) -> str:
        """The refusal as a sentence."""
        return sentence(self.refusal, language.current()) if self.refusal else ""

    @property
    def needs_later_dates(self) -> bool:
        """Whether later dates would help."""
        return self.refusal is not None and "earliest_on" in self.refusal.fields

    def reason(self) -> str:
        """Why the call is corrected."""
        return self.typed.get("reason", self.page.reason)

    def not_material_reason(self) -> str:
        """Why it does not matter to any bid."""
        return self.typed.get("not_material_reason", self.page.not_material_reason)

    def sections(self) -> Iterator[tuple[str, list[tuple[Place, str, bool]], bool]]:
        """Each group with its places: what is typed there and whether that is refused; and whether it is open."""
        for code, places in self.page.sections:
            shown = [(one, self.typed.get(one.path, one.typed), one.path == self.wrong) for one in places]
            yield code, shown, code == "planning" or any(wrong or typed != one.now for one, typed, wrong in shown)


@form_page
def write(request: Request, number: str) -> HttpResponse:
    """What changes, and why? It waits for a second person."""
    refusal: Refusal | None = None
    typed = _typed(request.POST)
    if request.method == "POST" and LATER not in request.POST:
        try:
            said = {path: value for path, value in typed.items() if path not in REASONS}
            reasons = {name: typed.get(name, "") for name in REASONS}
            correcting.write(number, said, **reasons, actor=request.actor, at=request.at)
            return done(request, _("The correction waits for a second person."), "web:correction", number)
        except (NotFound, NotAllowed):
            raise
        except Refusal as caught:
            refusal = caught
    page = corrections.write_page(number, actor=request.actor, at=request.at)
    typed |= page.later if LATER in request.POST else {}
    shown = Shown(page, typed, refusal)
    return render(request, "web/corrections/write.html", {"page": page, "shown": shown}, status=422 if refusal else 200)


def _typed(said: QueryDict) -> dict[str, str]:
    """What stood in each place; days that are all ticked off stand there as their empty place."""
    found = {name: said.get(name, "") for name in REASONS if name in said}
    for path in dict.fromkeys([*said.getlist("place"), *said]):
        if path not in found and _is_place(path):
            found[path] = tidy(",".join(said.getlist(path)), field_at(path).kind)
    return found


def _is_place(name: str) -> bool:
    try:
        field_at(name)
    except NoSuchField:
        return False
    return True

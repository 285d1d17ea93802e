"""The form with which a draft begins, and the one with which a person says why."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openinhuur.calls.actions import drafting
from openinhuur.calls.models import Draft
from openinhuur.flow.queries.draft_lists import NewDraftPage
from openinhuur.importing.kinds import MAX_BYTES, MAX_CHARS
from openinhuur.web.forms import Form, required
from openinhuur.web.requests import Request
from openinhuur.web.templatetags.forms import options

NOTHING, TEMPLATE, CALL, DOCUMENT, TEXT = "nothing", "template", "call", "document", "text"
KINDS = ".pdf,.docx,.html,.htm,.txt,.md"
PASTED = "geplakt.txt"
"""The name of a text that was pasted: it has none of its own."""


class NewDraftForm(Form):
    """Where a new call begins, and in which category."""

    category = forms.TypedChoiceField(label=gettext_lazy("Category"), coerce=int)
    start = forms.ChoiceField(
        label=gettext_lazy("How do you want to start?"),
        widget=forms.RadioSelect,
        choices=[
            (NOTHING, gettext_lazy("From nothing")),
            (TEMPLATE, gettext_lazy("From a template")),
            (CALL, gettext_lazy("From an earlier call")),
            (DOCUMENT, gettext_lazy("From a document")),
            (TEXT, gettext_lazy("From a text that you paste")),
        ],
    )
    template = forms.TypedChoiceField(
        label=gettext_lazy("Template"), coerce=UUID, required=False, empty_value=None,
        help_text=gettext_lazy("It has its own category."),
    )  # fmt: skip
    call = forms.CharField(
        label=gettext_lazy("Number of the call"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("All but its number and its dates is taken over."),
        widget=forms.TextInput(attrs={"list": "earlier-calls", "autocomplete": "off"}),
    )
    document = forms.FileField(
        label=gettext_lazy("Document"),
        required=False,
        help_text=gettext_lazy("PDF, Word (.docx), HTML or plain text. What is read stands beside the text."),
        widget=forms.FileInput(attrs={"accept": KINDS}),
    )
    text = forms.CharField(
        label=gettext_lazy("Text of the call"),
        required=False,
        max_length=MAX_CHARS,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    @classmethod
    def of(cls, request: Request, page: NewDraftPage) -> "NewDraftForm":
        """The form with what there is to choose; what the address names is chosen already."""
        asked = {name: request.GET[name] for name in (TEMPLATE, CALL) if name in request.GET}
        form = cls(request, initial={"start": next(iter(asked), NOTHING), **asked})
        choice: Any = form.fields["category"]
        found = [(one.id, f"{one.name} ({one.buyer}, {one.system})") for one in page.categories]
        choice.choices = found if len(found) == 1 else [("", _("Choose…")), *found]
        chosen: Any = form.fields["template"]
        chosen.choices = [
            ("", _("Choose…")),
            *((str(one.id), one.title or _("Without a title")) for one in page.templates),
        ]
        return form

    def clean(self) -> dict[str, Any]:
        """What was chosen needs what it starts from."""
        said: dict[str, Any] = super().clean() or {}
        way = said.get("start", NOTHING)
        if way != NOTHING and not said.get(way) and way not in self.errors:
            self.add_error(way, required())
        if way in {TEMPLATE, CALL}:
            self.errors.pop("category", None)
        return said

    def ways(self) -> Iterator[tuple[SafeString, str, str, BoundField | None]]:
        """Each way to start: its radio button, and the field that belongs to it."""
        for value, (control, id_, label) in zip(
            (NOTHING, TEMPLATE, CALL, DOCUMENT, TEXT), options(self["start"]), strict=True
        ):
            yield control, id_, label, self[value] if value in self.fields else None

    def begin(self) -> Draft:
        """Start the draft in the chosen way."""
        said, actor, at = self.cleaned_data, self.request.actor, self.request.at
        match said["start"]:
            case "template":
                return drafting.start_from_draft(said["template"], actor=actor, at=at)
            case "call":
                return drafting.start_from_call(said["call"].strip(), actor=actor, at=at)
            case "document":
                sent, name = said["document"].read(MAX_BYTES + 1), said["document"].name
                return drafting.start_from_document(said["category"], sent, name=name, actor=actor, at=at)
            case "text":
                pasted = said["text"].encode()
                return drafting.start_from_document(said["category"], pasted, name=PASTED, actor=actor, at=at)
        return drafting.start(said["category"], actor=actor, at=at)

    def words_for(self, draft: Draft) -> str:
        """What the next page says."""
        if draft.source_lines:
            return _("The document was read. Look at every field: nothing is published that you did not confirm.")
        return _("Your draft is kept. Everything you type is saved.")

"""The forms around questions: asking, answering, offering, and what the second person says."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openinhuur.domain.answers import LONGEST as LONGEST_REPLY
from openinhuur.domain.answers import Reply
from openinhuur.domain.questions import LONGEST, Asking
from openinhuur.flow.queries.answers import AnswerPage, AnswersPage, CheckPage, Choice
from openinhuur.flow.queries.questions import QuestionsPage
from openinhuur.web.forms import Form
from openinhuur.web.requests import Request

LONGEST_CHOICE = 90


class AskForm(Form):
    """A question, or the report of an error."""

    text = forms.CharField(
        label=gettext_lazy("Your question"),
        help_text=gettext_lazy("Name the place in the call. Leave out who you are and who your candidate is."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
    )
    reports_error = forms.BooleanField(
        label=gettext_lazy("I report an error in the call or its documents"), required=False
    )

    @classmethod
    def of(cls, request: Request, page: QuestionsPage) -> "AskForm":
        """Only once questions have closed it is asked whether it is about an error."""
        form = cls(request)
        if page.asking is Asking.ERRORS:
            form.fields["text"].label = _("What is wrong?")
        else:
            del form.fields["reports_error"]
        return form


class AnswerForm(Form):
    """What is published of a question."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_REPLY["answer"],
    )
    group = forms.CharField(
        label=gettext_lazy("Subject"),
        help_text=gettext_lazy("Questions with the same subject stand together."),
        required=False,
        widget=forms.TextInput(attrs={"list": "subjects", "autocomplete": "off"}),
        max_length=LONGEST_REPLY["group"],
    )
    wording = forms.CharField(
        label=gettext_lazy("The question as others read it"),
        help_text=gettext_lazy("Change only what tells who asked. The question itself stays."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_REPLY["wording"],
    )
    same_as = forms.TypedChoiceField(
        label=gettext_lazy("The same as"),
        help_text=gettext_lazy("Was it asked before in other words? Then it gets that answer, and none of its own."),
        coerce=int,
        required=False,
        empty_value=None,
    )
    correction = forms.TypedChoiceField(
        label=gettext_lazy("Correction of the call"),
        help_text=gettext_lazy("Does the answer change the call? First write the correction; it is published first."),
        coerce=int,
        required=False,
        empty_value=None,
    )

    @classmethod
    def of(cls, request: Request, page: AnswerPage) -> "AnswerForm":
        """The form with what it says now, and with what there is to choose."""
        row = page.row
        said = {"answer": row.answer, "group": row.group, "wording": row.wording, "same_as": page.same_as,
                "correction": row.correction}  # fmt: skip
        form = cls(request, initial=said)
        for name, choices in (("same_as", page.others), ("correction", page.corrections)):
            if choices:
                field: Any = form.fields[name]
                field.choices = [("", _("None")), *_options(name, choices)]
            else:
                del form.fields[name]
        return form

    def reply(self) -> Reply:
        """What was filled in."""
        said = self.cleaned_data
        return Reply(
            answer=said["answer"],
            wording=said["wording"],
            group=said["group"],
            same_as=said.get("same_as"),
            correction=said.get("correction"),
        )


class OfferForm(Form):
    """That somebody looked at the words that may tell who asked."""

    tells_nobody = forms.BooleanField(
        label=gettext_lazy("I looked at these words; they tell nobody who asked"), required=False
    )

    @classmethod
    def of(cls, request: Request, page: AnswersPage) -> "OfferForm":
        """It is only asked when there are such words."""
        form = cls(request)
        if not page.told:
            del form.fields["tells_nobody"]
        return form


class CheckForm(Form):
    """What the second person says: why the answers are late, or what has to change."""

    late_reason = forms.CharField(
        label=gettext_lazy("Why the answers are later"),
        help_text=gettext_lazy("It stands in the journal with your name."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    reason = forms.CharField(
        label=gettext_lazy("What has to change?"),
        help_text=gettext_lazy("Who offered them reads this in an e-mail."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )

    def shown_with(self, page: CheckPage) -> "CheckForm":
        """Without what is not asked; what is asked has to be filled in, each with its own button."""
        if not page.is_late:
            del self.fields["late_reason"]
        for field in self.fields.values():
            field.required = True
        return self


def _options(name: str, choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    """A choice on one line; a correction by its number."""
    texts = {
        one.value: " ".join(one.text.split()) if name == "same_as" else f"{one.value}. {' '.join(one.text.split())}"
        for one in choices
    }
    return [
        (str(value), text if len(text) <= LONGEST_CHOICE else f"{text[:LONGEST_CHOICE]}…")
        for value, text in texts.items()
    ]

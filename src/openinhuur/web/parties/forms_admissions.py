"""The steps of an admission as forms: what each asks, which action it calls, and what is said when it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from openinhuur.domain.admission import Step
from openinhuur.parties.actions import admissions as actions
from openinhuur.web.forms import Form
from openinhuur.web.requests import Request
from openinhuur.wording.codes import words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MAIN: Final = (Step.ADMIT, Step.REPAIR, Step.REINSTATE)
"""What somebody most likely came to do; it stands open, the others open when they are wanted."""

ASK_RENEWAL: Final = "ask-renewal"
"""Not a step of the request itself: an admitted supplier is asked for a new self-declaration (R16)."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a step asks and says. ``reason``: the label of the words it needs; None: it needs none."""

    done: "StrPromise"
    explained: "StrPromise"
    reason: "StrPromise | None" = None
    is_reason_needed: bool = True


STEP_WORDS: Final[Mapping[str, StepWords]] = {
    Step.ASK_REPAIR: StepWords(
        done=_("The supplier is asked for what is missing."),
        explained=_("The supplier gets a message. The term to decide goes on meanwhile."),
        reason=_("What is missing?"),
    ),
    Step.REPAIR: StepWords(
        done=_("The hiring desk is told that it is there."),
        explained=_("First add to your passport what was missing. Then the hiring desk looks again."),
        reason=_("Anything the hiring desk should know?"),
        is_reason_needed=False,
    ),
    Step.EXTEND: StepWords(
        done=_("The term is longer now. The supplier gets a message."),
        explained=_("Once, in a single case, with a reason that the supplier reads."),
        reason=_("Why does this need more time?"),
    ),
    Step.ADMIT: StepWords(
        done=_("The supplier is admitted and gets a message."),
        explained=_("Nothing is missing. From now on the supplier can bid in this category."),
    ),
    Step.REFUSE: StepWords(
        done=_("The supplier is not admitted. The letter is written."),
        explained=_("The supplier gets a letter with these reasons, and may ask again."),
        reason=_("Why not? One reason on each line."),
    ),
    Step.WITHDRAW: StepWords(
        done=_("Your request is withdrawn."),
        explained=_("Nobody decides on it any more. You may ask again later."),
    ),
    Step.SUSPEND: StepWords(
        done=_("The supplier is suspended and gets a message."),
        explained=_("Until it is reinstated the supplier sends no bids. Bids it sent stay sealed."),
        reason=_("Why? The supplier reads this."),
    ),
    Step.REINSTATE: StepWords(
        done=_("The supplier is admitted again and gets a message."),
        explained=_("The supplier can bid again."),
        reason=_("Why?"),
        is_reason_needed=False,
    ),
    Step.END: StepWords(
        done=_("The admission has ended. The supplier gets a message."),
        explained=_("For good. The supplier may ask for admission again."),
        reason=_("Why? The supplier reads this."),
    ),
    ASK_RENEWAL: StepWords(
        done=_("The supplier is asked for a new self-declaration."),
        explained=_("The supplier gets a message with the last day on which to answer."),
    ),
}

WITH_REASON: Final[Mapping[str, Callable[..., object]]] = {
    Step.ASK_REPAIR: actions.ask_repair,
    Step.REPAIR: actions.repair,
    Step.EXTEND: actions.extend,
    Step.REFUSE: actions.refuse,
    Step.SUSPEND: actions.suspend,
    Step.REINSTATE: actions.reinstate,
    Step.END: actions.end,
}
WITHOUT_REASON: Final[Mapping[str, Callable[..., object]]] = {
    Step.ADMIT: actions.admit,
    Step.WITHDRAW: actions.withdraw,
    ASK_RENEWAL: actions.ask_renewal,
}


class StepForm(Form):
    """One step. ``reason`` is there only where the step needs words."""

    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)

    def __init__(self, request: Request, step: str) -> None:
        super().__init__(request, auto_id=f"{step}_%s")
        self.step = step
        self.words = STEP_WORDS[step]
        if self.words.reason is None:
            del self.fields["reason"]
            return
        self.fields["reason"].label = str(self.words.reason)
        self.fields["reason"].required = self.words.is_reason_needed

    @property
    def name(self) -> str:
        """What the button says."""
        return str(
            _("Ask for a new self-declaration") if self.step == ASK_RENEWAL else words(self.step, "admission_step")
        )

    @property
    def is_main(self) -> bool:
        """Whether it stands open."""
        return self.step in MAIN

    def take(self, admission_id: int) -> None:
        """Call the action of the step.

        Raises:
            What the action raises.
        """
        moment = {"actor": self.request.actor, "at": self.request.at}
        if self.step in WITHOUT_REASON:
            WITHOUT_REASON[self.step](admission_id, **moment)
        else:
            WITH_REASON[self.step](admission_id, self.cleaned_data["reason"], **moment)

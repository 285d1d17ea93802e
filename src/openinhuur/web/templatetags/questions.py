"""Questions of a call, as the hiring desk sees them."""

from typing import Final

from django import template

from openinhuur.domain.questions import QuestionState

register = template.Library()

LOOKS: Final = {
    QuestionState.ASKED: ("clock", "warning"),
    QuestionState.ANSWERED: ("pen", "inactive"),
    QuestionState.OFFERED: ("people", "neutral"),
    QuestionState.PUBLISHED: ("check", "valid"),
}
"""Icon and tone of each state."""


@register.inclusion_tag("web/questions/state.html")
def question_state(state: QuestionState) -> dict[str, str]:
    """Where a question stands: a word with an icon."""
    icon, tone = LOOKS[state]
    return {"state": state.value, "icon_name": icon, "tone": tone}

"""A bid that is being written: what there is to look at, in words, and where it is mended."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from openinhuur.domain.bid_checks import Remark
from openinhuur.domain.bid_draft import Gap, Part
from openinhuur.flow.queries.bidding import BidPage
from openinhuur.wording import formats, language
from openinhuur.wording.codes import words

register = template.Library()


@register.filter
def remark(one: Remark) -> str:
    """What there is to look at."""
    fields = dict(one.fields)
    if "paper" in fields:
        fields["paper"] = str(words(fields["paper"], "paper"))
    if one.part is Part.DECLARATIONS and one.item:
        fields["what"] = str(words(one.item, "declaration"))
    if "start_on" in fields:
        fields["start_on"] = formats.day(date.fromisoformat(fields["start_on"]), language.current())
    return str(words(one.code, "bid_remark")) % fields


@register.filter
def about(one: Remark) -> str:
    """On which item of the call; empty: on the part as a whole."""
    if one.part is Part.DECLARATIONS:
        return ""
    return _("number %(number)s") % {"number": one.item} if one.item else ""


@register.filter
def place(one: Remark | Gap, page: BidPage) -> str:
    """The address of the field where it is mended."""
    address = reverse("web:bid-part", args=[page.id, one.part.value])
    if isinstance(one, Gap):
        return f"{address}#id_{one.field}"
    names = {Part.REQUIREMENTS: "met-", Part.CRITERIA: "text-"}
    return f"{address}#id_{names[one.part]}{one.item}" if one.item and one.part in names else address


@register.filter
def of_part(found: tuple[Remark | Gap, ...], part: Part) -> list[Remark | Gap]:
    """Those of one part."""
    return [one for one in found if one.part is part]


@register.filter
def pages(count: int) -> range:
    """The numbers of so many pages."""
    return range(1, count + 1)


@register.filter
def said_of(answers: dict[str, object], number: str) -> object:
    """What was said of one item of the call; None: nothing."""
    return answers.get(number)

"""What is hidden in a call that is judged blind, until step 2 is closed, and what is known that has to be."""

from uuid import UUID

from openinhuur.assessments.blind_models import BlindCheck
from openinhuur.assessments.models import StepClosing
from openinhuur.bids.models import Bid
from openinhuur.calls.models import Call
from openinhuur.domain.blinding import Known, letter
from openinhuur.domain.calendars import local
from openinhuur.domain.roles import Role
from openinhuur.parties.queries import people_with


def is_hidden(call: Call) -> bool:
    """Whether nobody who judges this call may see now who the candidates are."""
    return call.is_judged_blind and not StepClosing.objects.filter(call=call, step=2).exists()


def letters(call: Call) -> dict[UUID, str]:
    """A letter for every bid that came in: the same on every page and for ever, in an order that says nothing.

    After the deadline none comes and none goes away, so the numbers of bids, which are random, give their order.
    """
    found = Bid.objects.filter(call=call).order_by("pk").values_list("pk", flat=True)
    return {bid: letter(number) for number, bid in enumerate(found, start=1)}


def known_of(bid: Bid) -> Known:
    """What is known of the candidate and the supplier, and what a person said has to be covered as well."""
    supplier = bid.supplier
    check = BlindCheck.objects.filter(bid=bid).first()
    return Known(
        names=(bid.offer.candidate.name, *people_with(Role.SUPPLIER, supplier.pk).values()),
        company=supplier.name,
        numbers=(supplier.kvk_number, supplier.vat_number),
        words=tuple(check.words) if check else (),
        on=local(bid.call.closes_at).date(),
    )


def approved_check(bid: Bid) -> BlindCheck | None:
    """The check of the CV that the bid has now, once somebody approved it."""
    return BlindCheck.objects.filter(bid=bid, cv=bid.offer.cv_id, approved_at__isnull=False).first()

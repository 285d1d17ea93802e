"""The pages of CVs are drawn soon after the opening, so that nobody waits for them."""

from datetime import datetime, timedelta
from typing import Final

from openinhuur.bids.models import Offer
from openinhuur.documents import prepared
from openinhuur.documents.models import Document
from openinhuur.documents.refusals import NotReadable

LOOKING_BACK: Final = timedelta(days=1)
"""What was opened before and never drawn, is drawn when somebody looks at it."""


def prepare_cvs(*, at: datetime) -> int:
    """Draw what was opened and can be read, as much as one job takes; returns how many CVs were drawn now."""
    opened = Offer.objects.filter(cv__pages__gt=0, cv__prepared__isnull=True, cv__created_at__gt=at - LOOKING_BACK)
    waiting = opened.order_by("cv__created_at").values_list("cv_id", flat=True)[: prepared.AT_ONCE]
    return sum(_prepared(Document.objects.get(pk=one)) for one in waiting)


def _prepared(document: Document) -> bool:
    try:
        prepared.prepare(document)
    except NotReadable:
        return False
    return True

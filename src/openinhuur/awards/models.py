from typing import ClassVar

from django.db import models
from django.db.models import Q

from openinhuur.accounts.models import Person
from openinhuur.bids.models import Bid
from openinhuur.calls.models import Call
from openinhuur.letters.models import Letter


class AwardDecision(models.Model):
    """Who the call was awarded to and why; the standstill runs from the moment the letters are sent."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="award")
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="award")
    reason = models.TextField()
    advantages = models.JSONField(default=dict)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    standstill_ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, standstill_ends_at__isnull=True)
                | Q(sent_at__isnull=False, standstill_ends_at__gt=models.F("sent_at")),
                name="standstill_exactly_when_sent",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="award_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"award of {self.call_id}"


class AwardLetter(models.Model):
    """The letter about the award decision to the supplier of one bid."""

    decision = models.ForeignKey(AwardDecision, on_delete=models.PROTECT, related_name="letters")
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="award_letter")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="award_letter")

    def __str__(self) -> str:
        return f"letter about {self.bid_id}"


class PreparedLetter(models.Model):
    """The letter to who is not on the shortlist, from the handing over on; at most one of a bid is not superseded.

    ``code``: its outcome; ``says``: what it says about the bid, to see whether that changed.
    """

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="prepared_letters")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="prepared")
    code = models.CharField(max_length=20)
    says = models.JSONField()
    sent_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["bid"], condition=Q(superseded_at__isnull=True), name="one_prepared_letter_per_bid"
            ),
        ]

    def __str__(self) -> str:
        return f"prepared letter about {self.bid_id}"


class Objection(models.Model):
    """An objection to an award decision; while undecided, nothing is signed."""

    decision = models.ForeignKey(AwardDecision, on_delete=models.PROTECT, related_name="objections")
    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="objections")
    grounds = models.TextField()
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    ruling = models.TextField(blank=True)
    is_upheld = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, ruling="") | (Q(decided_at__isnull=False) & ~Q(ruling="")),
                name="objection_decided_exactly_with_a_ruling",
            ),
        ]

    def __str__(self) -> str:
        return f"objection of {self.bid_id}"

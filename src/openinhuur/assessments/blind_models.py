"""The check of a blind CV, and who saw whose it is: rows of the assessment, in a file of their own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from openinhuur.accounts.models import Person
from openinhuur.bids.models import Bid
from openinhuur.documents.models import Document


class BlindCheck(models.Model):
    """The blind version of a CV while it is checked, and its approval.

    ``cv``: which one; a CV that is mended later has to be checked anew. ``boxes``: page, edges and reason of each, as
    in `domain.blinding.Box`. ``words``: what is covered wherever it stands, also in what the supplier says.
    """

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="blind_check")
    cv = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    boxes = models.JSONField(default=list)
    words = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="blind_cv_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"blind cv of {self.bid_id}"


class BlindChecker(models.Model):
    """Somebody who took up the check of a blind CV, and so saw who the candidate is: they give the bid no points."""

    check_of = models.ForeignKey(BlindCheck, on_delete=models.PROTECT, related_name="checkers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ("taken_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["check_of", "person"], name="one_turn_per_checker"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} checks {self.check_of_id}"

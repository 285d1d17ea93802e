from typing import ClassVar

from django.db import models
from django.db.models import Q

from openinhuur.accounts.models import Person
from openinhuur.documents.models import PersonalKey
from openinhuur.domain.sealing import NEEDED, SealedBy
from openinhuur.parties.models.organisations import Organisation


class Keyholder(models.Model):
    """Somebody of a desk who keeps a part of the key of each vault that is made while they do."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="keys")
    desk = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="keyholders")
    key = models.OneToOneField(PersonalKey, on_delete=models.PROTECT, related_name="keyholder")
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "desk"], condition=Q(ended_at__isnull=True), name="one_key_per_person_and_desk"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.desk}"

    @property
    def subject(self) -> str:
        """How the journal calls it."""
        return f"keyholder:{self.pk}"


class SealingChoice(models.Model):
    """Who keeps the keys of the vaults that a desk makes from now on: a row per choice, and the last one holds."""

    desk = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sealing_choices")
    sealed_by = models.CharField(max_length=12)
    needed = models.PositiveSmallIntegerField(null=True)
    holders = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    chosen_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """None: who may run commands on the machine (`openinhuur sealing`)."""
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(
                    Q(sealed_by=SealedBy.SERVER.value, needed__isnull=True, holders__isnull=True) & ~Q(reason="")
                )
                | Q(sealed_by=SealedBy.KEYHOLDERS.value, needed__gte=NEEDED, holders__gte=models.F("needed")),
                name="sealing_split_or_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sealed_by} for {self.desk_id}"

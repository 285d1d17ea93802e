import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from openinhuur.accounts.models import Person
from openinhuur.calls.models import Call, Correction
from openinhuur.documents.models import Document, SealedContent
from openinhuur.parties.models import Candidate, Keyholder, Organisation


class Bid(models.Model):
    """One candidate offered by one supplier on one call. What it says is sealed until the opening."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="bids")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bids")
    withdrawn_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_reason = models.TextField(blank=True)
    lapsed_at = models.DateTimeField(null=True)
    """When it was not opened, because nobody had confirmed it after a correction."""
    not_opened_at = models.DateTimeField(null=True)
    not_opened_code = models.CharField(max_length=40, blank=True)
    """Why it could not be read after the vault was opened; empty again when that succeeds later."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(not_opened_at__isnull=True, not_opened_code="")
                | (Q(not_opened_at__isnull=False) & ~Q(not_opened_code="")),
                name="not_opened_exactly_with_a_code",
            ),
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True, set_aside_reason="")
                | (Q(set_aside_at__isnull=False) & ~Q(set_aside_reason="")),
                name="set_aside_exactly_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} on {self.call_id}"


class BidVersion(models.Model):
    """A bid as it was sent once: ciphertext, and in clear only its time and fingerprint."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    received_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)
    journal_position = models.BigIntegerField(unique=True)
    content = models.OneToOneField(SealedContent, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("version",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bid", "version"], name="one_bid_version_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.bid_id} version {self.version}"

    @property
    def bound_to(self) -> str:
        """What the ciphertext belongs to, bound into it: moved to another bid, it does not open."""
        return bound_to(self.bid.call_id, self.bid.supplier_id, self.bid_id, self.version)


def bound_to(call_id: int, supplier_id: int, bid_id: uuid.UUID, version: int) -> str:
    """What the ciphertext of a version belongs to."""
    return f"call:{call_id} supplier:{supplier_id} bid:{bid_id} version:{version}"


class BidDraft(models.Model):
    """A bid while its supplier writes it: ciphertext for that supplier alone.

    Kept after sending, to be changed and sent again; erased some time after the deadline.

    ``content``: the answers, encrypted (`openinhuur.documents.draft_keys`). ``version``: counts the changes.
    ``sent_version``: that of them which was sent last. ``bid``: what it became.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="bid_drafts")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bid_drafts")
    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, null=True, related_name="draft")
    content = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    sent_version = models.PositiveIntegerField(null=True)
    started_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_part = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("started_at", "pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["call", "supplier"], name="bid_draft_of_supplier"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.supplier_id} on {self.call_id}"

    @property
    def subject(self) -> str:
        """How the journal calls it."""
        return f"bid-draft:{self.pk}"


class BidDraftFile(models.Model):
    """The CV of a draft, what was read of it, or the picture of a page: encrypted as the draft is."""

    draft = models.ForeignKey(BidDraft, on_delete=models.CASCADE, related_name="files")
    part = models.CharField(max_length=20)
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "part"], name="one_draft_file_per_part"),
        ]

    def __str__(self) -> str:
        return f"{self.part} of {self.draft_id}"


class BidConfirmation(models.Model):
    """That a bid still stands after a correction that matters, said by its supplier."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="confirmations")
    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="confirmations")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    journal_position = models.BigIntegerField(unique=True)

    class Meta:
        ordering = ("confirmed_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bid", "correction"], name="one_confirmation_per_correction"),
        ]

    def __str__(self) -> str:
        return f"{self.bid_id} confirmed"


class LateBid(models.Model):
    """A submission that came too late: refused, and recorded with its time of receipt."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="late_bids")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.supplier} late on {self.call_id}"


class Opening(models.Model):
    """The vault of a call was opened, by two people."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="opening")
    opened_at = models.DateTimeField()
    first_opener = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second_opener = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(first_opener=models.F("second_opener")), name="opened_by_two_people"),
        ]

    def __str__(self) -> str:
        return f"opening of {self.call_id}"


class Minutes(models.Model):
    """The minutes of an opening, as they were when all its bids had been dealt with.

    A bid that opens after all makes new minutes beside those of before. ``opened``: how many bids were read then.
    """

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    opened = models.PositiveSmallIntegerField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["opening", "number"], name="one_minutes_per_number"),
        ]

    def __str__(self) -> str:
        return f"minutes {self.number} of {self.opening}"


class OpeningTurn(models.Model):
    """Somebody asked, after the deadline, to open a vault; enough of them together open it.

    ``organisation``: for which they acted then.
    ``part``: the part of the key that they brought, encrypted with the key of the server, until it is used.
    ``closes_at``: the deadline it was brought for. With another deadline the turn does not count any more.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="opening_turns")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Keyholder, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    part = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "person"], name="one_turn_per_person"),
            models.UniqueConstraint(fields=["call", "holder"], name="one_turn_per_keyholder"),
        ]

    def __str__(self) -> str:
        return f"turn of {self.person} at {self.call_id}"


class Offer(models.Model):
    """What a bid turned out to say when it was opened."""

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="offer", primary_key=True)
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="offers")
    hourly_rate = models.DecimalField(max_digits=8, decimal_places=2)
    rate_basis = models.TextField(blank=True)
    employment = models.CharField(max_length=20)
    available_from = models.DateField()
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=2)
    availability = models.TextField(blank=True)
    references = models.JSONField(default=list)
    agreements = models.JSONField(default=list)
    requirement_claims = models.JSONField(default=dict)
    requirement_evidence = models.JSONField(default=dict)
    """Number → whether its supplier says it is met, the page of the CV, and the paper of the passport that shows it."""
    criterion_claims = models.JSONField(default=dict)
    declarations = models.JSONField(default=list)
    cv = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    findings = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(hourly_rate__gt=0), name="offer_has_a_rate"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} at {self.hourly_rate}"


class DoubleOffer(models.Model):
    """What a person decided about one candidate whom several suppliers offer on a call (R25).

    ``bids``: all that offered this candidate then. ``set_aside``: the one that is not judged; None: all are.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="double_offers")
    bids = models.ManyToManyField(Bid, related_name="double_offers")
    set_aside = models.ForeignKey(Bid, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("decided_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(reason=""), name="double_offer_decided_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"double offer on {self.call_id}"

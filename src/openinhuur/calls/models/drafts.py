import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from openinhuur.accounts.models import Person
from openinhuur.calls.models.calls import Call
from openinhuur.parties.models import Category, Organisation


class Draft(models.Model):
    """A call while it is written: everything as it was typed (see `domain.draft`). A template is never published.

    ``version`` counts every change. ``to_confirm`` holds what was read in a document and nobody has confirmed yet:
    path → the lines it was read from; ``read_from`` keeps all of it. ``origin``: what it was started from, as the
    journal names it. ``offered_version`` is what was offered to a second person for publication.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    buyer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="drafts")
    desk = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="run_drafts")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="drafts")
    is_template = models.BooleanField(default=False)
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    source_name = models.CharField(max_length=200, blank=True)
    source_lines = models.JSONField(default=list)
    read_from = models.JSONField(default=dict)
    to_confirm = models.JSONField(default=dict)
    origin = models.CharField(max_length=250, blank=True)

    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(null=True)
    offered_version = models.PositiveIntegerField(null=True)
    sent_back_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_back_at = models.DateTimeField(null=True)
    sent_back_reason = models.TextField(blank=True)
    call = models.OneToOneField(Call, on_delete=models.PROTECT, null=True, related_name="draft")
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-changed_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(is_template=False) | Q(call__isnull=True, offered_at__isnull=True),
                name="template_is_never_published",
            ),
            models.CheckConstraint(
                condition=Q(offered_at__isnull=True, offered_by__isnull=True, offered_version__isnull=True)
                | Q(offered_at__isnull=False, offered_by__isnull=False, offered_version__isnull=False),
                name="draft_offered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(sent_back_at__isnull=True, sent_back_by__isnull=True, sent_back_reason="")
                | (Q(sent_back_at__isnull=False, sent_back_by__isnull=False) & ~Q(sent_back_reason="")),
                name="draft_sent_back_by_somebody_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True) | Q(call__isnull=True), name="published_draft_is_not_discarded"
            ),
        ]

    def __str__(self) -> str:
        return str(self.content.get("title", ""))

    @property
    def subject(self) -> str:
        """How the journal calls it."""
        return f"draft:{self.pk}"


class DraftChange(models.Model):
    """One change of a draft: who, when, where, and the value before and after. Never edited, only followed up."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    path = models.CharField(max_length=100)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("version", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "version", "path"], name="one_change_per_path_and_version"),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.path}"


class LintException(models.Model):
    """An error of the linter that a person with mandate lets stand, and why. It holds for the words it was made for."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="lint_exceptions")
    code = models.CharField(max_length=40)
    path = models.CharField(max_length=100, blank=True)
    about = models.CharField(max_length=64)
    """The fingerprint of the finding: when its words or numbers change, the reason no longer holds."""
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "about"], name="one_exception_per_finding"),
            models.CheckConstraint(condition=~Q(reason=""), name="lint_exception_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.path}"

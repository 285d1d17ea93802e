import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from openinhuur.domain.sealing import NEEDED, SealedBy


class Document(models.Model):
    """A file that was made or received, as it was at that moment. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class SealedContent(models.Model):
    """What was sealed, as it is stored: the key of its ciphertext, wrapped to who may open it.

    ``ciphertext``: of before these were files (`openinhuur.documents.sealed_files`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped_key = models.BinaryField()
    ciphertext = models.BinaryField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class PreparedPage(models.Model):
    """A page of a document as people look at it: drawn once, with its words and their places. Never changed.

    ``words``: text, left, top, right, bottom and line of each, as in `openinhuur.documents.pictures.Word`; ``images``:
    the edges of what is shown and is no text.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="prepared")
    number = models.PositiveSmallIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    content = models.BinaryField()
    words = models.JSONField(default=list)
    images = models.JSONField(default=list)

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "number"], name="one_prepared_page_per_number"),
        ]

    def __str__(self) -> str:
        return f"page {self.number} of {self.document_id}"


class BlindPage(models.Model):
    """A page with black boxes, as somebody looks at it who may not know of whom it is. Never changed.

    ``words``: as of the page, with signs for each that lies under a box.
    """

    page = models.OneToOneField(PreparedPage, on_delete=models.CASCADE, related_name="blind")
    content = models.BinaryField()
    words = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"blind {self.page}"


class PersonalKey(models.Model):
    """The key pair of somebody who keeps a part of vaults; the private half is encrypted, two times over.

    With what was made of a passphrase, and with the words on paper. Neither of those is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_key = models.BinaryField()
    by_passphrase = models.BinaryField()
    by_words = models.BinaryField()
    salt = models.BinaryField()
    memory_kib = models.PositiveIntegerField()
    passes = models.PositiveIntegerField()
    lanes = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.id)


class Vault(models.Model):
    """The key pair of one call: everybody can seal, nobody can open before its time.

    The private key is encrypted with a key that is not in the database: split over keyholders, or, for a small desk,
    the key in VAULT_KEY_FILE. Which of the two is frozen here. ``released_key`` is the former, once they have opened.
    The secret for lots is kept in the same way, apart: whoever opens the bids cannot read it yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_key = models.BinaryField()
    wrapped_private_key = models.BinaryField()
    sealed_by = models.CharField(max_length=12, default=SealedBy.SERVER.value)
    needed = models.PositiveSmallIntegerField(null=True)
    released_key = models.BinaryField(null=True)
    lot_commitment = models.CharField(max_length=64, blank=True)
    wrapped_lot = models.BinaryField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(sealed_by=SealedBy.SERVER.value, needed__isnull=True, released_key__isnull=True)
                | Q(sealed_by=SealedBy.KEYHOLDERS.value, needed__gte=NEEDED),
                name="vault_of_keyholders_says_how_many",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class VaultShare(models.Model):
    """A part of a secret of a vault, sealed to the key of one person."""

    class Purpose(models.TextChoices):
        BIDS = "bids"
        LOT = "lot"

    vault = models.ForeignKey(Vault, on_delete=models.PROTECT, related_name="shares")
    key = models.ForeignKey(PersonalKey, on_delete=models.PROTECT, related_name="shares")
    purpose = models.CharField(max_length=4, choices=Purpose.choices)
    wrapped = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["vault", "key", "purpose"], name="one_share_of_a_vault_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.vault_id}"

"""E-mails to the people of a supplier, each in their own language."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils import translation
from django.utils.functional import Promise

from openinhuur.documents.models import Document
from openinhuur.domain.roles import Role
from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient
from openinhuur.letters.models import Message
from openinhuur.letters.outbox import Addressed
from openinhuur.parties.addresses import Paths
from openinhuur.parties.models import Membership, Organisation


def tell(
    supplier: Organisation,
    kind: str,
    *,
    about: str,
    desk: int | None,
    page: Paths,
    words: Mapping[str, object],
    at: datetime,
    document: Document | None = None,
    once: str = "",
) -> list[Message]:
    """Write to everybody who acts for the supplier; when that is nobody, to the address of the organisation.

    Returns:
        What was written now, and not before under the same ``once``.

    Args:
        desk: as for `outbox.write`.
        page: where the link leads, per language.
        words: as for `outbox.write`, without ``path``; a translatable text is put in the reader's language.
        once: as for `outbox.write`, for each reader apart.
    """
    written = [
        outbox.write(
            kind,
            to=to,
            language=language,
            about=about,
            desk=desk,
            words={**_in(language, words), "path": page[language]},
            at=at,
            document=document,
            once=f"{once}:{to.email}" if once else "",
        )
        for to, language in _readers(supplier)
    ]
    return [one for one in written if one is not None]


def tell_all(
    suppliers: Collection[Organisation],
    kind: str,
    *,
    about: str,
    desk: int | None,
    page: Paths,
    words: Mapping[str, object],
    at: datetime,
    once: str,
    document: Document | None = None,
) -> dict[int, list[Message]]:
    """As `tell`, to many suppliers at the same moment, in few queries. Each reads its own name as ``supplier``.

    Returns:
        Supplier → what was written to it now.
    """
    in_language = {language: {**_in(language, words), "path": path} for language, path in page.items()}
    read_by = _readers_of(suppliers)
    mails = [
        (supplier.pk, Addressed(to, language, {**in_language[language], "supplier": supplier.name},
                                once=f"{once}:{supplier.pk}:{_short(to.email)}"))
        for supplier in suppliers
        for to, language in read_by[supplier.pk]
    ]  # fmt: skip
    now = outbox.write_all(kind, [mail for _, mail in mails], about=about, desk=desk, at=at, document=document)
    written = {one.dedupe_key: one for one in now}
    found: dict[int, list[Message]] = {supplier.pk: [] for supplier in suppliers}
    for supplier_id, mail in mails:
        if message := written.get(mail.once):
            found[supplier_id].append(message)
    return found


def _readers(supplier: Organisation) -> list[tuple[Recipient, str]]:
    return _readers_of([supplier])[supplier.pk]


def _readers_of(suppliers: Collection[Organisation]) -> dict[int, list[tuple[Recipient, str]]]:
    members = Membership.objects.filter(
        organisation__in=suppliers, ended_at__isnull=True, person__is_active=True, roles__contains=[Role.SUPPLIER.value]
    )
    found: dict[int, list[tuple[Recipient, str]]] = {supplier.pk: [] for supplier in suppliers}
    for one in members.select_related("person").order_by("pk"):
        found[one.organisation_id].append((Recipient(one.person.name, one.person.email), one.person.language))
    for supplier in suppliers:
        found[supplier.pk] = found[supplier.pk] or [(Recipient(supplier.name, supplier.email), "nl")]
    return found


def _in(language: str, words: Mapping[str, object]) -> dict[str, object]:
    with translation.override(language):
        return {name: str(value) if isinstance(value, Promise) else value for name, value in words.items()}


def _short(email: str) -> str:
    """An address as a part of a key, whatever its length."""
    return hashlib.sha256(email.lower().encode()).hexdigest()[:16]

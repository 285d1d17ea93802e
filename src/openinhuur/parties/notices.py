"""E-mails to the people of a supplier, each in their own language."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import translation
from django.utils.functional import Promise

from openinhuur.documents.models import Document
from openinhuur.domain.roles import Role
from openinhuur.letters import outbox
from openinhuur.letters.actions import Recipient
from openinhuur.parties.addresses import Paths
from openinhuur.parties.models import Membership, Organisation


def tell(
    supplier: Organisation,
    kind: str,
    *,
    about: str,
    page: Paths,
    words: Mapping[str, object],
    at: datetime,
    document: Document | None = None,
    once: str = "",
) -> None:
    """Write to everybody who acts for the supplier; when that is nobody, to the address of the organisation.

    Args:
        page: where the link leads, per language.
        words: as for `outbox.write`, without ``path``; a translatable text is put in the reader's language.
        once: as for `outbox.write`, for each reader apart.
    """
    for to, language in _readers(supplier):
        outbox.write(
            kind,
            to=to,
            language=language,
            about=about,
            words={**_in(language, words), "path": page[language]},
            at=at,
            document=document,
            once=f"{once}:{to.email}" if once else "",
        )


def _readers(supplier: Organisation) -> list[tuple[Recipient, str]]:
    members = Membership.objects.filter(
        organisation=supplier, ended_at__isnull=True, person__is_active=True, roles__contains=[Role.SUPPLIER.value]
    )
    people = [one.person for one in members.select_related("person")]
    found = [(Recipient(one.name, one.email), one.language) for one in people]
    return found or [(Recipient(supplier.name, supplier.email), "nl")]


def _in(language: str, words: Mapping[str, object]) -> dict[str, object]:
    with translation.override(language):
        return {name: str(value) if isinstance(value, Promise) else value for name, value in words.items()}

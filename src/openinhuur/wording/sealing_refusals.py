"""What refusals about sealing, keyholders and receipts say, and their HTTP status: a part of `refusals`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FORBIDDEN: Final = 403
CONFLICT: Final = 409
INVALID: Final = 422
TOO_MANY: Final = 429
BROKEN: Final = 500
FULL: Final = 507

SEALING_TEXTS: Final[Mapping[str, "StrPromise"]] = {
    "already-keyholder": _("You have held a key of this hiring desk since %(since_at)s."),
    "double-offer-undecided": _(
        "One candidate is offered by several suppliers: %(suppliers)s. First decide on that, on the page of the "
        "opening."
    ),
    "other-supplier-named": _(
        "Leave out the name of %(name)s: the supplier whose bid is set aside reads this reason in its letter."
    ),
    "double-offer-unexplained": _("Write down, in a few words, why you decide this. It is kept with the bids."),
    "keyholders-needed": _("These bids open when %(needed)s keyholders each give their passphrase."),
    "not-a-keyholder": _(
        "You hold no part of the key of call %(call)s. Parts are given when a call is published, to who is a keyholder "
        "at that moment."
    ),
    "part-used-already": _("Somebody else has brought this part of the key. Another keyholder is needed."),
    "parts-do-not-fit": _("These %(parts)s parts do not make the key of this vault. Nothing was opened."),
    "passphrase-too-weak": _(
        "Others could guess this passphrase. Use at least %(least)s characters, for example five words that do not "
        "belong together, and leave your own name out."
    ),
    "passphrase-wrong": _("This is not your passphrase. You can try %(left)s more times."),
    "receipt-differs": _("This is not what its receipt says: %(what)s. Somebody changed what lay in the vault."),
    "receipt-not-readable": _("This is not a receipt of Open Inhuur that can be read here (%(problem)s)."),
    "sealed-file-missing": _(
        "The sealed file %(what)s is gone or cannot be read. Put it back from a backup, and try again."
    ),
    "sealed-file-not-kept": _(
        "Our server cannot keep your bid now, probably because its disk is full. The draft is as it was. Call the "
        "hiring desk, and send it again as soon as you can: the deadline stays as it is."
    ),
    "sealing-not-chosen": _(
        "First the administrator of the hiring desk chooses who keeps the keys of sealed bids. Then calls can be "
        "published."
    ),
    "server-key-unexplained": _("Write down, in a few words, why the server keeps the key and not people."),
    "split-not-possible": _(
        "The key cannot be split so that %(needed)s of %(holders)s bring it back. Choose at least %(least)s, and at "
        "most %(most)s people."
    ),
    "too-few-keyholders": _(
        "The key of sealed bids is split over %(asked)s people of the hiring desk, and now %(now)s hold a key. First "
        "somebody else becomes a keyholder, or the administrator chooses otherwise."
    ),
    "too-many-attempts": _("That was wrong too often. You can try again after %(until_at)s."),
    "vault-key-missing": _(
        "The key of the server is not in %(path)s. Put it back from your own copy; do not make a new one."
    ),
    "words-wrong": _("These are not the words on the paper of this key. You can try %(left)s more times."),
}

SEALING_STATUS: Final[Mapping[str, int]] = {
    "already-keyholder": CONFLICT,
    "double-offer-undecided": CONFLICT,
    "double-offer-unexplained": INVALID,
    "other-supplier-named": INVALID,
    "keyholders-needed": CONFLICT,
    "not-a-keyholder": FORBIDDEN,
    "part-used-already": CONFLICT,
    "parts-do-not-fit": BROKEN,
    "passphrase-too-weak": INVALID,
    "passphrase-wrong": INVALID,
    "receipt-differs": BROKEN,
    "receipt-not-readable": INVALID,
    "sealed-file-missing": BROKEN,
    "sealed-file-not-kept": FULL,
    "sealing-not-chosen": CONFLICT,
    "server-key-unexplained": INVALID,
    "split-not-possible": INVALID,
    "too-few-keyholders": CONFLICT,
    "too-many-attempts": TOO_MANY,
    "vault-key-missing": BROKEN,
    "words-wrong": INVALID,
}

"""Who may do what: one table of roles and verbs.

The table says what a role can do at all. Whether this person may do it to this row (their own bid, their
own buyer's call) is asked in the ``access`` module of the step, the only door to a row.
"""

from dataclasses import dataclass
from enum import Enum

from openinhuur.domain.errors import Refusal


class Role(Enum):
    """What somebody is in a procedure."""

    VISITOR = "visitor"
    SUPPLIER = "supplier"
    DESK = "desk"
    BUYER = "buyer"
    INTERVIEWER = "interviewer"
    AUDITOR = "auditor"
    ORGANISATION_ADMINISTRATOR = "organisation-administrator"
    ADMINISTRATOR = "administrator"


class Verb(Enum):
    """What can be done, or seen."""

    READ_CALL = "read-call"
    READ_PROGRESS = "read-progress"
    READ_ASSESSMENT = "read-assessment"
    READ_INTERVIEWS = "read-interviews"
    READ_LETTERS = "read-letters"
    READ_CONTRACT = "read-contract"
    READ_INVITATIONS = "read-invitations"
    READ_INVOICES = "read-invoices"
    READ_JOURNAL = "read-journal"
    READ_ORGANISATION = "read-organisation"
    READ_PASSPORT = "read-passport"
    READ_ADMISSION = "read-admission"
    MANAGE = "manage"
    MANAGE_PEOPLE = "manage-people"
    WRITE_PASSPORT = "write-passport"
    CHECK_REGISTER = "check-register"
    ASK_ADMISSION = "ask-admission"
    ADMIT = "admit"
    DECLARE_INTERESTS = "declare-interests"
    RESOLVE_INTERESTS = "resolve-interests"
    WRITE_CALL = "write-call"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    ASK = "ask"
    ANSWER = "answer"
    BID = "bid"
    READ_RECEIPT = "read-receipt"
    OPEN = "open"
    JUDGE = "judge"
    ASSIGN = "assign"
    SCORE = "score"
    CLOSE_STEP = "close-step"
    SELECT = "select"
    INTERVIEW = "interview"
    AWARD = "award"
    OBJECT = "object"
    SIGN = "sign"
    WRITE_HOURS = "write-hours"
    APPROVE_HOURS = "approve-hours"
    INVOICE = "invoice"
    NOTIFY_AWARDS = "notify-awards"
    READ_OUTBOX = "read-outbox"
    RESEND = "resend"


class NotFound(Refusal):
    """There is no such thing, or it is not theirs to know of. Fields: ``what``."""


class NotTheirs(NotFound):
    """It is there, but not theirs to know of: answered as `NotFound`, and written in the journal. Fields: ``what``."""


NotTheirs.code = NotFound.code


class NotAllowed(Refusal):
    """They may know of it, but not do this. Fields: ``verb``."""


_READ_ALL = {
    Verb.READ_CALL, Verb.READ_PROGRESS, Verb.READ_ASSESSMENT, Verb.READ_INTERVIEWS,
    Verb.READ_LETTERS, Verb.READ_CONTRACT, Verb.READ_INVOICES, Verb.READ_ORGANISATION,
}  # fmt: skip

MAY: dict[Role, frozenset[Verb]] = {
    Role.VISITOR: frozenset({Verb.READ_CALL}),
    Role.SUPPLIER: frozenset({
        Verb.READ_CALL, Verb.ASK, Verb.BID, Verb.READ_RECEIPT, Verb.OBJECT, Verb.READ_LETTERS, Verb.READ_CONTRACT,
        Verb.READ_INVOICES, Verb.WRITE_HOURS, Verb.READ_ORGANISATION, Verb.READ_PASSPORT, Verb.WRITE_PASSPORT,
        Verb.ASK_ADMISSION, Verb.READ_ADMISSION,
    }),
    Role.DESK: frozenset(_READ_ALL | {
        Verb.ADMIT, Verb.WRITE_CALL, Verb.PUBLISH, Verb.WITHDRAW, Verb.ANSWER, Verb.OPEN, Verb.JUDGE,
        Verb.ASSIGN, Verb.SCORE, Verb.CLOSE_STEP, Verb.INVOICE, Verb.NOTIFY_AWARDS, Verb.READ_INVITATIONS,
        Verb.READ_OUTBOX, Verb.RESEND, Verb.READ_PASSPORT, Verb.READ_ADMISSION, Verb.CHECK_REGISTER,
        Verb.DECLARE_INTERESTS, Verb.RESOLVE_INTERESTS,
    }),
    Role.BUYER: frozenset(_READ_ALL | {
        Verb.WRITE_CALL, Verb.WITHDRAW, Verb.OPEN, Verb.SELECT, Verb.AWARD, Verb.SIGN, Verb.APPROVE_HOURS,
        Verb.READ_ADMISSION, Verb.DECLARE_INTERESTS, Verb.RESOLVE_INTERESTS,
    }),
    Role.INTERVIEWER: frozenset({
        Verb.READ_CALL, Verb.READ_INTERVIEWS, Verb.DECLARE_INTERESTS, Verb.INTERVIEW, Verb.READ_ORGANISATION,
    }),
    Role.AUDITOR: frozenset(_READ_ALL | {
        Verb.READ_JOURNAL, Verb.READ_PASSPORT, Verb.READ_ADMISSION, Verb.READ_INVITATIONS,
    }),
    Role.ORGANISATION_ADMINISTRATOR: frozenset({Verb.READ_CALL, Verb.READ_ORGANISATION, Verb.MANAGE_PEOPLE}),
    Role.ADMINISTRATOR: frozenset({
        Verb.READ_CALL, Verb.READ_JOURNAL, Verb.MANAGE, Verb.MANAGE_PEOPLE, Verb.ADMIT, Verb.READ_ADMISSION,
        Verb.READ_PASSPORT, Verb.READ_ORGANISATION, Verb.READ_OUTBOX, Verb.RESEND,
    }),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks for something: a person with roles in one organisation."""

    person_id: int | None
    name: str
    roles: frozenset[Role]
    organisation_id: int | None

    @property
    def person(self) -> int:
        """Who they are, where something is done in their name.

        Raises:
            NotAllowed: nobody is signed in.
        """
        if self.person_id is None:
            raise NotAllowed(verb="act")
        return self.person_id

    @property
    def organisation(self) -> int:
        """The organisation they act for.

        Raises:
            NotAllowed: they act for none.
        """
        if self.organisation_id is None:
            raise NotAllowed(verb="act")
        return self.organisation_id

    def has(self, role: Role) -> bool:
        """Whether they hold the role."""
        return role in self.roles

    def may(self, verb: Verb) -> bool:
        """Whether any of their roles can do this at all."""
        return any(verb in MAY[role] for role in self.roles)

    def require(self, verb: Verb) -> None:
        """Refuse what none of their roles can do.

        Raises:
            NotAllowed: none of them can.
        """
        if not self.may(verb):
            raise NotAllowed(verb=verb.value)


ANYONE = Actor(None, "", frozenset({Role.VISITOR}), None)

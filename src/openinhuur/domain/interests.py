"""Conflicts of interest: who assesses declares first, and a relation blocks until somebody else has decided (R22).

Directive 2014/24 art. 24 (http://data.europa.eu/eli/dir/2014/24/oj); Aanbestedingswet 2012 art. 1.10b
(https://wetten.overheid.nl/BWBR0032203).

    declare ──no relation──► may assess
       └──relation──► blocked ──resolved, with a reason, by somebody else──► may assess, or not
"""

from dataclasses import dataclass
from datetime import datetime

from openinhuur.domain.errors import Refusal
from openinhuur.domain.requirements import has_substance


class RelationUnexplained(Refusal):
    """A relation with a bidder is declared, without saying which."""


class OwnConflict(Refusal):
    """Nobody decides on the relation they declared themselves."""


class AlreadyResolved(Refusal):
    """It was decided whether they may assess. Fields: ``resolved_at``."""


class NothingToResolve(Refusal):
    """No relation was declared."""


class ResolutionReasonMissing(Refusal):
    """Why somebody with a relation may assess, or may not, is written down. Fields: ``reason``."""


class InterestsNotDeclared(Refusal):
    """Nobody sees a bid before they have declared whether they have a relation with who bids."""


class ConflictUnresolved(Refusal):
    """A relation was declared and nobody has decided yet. Fields: ``declared_at``."""


class ConflictStands(Refusal):
    """It was decided that they do not assess. Fields: ``resolved_at``."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What an assessor declared about relations with bidders, and what somebody else decided about it."""

    person_id: int
    has_relation: bool
    text: str
    declared_at: datetime
    resolved_at: datetime | None = None
    resolved_by: int | None = None
    may_assess: bool | None = None

    def __post_init__(self) -> None:
        if len({fact is None for fact in (self.resolved_at, self.resolved_by, self.may_assess)}) != 1:
            raise ValueError("a declaration is resolved at a moment, by a person, one way or the other")


def check_declaration(text: str, *, has_relation: bool) -> None:
    """Who has a relation says which.

    Raises:
        RelationUnexplained.
    """
    if has_relation and not has_substance(text):
        raise RelationUnexplained


def check_resolution(declaration: Declaration, *, by: int, reason: str) -> None:
    """Somebody else decides on a declared relation, once, with a reason; either way.

    Raises:
        OwnConflict, NothingToResolve, AlreadyResolved, ResolutionReasonMissing.
    """
    if by == declaration.person_id:
        raise OwnConflict
    if not declaration.has_relation:
        raise NothingToResolve
    if declaration.resolved_at is not None:
        raise AlreadyResolved(resolved_at=declaration.resolved_at)
    if not has_substance(reason):
        raise ResolutionReasonMissing(reason=reason)


def check_may_assess(declaration: Declaration | None) -> None:
    """Who sees and scores bids has declared, and has no relation or may assess all the same.

    Raises:
        InterestsNotDeclared, ConflictUnresolved, ConflictStands.
    """
    if declaration is None:
        raise InterestsNotDeclared
    if not declaration.has_relation:
        return
    if declaration.resolved_at is None:
        raise ConflictUnresolved(declared_at=declaration.declared_at)
    if not declaration.may_assess:
        raise ConflictStands(resolved_at=declaration.resolved_at)

"""The only door to a contract."""

from openinhuur.calls.access import takes_part
from openinhuur.contracts.models import Contract
from openinhuur.domain.roles import Actor, NotFound, NotTheirs, Role, Verb


def get(number: str, *, actor: Actor, to: Verb, locked: bool = False) -> Contract:
    """The contract, if this actor may do this to it: the buyer's, the desk's, or the winning supplier's.

    Raises:
        NotFound: no such contract, or not theirs. NotAllowed: their role cannot do this.
    """
    actor.require(to)
    contracts = Contract.objects.select_related(
        "award__call__buyer", "award__call__desk", "award__bid__supplier__passport", "candidate"
    )
    if locked:
        contracts = contracts.select_for_update(no_key=True, of=("self",))
    contract = contracts.filter(number=number).first()
    if contract is None:
        raise NotFound(what=f"contract:{number}")
    if not _is_theirs(contract, actor):
        raise NotTheirs(what=f"contract:{number}")
    return contract


def _is_theirs(contract: Contract, actor: Actor) -> bool:
    if actor.has(Role.SUPPLIER):
        return actor.organisation_id == contract.award.bid.supplier_id
    return takes_part(actor, contract.award.call)

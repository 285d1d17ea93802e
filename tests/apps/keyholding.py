"""A desk of which three people hold a key, and two of them open."""

from dataclasses import dataclass, field

from openinhuur.bids import ceremony
from openinhuur.bids.ceremony import Brought, Turn
from openinhuur.documents.shares import Secret
from openinhuur.domain.roles import Role
from openinhuur.domain.sealing import SealedBy
from openinhuur.parties.actions import keyholders
from openinhuur.parties.actions.keyholders import Registered
from tests.apps.house import AFTER, BEFORE, House, person

PASSPHRASES = {
    "Anna": "vier paarden lopen naar Delft",
    "Amir": "elf groene stoelen in de regen",
    "Ahmed": "een kast vol zilveren lepels",
}


@dataclass(slots=True)
class KeyholdingHouse:
    """The house of the other tests, with keyholders; their papers are kept here, as in a safe."""

    house: House
    papers: dict[str, Registered] = field(default_factory=dict)

    def take_turn(self, name: str, passphrase: str | None = None, **changed: object) -> Turn:
        """Somebody's turn at the vault, with their own passphrase unless another is given."""
        brought = Brought(Secret.typed(passphrase or PASSPHRASES[name]))
        when = {"at": AFTER} | changed
        return ceremony.take_turn(self.house.number, brought=brought, actor=self.house[name], **when)  # type: ignore[arg-type]

    def bring_paper(self, name: str, of: str, words: str | None = None, **changed: object) -> Turn:
        """Somebody's turn with the words on the paper of a keyholder."""
        registered = self.papers[of]
        secret = registered.words if words is None else Secret.typed(words)
        brought, when = Brought(secret, of_holder=registered.holder.pk), {"at": AFTER} | changed
        return ceremony.take_turn(self.house.number, brought=brought, actor=self.house[name], **when)  # type: ignore[arg-type]


def with_keyholders(house: House) -> KeyholdingHouse:
    """Anna, Amir and Ahmed hold a key; two of the three bring the key of a vault back."""
    house.people["Ahmed"] = person("Ahmed", house.desk, Role.DESK)
    keyholders.choose(house.desk.pk, SealedBy.KEYHOLDERS, needed=2, holders=3, actor=house["Abel"], at=BEFORE)
    kept = KeyholdingHouse(house)
    for name, passphrase in PASSPHRASES.items():
        kept.papers[name] = keyholders.register(house.desk.pk, Secret.typed(passphrase), actor=house[name], at=BEFORE)
    return kept

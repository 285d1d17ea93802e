"""The words of a call as the checks read them: passages with their place, and the sentences in them.

A passage is a printed line with the lines that go on with it. A text that is known as a fact alone (a field of a
form) is a passage without lines, with the key of its field.

>>> from openinhuur.domain.written_call import CallFacts, ListItem
>>> call = WrittenCall(CallFacts(requirements=(ListItem("1", "Hbo"),)), lines=((3, "Een zin."),))
>>> [(one.text, one.key) for one in passages(call)]
[('Een zin.', None), ('Hbo', 'requirements[0]')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from openinhuur.domain.written_call import ListItem, WrittenCall

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Ý(\"“'])")
LISTS = ("requirements", "criteria", "selection_criteria", "competences")


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text of one place. ``starts``: where in it each printed line begins, as (offset, line number)."""

    text: str
    starts: tuple[tuple[int, int], ...] = ()
    key: str | None = None

    def lines(self, begin: int, end: int) -> tuple[int, ...]:
        """The printed lines on which these words stand."""
        ends = [start for start, _ in self.starts[1:]] + [len(self.text) + 1]
        pairs = zip(self.starts, ends, strict=True) if self.starts else ()
        return tuple(number for (start, number), stop in pairs if start < max(end, begin + 1) and begin < stop)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, and where in it the sentence begins."""

    text: str
    passage: Passage
    begin: int = 0

    @property
    def key(self) -> str | None:
        """The key of the place it stands in."""
        return self.passage.key

    def lines(self, begin: int = 0, end: int | None = None) -> tuple[int, ...]:
        """The printed lines of these words in the sentence, or of all of it."""
        return self.passage.lines(self.begin + begin, self.begin + (len(self.text) if end is None else end))


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list (a requirement, an award criterion) with its place; ``number`` as people call it."""

    key: str
    number: str
    text: str
    lines: tuple[int, ...]


def items(call: WrittenCall, *names: str) -> Iterator[Item]:
    """Every item of these lists of the call."""
    for name in names:
        for position, listed in enumerate(getattr(call.facts, name) or ()):
            key = f"{name}[{position}]"
            number, text = (listed.number, listed.text) if isinstance(listed, ListItem) else (None, listed)
            yield Item(key, number or str(position + 1), text, call.places.get(key, ()))


def passages(call: WrittenCall) -> Iterator[Passage]:
    """All words of the call, each once: its lines, then what is known as a fact and stands on none of them."""
    keys = keys_of_lines(call)
    texts: list[str] = []
    starts: list[tuple[int, int]] = []
    for number, text in call.lines:
        if texts and number not in call.continued:
            yield Passage(" ".join(texts), tuple(starts), keys.get(starts[0][1]))
            texts, starts = [], []
        starts.append((sum(map(len, texts)) + len(texts), number))
        texts.append(text)
    if texts:
        yield Passage(" ".join(texts), tuple(starts), keys.get(starts[0][1]))
    printed = {number for number, _ in call.lines}
    if call.facts.title and not printed.intersection(call.places.get("title", ())):
        yield Passage(call.facts.title, (), "title")
    for item in items(call, *LISTS):
        if not printed.intersection(item.lines):
            yield Passage(item.text, tuple((0, number) for number in item.lines[:1]), item.key)


@lru_cache(maxsize=8)
def sentences(call: WrittenCall) -> tuple[Sentence, ...]:
    """Every sentence of the call. Nearly every check asks for them, so they are kept for the last few calls."""
    return tuple(_sentences(call))


def _sentences(call: WrittenCall) -> Iterator[Sentence]:
    for passage in passages(call):
        begin = 0
        for match in SENTENCE_END.finditer(passage.text):
            yield Sentence(passage.text[begin : match.start()], passage, begin)
            begin = match.end()
        yield Sentence(passage.text[begin:], passage, begin)


def keys_of_lines(call: WrittenCall) -> dict[int, str]:
    """The one key each line belongs to: an item before its list. A line with more facts has none.

    >>> from openinhuur.domain.written_call import CallFacts
    >>> keys_of_lines(WrittenCall(CallFacts(), places={"title": (1,), "start": (2,), "end": (2,)}))
    {1: 'title'}
    """
    found: dict[int, tuple[set[str], set[str]]] = {}
    for key, numbers in call.places.items():
        if "." not in key:
            for number in numbers:
                found.setdefault(number, (set(), set()))["[" not in key].add(key)
    chosen = {number: in_list or alone for number, (in_list, alone) in found.items()}
    return {number: next(iter(keys)) for number, keys in chosen.items() if len(keys) == 1}

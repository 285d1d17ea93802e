"""Every field of a call stands in one group, and has words."""

from collections import Counter

from openinhuur.domain.draft import FIELDS, LISTS
from openinhuur.domain.draft_sections import ALL, SECTIONS, section_of
from openinhuur.wording.codes import TABLES


def test_every_field_stands_in_exactly_one_group() -> None:
    assert Counter(name for names in SECTIONS.values() for name in names) == Counter(list(FIELDS))
    assert all(section_of(name) in ALL for name in (*FIELDS, *LISTS))
    assert section_of("nowhere") == ""


def test_every_field_choice_and_group_has_words_and_no_others() -> None:
    parts = {f"{name}.{part}" for name, fields in LISTS.items() for part in fields}
    assert set(TABLES["draft_field"]) == set(FIELDS) | set(LISTS) | parts
    fields = {**FIELDS, **{f"{name}.{part}": one for name, of in LISTS.items() for part, one in of.items()}}
    choices = {f"{path}.{choice}" for path, one in fields.items() for choice in one.choices if path != "working_days"}
    assert set(TABLES["draft_choice"]) == choices
    assert set(TABLES["draft_section"]) == set(ALL)

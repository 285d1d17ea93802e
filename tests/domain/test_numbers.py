"""Numbers that others give out: one spelling, or a refusal."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as iban_standard

from openinhuur.domain.errors import Refusal
from openinhuur.domain.numbers import (
    IbanInvalid,
    KvkNumberInvalid,
    NotAGAccount,
    OinInvalid,
    PostcodeInvalid,
    VatNumberInvalid,
    g_account_iban,
    iban,
    kvk_number,
    oin,
    postcode,
    vat_number,
)

KINDS: dict[str, tuple[Callable[[str], str], type[Refusal]]] = {
    "kvk_number": (kvk_number, KvkNumberInvalid),
    "vat_number": (vat_number, VatNumberInvalid),
    "oin": (oin, OinInvalid),
    "iban": (iban, IbanInvalid),
    "g_account_iban": (g_account_iban, IbanInvalid),
    "postcode": (postcode, PostcodeInvalid),
}
EXAMPLES = Path(__file__).parents[1] / "examples"
NUMBERS = list(csv.DictReader((EXAMPLES / "numbers.csv").read_text(encoding="utf-8").splitlines()))
VALID = {row["kind"]: row["normal"] for row in NUMBERS if row["normal"]}
hostile = pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "9" * 10_000,
        "NL" + "9" * 10_000,
        "90100022\x00",
        "\x00" * 50,
        "٩٠١٠٠٠٢٢",
        "９０１０００２２",
        "\N{RIGHT-TO-LEFT MARK}90100022",
        "\N{RIGHT-TO-LEFT OVERRIDE}22000109",
        "90100022\n",
        "²" * 8,
        "nl70\N{LATIN SMALL LETTER DOTLESS I}ngb0000007005",
        "\ud800" * 8,
        "<script>",
        "-" * 8,
    ],
    ids=lambda text: ascii(text[:12]),
)


@pytest.mark.parametrize("row", NUMBERS, ids=[row["case"] for row in NUMBERS])
def test_a_number_is_brought_into_one_spelling_or_refused(row: dict[str, str]) -> None:
    normalise, refusal = KINDS[row["kind"]]
    if row["normal"]:
        assert normalise(row["typed"]) == row["normal"]
        return
    with pytest.raises(refusal) as refused:
        normalise(row["typed"])
    assert refused.value.fields == {"number": row["typed"], "field": row["kind"]}


@hostile
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_number_at_all_is_refused_and_repeated_in_short_without_unseen_characters(
    kind: str, text: str
) -> None:
    normalise, refusal = KINDS[kind]
    with pytest.raises(refusal) as refused:
        normalise(text)
    shown = str(refused.value.fields["number"])
    assert len(shown) <= 40
    assert shown.isprintable()
    assert len(shown.encode()) <= 160  # no half characters, which cannot be written anywhere


def test_an_ordinary_account_is_no_blocked_account() -> None:
    with pytest.raises(NotAGAccount) as refused:
        g_account_iban("NL70 INGB 0000 0070 05")
    assert refused.value.fields == {"number": "NL70 INGB 0000 0070 05", "field": "g_account_iban"}


def test_an_account_abroad_with_099_is_no_blocked_account() -> None:
    abroad = "099012345678901234"
    with pytest.raises(NotAGAccount):
        g_account_iban(f"DE{iban_standard.calc_check_digits('DExx' + abroad)}{abroad}")


def test_a_space_that_does_not_break_is_a_space() -> None:
    assert iban("NL70\N{NO-BREAK SPACE}INGB\N{NO-BREAK SPACE}0000007005") == "NL70INGB0000007005"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_normal_stays_as_it_is(kind: str) -> None:
    assert KINDS[kind][0](VALID[kind]) == VALID[kind]


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=60))
def test_any_text_is_a_number_or_refused_and_never_breaks(kind: str, text: str) -> None:
    normalise, refusal = KINDS[kind]
    try:
        found = normalise(text)
    except (refusal, NotAGAccount):
        return
    assert normalise(found) == found


@pytest.mark.parametrize(
    ("kind", "right", "checked"),
    [
        ("iban", "NL70INGB0000007005", range(2, 18)),
        ("oin", "00000001000098437000", range(8, 20)),
    ],
)
def test_one_wrong_digit_is_found(kind: str, right: str, checked: range) -> None:
    normalise, refusal = KINDS[kind]
    for place in (place for place in checked if right[place].isdigit()):
        for digit in set("0123456789") - {right[place]}:
            with pytest.raises(refusal):
                normalise(right[:place] + digit + right[place + 1 :])

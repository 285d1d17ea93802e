"""Names that nobody told us of, where `deduce` is installed; without it a person finds them."""

import pytest

from openinhuur.documents.strangers import is_possible, people_in

TEXT = (
    "Curriculum vitae. Referentie: de heer Jan de Vries, hoofd Financiën. Zij werkte samen met Marieke\nBakker en"
    " Ahmed El Amrani, als secretaris bij de gemeente."
)


@pytest.mark.skipif(not is_possible(), reason="deduce is not installed")
def test_names_of_others_are_found_each_once() -> None:
    found = people_in(f"{TEXT} Marieke Bakker was er ook.")
    assert {"de heer Jan de Vries", "Marieke Bakker", "Ahmed El Amrani"} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.skipif(is_possible(), reason="deduce is installed")
def test_without_it_none_are_found_and_nothing_goes_wrong() -> None:
    assert people_in(TEXT) == ()

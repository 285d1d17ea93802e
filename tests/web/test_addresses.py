"""The links in e-mails about passports and admissions lead to their pages."""

import pytest
from django.urls import reverse
from django.utils import translation

from openinhuur.parties import addresses


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_links_in_e_mails_are_the_addresses_of_the_pages(language: str) -> None:
    with translation.override(language):
        assert addresses.admission(12)[language] == reverse("web:admission", args=[12])
        assert addresses.passport()[language] == reverse("web:passport")

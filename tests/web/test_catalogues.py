"""The Dutch catalogue is complete, and nothing in it is stale."""

from openinhuur.installation import catalogues


def test_every_text_has_dutch_and_none_is_stale():
    assert catalogues.check() == []


def test_the_compiled_catalogue_is_newer_than_its_source():
    compiled = catalogues.build()
    assert compiled.stat().st_mtime >= catalogues.CATALOGUE.stat().st_mtime

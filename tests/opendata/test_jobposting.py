"""A call as search engines and job boards read it."""

import json
from html.parser import HTMLParser

import pytest

from openinhuur.opendata import jobposting
from openinhuur.opendata.published import NOT_SHOWN
from tests.opendata.calls import HOSTILE, Fact, Section, call, where


def posting(**changed: object) -> dict[str, object]:
    """The posting, read back."""
    return json.loads(jobposting.of_call(call(**changed), links=where("30534")))


def test_a_posting_says_what_google_and_schema_org_ask_for():
    found = posting()
    assert found["@type"] == "JobPosting"
    assert found["title"] == "Secretaris Domein Samenleving"
    assert found["datePosted"] == "2026-06-16"
    assert found["validThrough"] == "2026-06-29T09:00:00+02:00"
    assert found["hiringOrganization"] == {"@type": "Organization", "name": "Gemeente Zoetermeer"}
    assert found["jobLocation"]["address"]["addressRegion"] == "Zuid-Holland"
    assert found["identifier"]["value"] == "30534"
    assert found["employmentType"] == ["CONTRACTOR", "TEMPORARY"]
    assert found["workHours"] == "36 hours per week"
    assert found["educationRequirements"]["credentialCategory"] == "bachelor degree"
    assert found["jobImmediateStart"] is True
    assert found["directApply"] is False


def test_the_description_is_markup_with_its_paragraphs_and_lists():
    assert posting()["description"].startswith(
        "<h3>De opdracht</h3><p>U bereidt vergaderingen voor.</p><ul><li>U notuleert.</li>"
    )


def test_what_a_call_does_not_say_is_not_there():
    found = posting(terms=(), description=())
    assert not {"workHours", "educationRequirements", "jobStartDate", "totalJobOpenings"} & set(found)
    assert found["jobLocation"]["address"] == {"@type": "PostalAddress", "addressCountry": "NL"}
    assert found["description"] == "<p>Secretaris Domein Samenleving</p>"


def test_another_education_keeps_its_own_name():
    assert posting(terms=(Fact("education", "vmbo"),))["educationRequirements"] == {
        "@type": "EducationalOccupationalCredential",
        "name": "vmbo",
    }


@pytest.mark.parametrize("hostile", [HOSTILE, "</ScRiPt >", "<!--<script>", "\u2028\u2029"])
def test_a_posting_cannot_end_the_script_it_stands_in(hostile):
    text = jobposting.of_call(call(title=hostile, buyer=hostile), links=where("30534"))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text).get("title", "") == " ".join(hostile.translate(NOT_SHOWN).split())


def test_the_description_holds_no_markup_of_others():
    found = posting(description=(Section(HOSTILE, f"{HOSTILE}\n\n- {HOSTILE}"),))["description"]
    seen: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 (the library's shape)
            seen.add(tag)

    Reader().feed(found)
    assert seen == {"h3", "p", "ul", "li"}

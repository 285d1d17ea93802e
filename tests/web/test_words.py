"""Every code and every refusal has words, in both languages."""

import importlib
import pkgutil
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

import openinhuur
from openinhuur.domain import (
    admission,
    bid,
    bid_checks,
    bid_draft,
    call,
    errors,
    interview,
    lender,
    paper,
    passport,
    ranking,
    requirements,
    roles,
)
from openinhuur.domain.bid import DeadlinePassed
from openinhuur.domain.timeline import timeline
from openinhuur.flow import stops
from openinhuur.flow.queries.outcome import NOT_CHOSEN
from openinhuur.letters import states
from openinhuur.wording import codes, refusals
from openinhuur.wording.import_refusals import IMPORT_REFUSALS
from openinhuur.wording.sentences import sentence
from tests.habits.test_public_record import recorded

AT = datetime(2026, 6, 29, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "enum"),
    [
        ("admission", admission.State),
        ("bid_part", bid_draft.Part),
        ("declaration", bid_draft.Declaration),
        ("employment", requirements.Employment),
        ("admission_step", admission.Step),
        ("phase", call.Phase),
        ("phase_sentence", call.Phase),
        ("fee_payer", call.FeePayer),
        ("grade", interview.Grade),
        ("broken_by", ranking.BrokenBy),
        ("item", passport.Item),
        ("lack", passport.Lack),
        ("lender_rule", lender.LenderRule),
        ("mail", states.State),
        ("mail_sentence", states.State),
        ("paper", paper.PaperKind),
        ("register", passport.Register),
        ("renewal", admission.RenewalState),
        ("role", roles.Role),
        ("wtta", lender.WttaStatus),
    ],
)
def test_every_member_of_an_enum_has_words_and_no_others(kind, enum):
    assert set(codes.TABLES[kind]) == {member.value for member in enum}


def test_every_remark_about_a_bid_has_words_and_no_others():
    written = "".join(Path(module.__file__).read_text() for module in (bid_checks, bid))
    found = set(re.findall(r"(?:Remark|Finding)\(\s*\"([a-z-]+)\"", written))
    found |= set(re.findall(r"Remark\(\"([a-z-]+)\" if .* else \"([a-z-]+)\"", written)[0])
    assert set(codes.TABLES["bid_remark"]) == found


def test_every_moment_of_the_timeline_has_words_and_no_others():
    plan = call.Timetable(AT, AT, AT.date(), AT, AT.date(), AT.date())
    done = call.Milestones(*[AT] * 8, AT.date(), AT.date())
    announced, happened = timeline(plan, call.Milestones(), at=AT), timeline(plan, done, at=AT)
    over = timeline(plan, call.Milestones(withdrawn_at=AT), at=AT)
    assert {moment.code for moment in [*announced, *happened, *over]} == set(codes.MOMENTS)


@pytest.mark.parametrize(("kind", "enum"), [("rung", stops.Rung), ("stop", stops.Stop)])
def test_every_rung_and_every_reason_to_stop_has_words_and_no_others(kind, enum):
    assert set(codes.TABLES[kind]) == {member.value for member in enum}


def test_what_everybody_reads_of_a_stop_has_one_word_more():
    assert set(codes.PUBLIC_STOPS) == {member.value for member in stops.Stop} | {NOT_CHOSEN}


def test_every_event_of_the_journal_has_words_and_no_others():
    assert set(codes.EVENTS) == set(recorded())


def test_a_code_that_is_not_ours_is_shown_as_it_is():
    assert codes.words("unheard.of", "event") == "unheard.of"


def _refusals():
    for module in pkgutil.walk_packages(openinhuur.__path__, "openinhuur."):
        if not module.name.endswith(("__main__", "wsgi")):
            importlib.import_module(module.name)
    return {kind.code: kind for kind in errors.all_refusals()}


def test_every_refusal_has_words_and_a_status_and_no_others_do():
    found = set(_refusals()) - set(IMPORT_REFUSALS)
    assert set(refusals.TEXTS) == found
    assert set(refusals.STATUS) == found


def test_a_refusal_text_names_only_fields_that_its_docstring_promises():
    found = _refusals()
    for code, text in refusals.TEXTS.items():
        with translation.override("en"):
            used = set(re.findall(r"%\((\w+)\)s", str(text)))
        promised = set(re.findall(r"``(\w+)``", found[code].__doc__ or ""))
        assert used <= promised, f"{code} uses {used - promised}"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "Te laat. Uw inschrijving kwam binnen op maandag 29 juni 2026, 09.00 uur"),
        ("en", "Too late. Your bid came in on Monday 29 June 2026, 09:00"),
    ],
)
def test_a_refusal_is_explained_with_the_facts_of_the_case(language, text):
    assert sentence(DeadlinePassed(received_at=AT, closes_at=AT), language).startswith(text)


def test_a_refusal_of_reading_a_document_is_explained_too():
    refusal = _refusals()["file-not-found"](name="aanvraag.pdf")
    assert sentence(refusal, "en") == "There is no file aanvraag.pdf."

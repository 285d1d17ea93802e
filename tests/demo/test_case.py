"""The example case says what its story says, and a case that contradicts itself is refused."""

import re
import shutil
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from stdnum import iban
from stdnum.nl import btw

from openinhuur.demo.case import Case, CaseBid, CaseInterview, CaseParty, load
from openinhuur.demo.reading import BrokenCase
from openinhuur.domain.interview import Grade
from openinhuur.domain.requirements import Employment
from openinhuur.domain.roles import Role

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "30534"
DEADLINE = datetime.fromisoformat("2026-06-29T09:00:00.000+02:00")
MAXIMUM = {7: 25, 8: 10, 9: 25, 10: 20, 11: 15, 12: 5}


@pytest.fixture(scope="module")
def case() -> Case:
    return load(FOLDER)


def in_time(case: Case) -> list[CaseBid]:
    return [bid for bid in case.bids if bid.submissions[0].at < DEADLINE and bid.withdrawn_at is None]


def rate(case: Case, key: str) -> Decimal:
    return next(bid.hourly_rate for bid in case.bids if bid.key == key)


def ranked(case: Case) -> list[tuple[str, Decimal, Decimal]]:
    """(bid, total, rate), best first; equal totals by the lower rate."""
    totals = [(score.bid, sum(score.points.values(), Decimal(0))) for score in case.scores]
    rows = [(bid, total, rate(case, bid)) for bid, total in totals]
    return sorted(rows, key=lambda row: (-row[1], row[2]))


def winner(case: Case) -> CaseBid:
    passed = [interview.bid for interview in case.interviews if has_passed(interview)]
    assert len(passed) == 1
    return next(bid for bid in case.bids if bid.key == passed[0])


def has_passed(interview: CaseInterview) -> bool:
    return all(consensus.grade is not Grade.INSUFFICIENT for consensus in interview.consensus)


def test_eighteen_suppliers_send_twenty_five_bids(case: Case) -> None:
    assert len(case.suppliers) == 18
    assert len(case.bids) == 25
    assert {bid.supplier for bid in case.bids} == {supplier.key for supplier in case.suppliers}
    assert sorted(Counter(bid.supplier for bid in case.bids).values()) == [1] * 12 + [2] * 5 + [3]


def test_twenty_three_bids_stand_in_the_vault_at_the_deadline(case: Case) -> None:
    assert len(in_time(case)) == 23


def test_one_bid_is_withdrawn_and_one_arrives_on_the_deadline_itself(case: Case) -> None:
    assert len([bid for bid in case.bids if bid.withdrawn_at]) == 1
    late = [bid for bid in case.bids if bid.submissions[-1].at >= DEADLINE]
    assert [bid.submissions[0].at for bid in late] == [DEADLINE]


def test_one_bid_arrives_a_millisecond_before_the_deadline(case: Case) -> None:
    last = max(version.at for bid in in_time(case) for version in bid.submissions)
    assert last.isoformat(timespec="milliseconds") == "2026-06-29T08:59:59.999+02:00"


def test_one_bid_is_replaced_by_one_with_a_lower_rate(case: Case) -> None:
    replaced = [bid for bid in case.bids if len(bid.submissions) == 2]
    assert [(bid.submissions[0].hourly_rate, bid.hourly_rate) for bid in replaced] == [
        (Decimal("111.00"), Decimal("108.50"))
    ]


def test_every_moment_is_summer_time_and_the_last_hour_is_a_rush(case: Case) -> None:
    moments = [version.at for bid in case.bids for version in bid.submissions]
    assert {moment.utcoffset() for moment in moments} == {DEADLINE.utcoffset()}
    assert min(moments).date() == date(2026, 6, 17)
    assert len([moment for moment in moments if (DEADLINE - moment).total_seconds() <= 3600]) >= 8


def test_four_bids_fail_one_requirement_each_and_nineteen_go_on(case: Case) -> None:
    assert sorted(finding.requirement for finding in case.not_met) == [1, 2, 4, 5]
    failed = {finding.bid for finding in case.not_met}
    scored = {score.bid for score in case.scores}
    assert len(failed) == 4
    assert len(scored) == 19
    assert failed | scored == {bid.key for bid in in_time(case)}


def test_the_failing_bids_show_why_they_fail(case: Case) -> None:
    failed = {finding.requirement: finding.bid for finding in case.not_met}
    bids = {bid.key: bid for bid in case.bids}
    suppliers = {supplier.key: supplier for supplier in case.suppliers}
    assert [bid.key for bid in case.bids if bid.employment is Employment.SELF_EMPLOYED] == [failed[1]]
    assert [s.key for s in case.suppliers if s.waadi_registered_on is None] == [bids[failed[2]].supplier]
    assert [s.key for s in case.suppliers if s.is_sole_worker] == [bids[failed[1]].supplier]
    chain = [(agreement.from_, agreement.until) for agreement in bids[failed[4]].agreements]
    assert chain == [
        (date(2024, 1, 1), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 6, 30)),
        (date(2025, 8, 1), date(2026, 1, 31)),
    ]
    assert bids[failed[4]].employment is Employment.TEMPORARY
    assert suppliers[bids[failed[5]].supplier].name == "Rap BV"


def test_a_permanent_contract_and_only_two_agreements_pass_the_chain_rule(case: Case) -> None:
    failed = {finding.bid for finding in case.not_met}
    passing = [bid for bid in case.bids if bid.agreements and bid.key not in failed]
    assert sorted((bid.employment, len(bid.agreements)) for bid in passing) == [
        (Employment.PERMANENT, 3),
        (Employment.TEMPORARY, 2),
    ]


def test_every_score_is_on_its_scale(case: Case) -> None:
    for score in case.scores:
        for number, points in score.points.items():
            steps = [0, MAXIMUM[11]] if number == 11 else [MAXIMUM[number] * n // 5 for n in range(6)]
            assert points in steps, (score.bid, number)


def test_availability_points_follow_the_first_day(case: Case) -> None:
    first_day = {bid.key: bid.available_from for bid in case.bids}
    for score in case.scores:
        assert (score.points[11] == 15) == (first_day[score.bid] <= date(2026, 7, 13)), score.bid


def test_places_ten_and_eleven_both_have_72_points_and_the_lower_rate_passes(case: Case) -> None:
    rows = ranked(case)
    assert rows[9][1:] == (Decimal(72), Decimal("108.50"))
    assert rows[10][1:] == (Decimal(72), Decimal("110.00"))
    rap = next(bid for bid in case.bids if bid.key == rows[10][0])
    assert rap.supplier == "rap"


def test_there_is_one_other_tie_and_every_tie_is_broken_by_the_rate(case: Case) -> None:
    rows = ranked(case)
    ties = {total: n for total, n in Counter(total for _, total, _ in rows).items() if n > 1}
    assert ties == {Decimal(72): 2, Decimal(58): 2}
    assert len({(total, hourly) for _, total, hourly in rows}) == 19
    assert all(35 <= total <= 95 for _, total, _ in rows)


def test_rates_lie_between_89_50_and_128(case: Case) -> None:
    rates = [bid.hourly_rate for bid in case.bids]
    assert (min(rates), max(rates)) == (Decimal("89.50"), Decimal("128.00"))


def test_every_point_lost_has_a_reason_of_its_own(case: Case) -> None:
    reasons = [reason for score in case.scores for reason in score.reasons.values()]
    assert len(reasons) == 19 * 6
    assert len(set(reasons)) == len(reasons)


def test_r7_no_text_that_a_letter_may_quote_names_a_candidate(case: Case) -> None:
    texts = [reason for score in case.scores for reason in score.reasons.values()]
    texts += [finding.reason + finding.evidence for finding in case.not_met]
    texts += [selection.text for selection in case.selections]
    texts += [round_.reason for round_ in case.rounds]
    texts += [grade.reason for held in case.interviews for grade in held.score]
    texts += [consensus.reason for held in case.interviews for consensus in held.consensus]
    for bid in case.bids:
        first, _, last = bid.candidate.partition(" ")
        assert not [text for text in texts if re.search(rf"\b({first}|{last})\b", text)], bid.candidate


def test_the_buyer_compares_the_ten_best_on_both_criteria(case: Case) -> None:
    ten_best = {bid for bid, _, _ in ranked(case)[:10]}
    assert {selection.bid for selection in case.selections} == ten_best
    assert len(case.selections) == 20


def test_nobody_of_the_first_three_passes_and_one_of_the_next_two_does(case: Case) -> None:
    assert [len(round_.invited) for round_ in case.rounds] == [3, 2]
    assert not any(has_passed(interview) for interview in case.interviews if interview.round == 1)
    assert len([1 for interview in case.interviews if interview.round == 2 and has_passed(interview)]) == 1


def test_pien_de_wit_of_sterk_bv_wins_from_place_five(case: Case) -> None:
    bid = winner(case)
    supplier = next(s for s in case.suppliers if s.key == bid.supplier)
    place = [key for key, _, _ in ranked(case)].index(bid.key) + 1
    assert (bid.candidate, supplier.name, place) == ("Pien de Wit", "Sterk BV", 5)
    assert (bid.hourly_rate, bid.employment) == (Decimal("110.00"), Employment.PERMANENT)
    assert supplier.sna_registered
    assert len(in_time(case)) - 1 == 22


def test_consensus_lies_between_what_the_interviewers_gave_alone(case: Case) -> None:
    order = list(Grade)
    for interview in case.interviews:
        for consensus in interview.consensus:
            alone = [order.index(grade.grade) for grade in interview.score if grade.competence == consensus.competence]
            assert min(alone) <= order.index(consensus.grade) <= max(alone), interview.bid


def test_the_cast_is_complete(case: Case) -> None:
    people = {person.key: person for person in case.people}
    assert people["brenda"].roles == (Role.BUYER, Role.INTERVIEWER)
    assert people["anna"].roles == people["amir"].roles == (Role.DESK,)
    assert people["aukje"].roles == (Role.AUDITOR,)
    held = Counter(role for person in case.people for role in person.roles)
    assert (held[Role.INTERVIEWER], held[Role.ADMINISTRATOR], held[Role.SUPPLIER]) == (2, 1, 18)


def test_questions_came_in_time_and_are_answered_on_25_june(case: Case) -> None:
    assert len(case.questions) == 4
    assert all(q.asked_at < datetime.fromisoformat("2026-06-23T09:00:00+02:00") for q in case.questions)
    assert case.clarification.published_at.date() == date(2026, 6, 25)
    assert case.clarification.written_by != case.clarification.published_by


def test_every_number_passes_its_own_check(case: Case) -> None:
    parties: tuple[CaseParty, ...] = (case.buyer, case.desk, *case.suppliers)
    for party in parties:
        assert btw.is_valid(party.vat_number), party.name
        assert party.vat_number.endswith("B01"), party.name
        assert party.kvk_number.isdigit(), party.name
        assert len(party.kvk_number) == 8, party.name
    assert len({supplier.kvk_number for supplier in case.suppliers}) == 18
    assert (len(case.buyer.oin), case.buyer.oin.isdigit()) == (20, True)
    accounts = [account for s in case.suppliers for account in (s.iban, s.g_account_iban)]
    assert all(iban.is_valid(account) for account in (*accounts, case.desk.iban))
    assert len(set(accounts)) == 36
    assert all(s.g_account_iban[8:11] == "099" for s in case.suppliers)
    assert not any(s.iban[8:11] == "099" for s in case.suppliers)


def test_all_mail_goes_to_domains_that_cannot_exist(case: Case) -> None:
    parties: tuple[CaseParty, ...] = (case.buyer, case.desk, *case.suppliers)
    addresses = [party.email for party in parties] + [person.email for person in case.people]
    assert all(address.endswith(".example") for address in addresses)


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("bids.toml", 'supplier = "rap"', 'supplier = "rop"', "there is no supplier rop"),
        ("bids.toml", 'employment = "permanent"', 'employment = "forever"', "'forever' is not a Employment"),
        ("bids.toml", "hours_per_week = 36", "hours = 36", "unknown key hours"),
        ("bids.toml", "pages = 3", "pages = 1", "points at page 2 of 1"),
        ("bids.toml", 'hourly_rate = "110.00"', "hourly_rate = 110.0", "expected str, found 110.0"),
        ("bids.toml", "11:05:12.318+02:00", "11:05:12.318", "has no offset"),
        ("people.toml", 'organisation = "sterk"', 'organisation = "desk"', "supplier sterk: nobody to write to"),
        ("assessment.toml", '12 = "5"\n', "", "points must cover award criteria 7 to 12"),
        ("assessment.toml", 'by = "amir"', 'by = "otto"', "there is no person otto"),
        ("interviews.toml", 'interviewer = "ingrid"', 'interviewer = "brenda"', "grades each competence once"),
        ("interviews.toml", "round = 1", "round = 3", "not invited"),
        ("questions.toml", "published_at", "published", "missing key published_at|unknown key published"),
        ("questions.toml", 'published_by = "amir"', 'published_by = "otto"', "there is no person otto"),
        ("suppliers.toml", "[[supplier]]", "[[supplier]", "suppliers.toml"),
    ],
)
def test_a_case_that_does_not_hold_together_is_refused(
    tmp_path: Path, file: str, old: str, new: str, complaint: str
) -> None:
    shutil.copytree(FOLDER, tmp_path / "case")
    path = tmp_path / "case" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenCase, match=complaint):
        load(tmp_path / "case")


def test_a_case_without_one_of_its_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenCase, match=r"suppliers\.toml: there is no such file"):
        load(tmp_path)

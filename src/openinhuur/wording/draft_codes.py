"""Words for the fields of a call that is being written: more tables for `openinhuur.wording.codes`.

A field of a list is named by its list and itself, ``"requirements.evidence"``; a choice by its field and itself,
``"tie_across_cut.lot"``.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words = Mapping[str, "StrPromise"]

FIELDS: Final[Words] = {
    "number": _("Number of the call"),
    "title": _("Title"),
    "region": _("Region"),
    "education": _("Level of education"),
    "salary_scale": _("Salary scale"),
    "positions": _("Professionals needed"),
    "start_on": _("Start on"),
    "duration_months": _("Duration in months"),
    "extension_count": _("Options to extend"),
    "extension_months": _("Months of each option"),
    "hours_per_week": _("Hours a week"),
    "working_days": _("Working days"),
    "is_under_direction": _("The work is done under the direction and supervision of the buyer"),
    "vog_required": _("A certificate of conduct (VOG) is needed"),
    "has_incumbent": _("Who does this work now can take part"),
    "cv_max_pages": _("Pages of the CV, at most"),
    "cv_language": _("Language of the CV"),
    "cv_min_references": _("References, at least"),
    "cv_rules_broken": _("When a CV breaks these rules"),
    "max_rate": _("Highest hourly rate, in euros without VAT"),
    "rate_includes_travel": _("The rate includes travel"),
    "rate_includes_fee": _("The rate includes the fee of the hiring desk"),
    "rate_is_published": _("The rate of the winner is published"),
    "fee_per_hour": _("Fee of the hiring desk for every hour worked, in euros"),
    "g_account_sna": _("To the G-account, in the SNA register, in percent"),
    "g_account_other": _("To the G-account, not in the SNA register, in percent"),
    "questions_close_at": _("Questions until"),
    "answers_by_on": _("Answers on, at the latest"),
    "closes_at": _("Bids until"),
    "invitations_by_on": _("Invitations on, at the latest"),
    "interviews_from_on": _("Interviews from"),
    "shortlist_size": _("Places on the shortlist"),
    "max_bids_per_supplier": _("Candidates of one supplier, at most"),
    "scores_by": _("When several people assess a bid"),
    "rejections_sent": _("Letters to who is not on the shortlist"),
    "bid_count_is_shown": _("How many bids are in is shown before the deadline"),
    "is_judged_blind": _("Who assesses does not see who the candidate is"),
    "tie_across_cut": _("When two are equal at the last place of the shortlist"),
    "min_invited": _("Invited for an interview, at least"),
    "min_interviewers": _("Interviewers, at least"),
    "max_rounds": _("Rounds of interviews, at most"),
    "price_weight": _("Points for the price"),
    "price_formula": _("Formula of the points for the price"),
    "price_lowest": _("Rate that gets all points"),
    "price_highest": _("Rate that gets no points"),
    "interview_weight": _("Points for the interview"),
    "interview_threshold": _("Points that the interview needs, at least"),
    "standstill_days": _("Days of standstill after the letters"),
    "chain_agreements": _("Chain rule: agreements, from this number"),
    "chain_months": _("Chain rule: months together, from this number"),
    "chain_gap_months": _("Chain rule: months between two agreements that do not break the chain"),
    "chain_reference_on": _("Chain rule: counted on"),
    "description": _("The work"),
    "requirements": _("Requirements"),
    "award_criteria": _("Award criteria"),
    "selection_criteria": _("What the buyer compares the shortlist on"),
    "competences": _("Competences in the interview"),
    "description.title": _("Heading"),
    "description.text": pgettext_lazy("field", "Text"),
    "requirements.number": pgettext_lazy("field", "Number"),
    "requirements.text": pgettext_lazy("field", "Requirement"),
    "requirements.kind": _("What it is about"),
    "requirements.evidence": _("What shows that it is met"),
    "requirements.rule": _("Can be computed"),
    "award_criteria.number": pgettext_lazy("field", "Number"),
    "award_criteria.text": pgettext_lazy("field", "Criterion"),
    "award_criteria.maximum": _("Points, at most"),
    "award_criteria.scale": _("Grades"),
    "award_criteria.points": _("Points of each grade, when they are your own"),
    "award_criteria.descriptors": _("What each grade means, a line for each, from the lowest up"),
    "selection_criteria.text": pgettext_lazy("field", "Criterion"),
    "competences.text": pgettext_lazy("field", "Competence"),
}

SECTIONS: Final[Words] = {
    "basics": _("What is asked"),
    "work": _("When and how much"),
    "planning": _("The planning of the procedure"),
    "cv": _("Rules for the CV"),
    "money": _("Rate and money"),
    "selection": _("How is chosen"),
    "price": _("Points for price and interview"),
    "chain": _("Rule for a chain of agreements"),
    "description": _("The work"),
    "requirements": _("Requirements"),
    "award_criteria": _("Award criteria"),
    "selection_criteria": _("What the buyer compares the shortlist on"),
    "competences": _("Competences in the interview"),
}

ITEMS: Final[Words] = {
    "description": _("Part of the description"),
    "requirements": pgettext_lazy("field", "Requirement"),
    "award_criteria": _("Award criterion"),
    "selection_criteria": pgettext_lazy("field", "Point of comparison"),
    "competences": pgettext_lazy("field", "Competence"),
}
"""One of a list."""

ADD: Final[Words] = {
    "description": _("Add a part"),
    "requirements": _("Add a requirement"),
    "award_criteria": _("Add an award criterion"),
    "selection_criteria": _("Add a point of comparison"),
    "competences": _("Add a competence"),
}

HELP: Final[Words] = {
    "number": _("It stands in the address of the call and never changes. Letters, digits and hyphens."),
    "start_on": _("Leave this empty for “as soon as possible”."),
    "is_under_direction": _("If so, a self-employed person cannot be offered."),
    "has_incumbent": _("If so, everybody reads it on the page of the call."),
    "max_rate": _("Leave this empty if there is no highest rate."),
    "tie_across_cut": _("With equal points the lowest rate goes first. This is for when the rates are equal too."),
    "scores_by": _("Each of them first gives points alone. With one assessor it makes no difference."),
    "rejections_sent": _(
        "They are prepared when the shortlist is handed over. Sent at once, they do not start the standstill: the"
        " letter about the award follows, to everybody."
    ),
    "bid_count_is_shown": _("To the desk and the buyer. Who sent them, and what they say, nobody sees."),
    "is_judged_blind": _(
        "Name, contact details, photo and date of birth are made black until the points are closed. Somebody of the"
        " desk who does not assess the bid checks that first."
    ),
    "max_bids_per_supplier": _("Leave this empty if there is no limit."),
    "max_rounds": _("A new round only comes when nobody of the last one passes. Leave this empty for no limit."),
    "price_weight": _(
        "Leave this empty if the price only decides between equal points: then the lowest rate goes first."
    ),
    "price_lowest": _(
        "For a formula between two fixed rates. A logarithmic one may leave it empty: then the lowest rate offered gets"
        " all points."
    ),
    "price_highest": _("For a formula between two fixed rates, and for a logarithmic one."),
    "interview_weight": _(
        "Interviews are graded per competence, and each has to be at least sufficient. A call with points for the"
        " interview cannot be published yet."
    ),
    "interview_threshold": _("Only together with points for the interview."),
    "standstill_days": _("In these days a supplier can object. They begin on the day after the letters are sent."),
    "chain_agreements": _("Fill in these four only when a requirement is computed with the chain rule."),
    "award_criteria.points": _("From low to high, with blanks between them: 0 5 8"),
}
"""What somebody who fills in a field should know."""

CHOICES: Final[Words] = {
    "education.mbo": pgettext_lazy("education", "mbo (secondary vocational)"),
    "education.hbo": pgettext_lazy("education", "hbo (higher professional)"),
    "education.wo": pgettext_lazy("education", "wo (university)"),
    "cv_language.nl": _("Dutch"),
    "cv_language.en": _("English"),
    "cv_rules_broken.repair": _("The supplier is asked to mend it"),
    "cv_rules_broken.not-met": _("The bid goes no further"),
    "cv_rules_broken.ignored": _("It does not matter"),
    "tie_across_cut.lot": _("A lot decides"),
    "tie_across_cut.all-pass": _("All of them go on"),
    "scores_by.consensus": _("They agree on the points"),
    "scores_by.mean": _("The mean of their points counts"),
    "rejections_sent.with-award": _("With the award"),
    "rejections_sent.at-handing-over": _("As soon as the shortlist is handed over"),
    "price_formula.relative": _("Relative to the lowest rate"),
    "price_formula.fixed-range": _("Between two fixed rates"),
    "price_formula.logarithmic": _("Logarithmic"),
    "requirements.kind.supplier": _("The supplier"),
    "requirements.kind.candidate": _("The candidate"),
    "requirements.kind.offer": _("The offer"),
    "requirements.kind.document": _("A document"),
    "requirements.kind.availability": _("When the candidate is available"),
    "requirements.evidence.passport": _("The passport of the supplier"),
    "requirements.evidence.cv": _("The CV"),
    "requirements.evidence.document": _("A document sent with the bid"),
    "requirements.evidence.statement": _("What the supplier states in the bid"),
    "requirements.rule.chain": _("With the chain rule"),
    "requirements.rule.waadi": _("With the register of lenders (Waadi)"),
    "requirements.rule.self-employed": _("With how the candidate is employed"),
    "requirements.rule.cv": _("With the pages, language and references of the CV"),
    "requirements.rule.passport": _("With the passport of the supplier"),
    "award_criteria.scale.binary": _("All or nothing"),
    "award_criteria.scale.0-50-100": _("Nothing, half, all"),
    "award_criteria.scale.0-60-100": _("Nothing, 60 percent, all"),
    "award_criteria.scale.0-2-4-6-8-10": _("Six grades: 0, 2, 4, 6, 8, 10"),
    "award_criteria.scale.10-7-5-3-0": _("Five grades: 10, 7, 5, 3, 0"),
    "award_criteria.scale.own": _("Points of our own"),
}

PROBLEMS: Final[Words] = {
    "missing": _("Fill this in."),
    "needed": _("Fill this in too, because of what stands elsewhere."),
    "twice": _("This number is used twice."),
    "too-long": _("This is too long."),
    "too-large": _("This number is too large."),
    "too-small": _("This number is too small."),
    "too-precise": _("This number has too many decimals."),
    "shape": _("Use letters, digits and hyphens only."),
    "taken": _("There is a call with this number already."),
    "steps": _("Write one line for each grade, or nothing."),
    "scale": _("The grades must run from 0 to the highest number of points."),
    "day": _("This is not a day."),
    "moment": _("This is not a day with a time."),
    "whole": _("This is not a whole number."),
    "decimal": _("This is not a number."),
    "choice": _("Choose one of the list."),
    "yes-no": _("Choose yes or no."),
    "days": _("Choose days of the week."),
}
"""Why a field keeps a draft from being a call."""

STATES: Final[Words] = {
    "writing": pgettext_lazy("draft", "Being written"),
    "to-confirm": pgettext_lazy("draft", "To confirm"),
    "offered": pgettext_lazy("draft", "Waits for a second person"),
    "sent-back": pgettext_lazy("draft", "Sent back"),
    "published": pgettext_lazy("draft", "Published"),
    "template": pgettext_lazy("draft", "Template"),
}

SEVERITIES: Final[Words] = {
    "error": pgettext_lazy("findings", "Errors"),
    "warning": pgettext_lazy("findings", "Warnings"),
    "info": pgettext_lazy("findings", "Good to know"),
}

DRAFT_TABLES: Final[Mapping[str, Words]] = {
    "draft_field": FIELDS,
    "draft_choice": CHOICES,
    "draft_problem": PROBLEMS,
    "draft_section": SECTIONS,
    "draft_item": ITEMS,
    "draft_add": ADD,
    "draft_help": HELP,
    "draft_state": STATES,
    "severity": SEVERITIES,
}

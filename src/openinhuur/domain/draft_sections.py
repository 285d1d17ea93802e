"""The fields of a call in the groups in which people write and read them; the lists come after the fields.

>>> section_of("hours_per_week"), section_of("requirements.k3f.text")
('work', 'requirements')
"""

from collections.abc import Mapping

from openinhuur.domain.draft import LISTS

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "basics": ("number", "title", "region", "education", "salary_scale", "positions"),
    "work": (
        "start_on", "duration_months", "extension_count", "extension_months", "hours_per_week", "working_days",
        "is_under_direction", "vog_required", "has_incumbent",
    ),
    "planning": (
        "questions_close_at", "answers_by_on", "closes_at", "invitations_by_on", "interviews_from_on",
        "standstill_days", "rejections_sent", "bid_count_is_shown",
    ),
    "cv": ("cv_max_pages", "cv_language", "cv_min_references", "cv_rules_broken"),
    "money": (
        "max_rate", "rate_includes_travel", "rate_includes_fee", "rate_is_published", "fee_per_hour", "g_account_sna",
        "g_account_other",
    ),
    "selection": (
        "shortlist_size", "max_bids_per_supplier", "tie_across_cut", "scores_by", "is_judged_blind",
        "min_invited", "min_interviewers", "max_rounds",
    ),
    "price": (
        "price_weight", "price_formula", "price_lowest", "price_highest", "interview_weight", "interview_threshold",
    ),
    "chain": ("chain_agreements", "chain_months", "chain_gap_months", "chain_reference_on"),
}  # fmt: skip
"""Every field of a call, by its group."""

ALL = (*SECTIONS, *LISTS)
"""The groups and the lists, in their order."""


def section_of(path: str) -> str:
    """The group of a field, or the list of an item; empty when there is none."""
    name = path.partition(".")[0]
    return name if name in LISTS else next((section for section, names in SECTIONS.items() if name in names), "")

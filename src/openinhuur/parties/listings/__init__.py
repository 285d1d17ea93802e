"""Passports and admissions as pages show them. Only reads; the number of queries does not grow with the rows."""

from openinhuur.parties.listings.admissions import (
    AdmissionPage,
    AdmissionRow,
    AdmittedSupplier,
    CategoryRow,
    RenewalRow,
    StepRow,
    admission_page,
    admissions_of_supplier,
    admissions_to_decide,
    letter,
    open_categories,
    register_of_admitted,
    renewals_due,
)
from openinhuur.parties.listings.passports import (
    CheckRow,
    PaperRow,
    PassportPage,
    SystemShortfalls,
    evidence,
    paper,
    passport_page,
)

__all__ = [
    "AdmissionPage",
    "AdmissionRow",
    "AdmittedSupplier",
    "CategoryRow",
    "CheckRow",
    "PaperRow",
    "PassportPage",
    "RenewalRow",
    "StepRow",
    "SystemShortfalls",
    "admission_page",
    "admissions_of_supplier",
    "admissions_to_decide",
    "evidence",
    "letter",
    "open_categories",
    "paper",
    "passport_page",
    "register_of_admitted",
    "renewals_due",
]

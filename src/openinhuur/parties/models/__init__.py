"""The tables of organisations and people, of passports, and of purchasing systems and admission."""

from openinhuur.parties.models.admissions import (
    Admission,
    AdmissionStep,
    Category,
    PurchasingSystem,
    Regime,
    Renewal,
)
from openinhuur.parties.models.keyholders import Keyholder, SealingChoice
from openinhuur.parties.models.organisations import Candidate, Invitation, Membership, Organisation
from openinhuur.parties.models.passports import ExpiryNotice, Paper, Passport, RegisterCheck

__all__ = [
    "Admission",
    "AdmissionStep",
    "Candidate",
    "Category",
    "ExpiryNotice",
    "Invitation",
    "Keyholder",
    "Membership",
    "Organisation",
    "Paper",
    "Passport",
    "PurchasingSystem",
    "Regime",
    "RegisterCheck",
    "Renewal",
    "SealingChoice",
]

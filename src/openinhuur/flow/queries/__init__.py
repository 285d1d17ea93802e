"""Everything the pages about a call read. Each query checks who asks, and returns plain values."""

from openinhuur.flow.queries.assessment import interviews_page, matrix_page
from openinhuur.flow.queries.overview import call_page, calls_list, questions_page
from openinhuur.flow.queries.progress import progress_page
from openinhuur.flow.queries.record import journal_page
from openinhuur.flow.queries.settlement import (
    contract_page,
    invoice_file,
    invoices_page,
    letter_file,
    letters_page,
)
from openinhuur.flow.queries.work import (
    auditor_work,
    buyer_work,
    desk_work,
    house_work,
    organisation_work,
    supplier_work,
)

__all__ = [
    "auditor_work",
    "buyer_work",
    "call_page",
    "calls_list",
    "contract_page",
    "desk_work",
    "house_work",
    "interviews_page",
    "invoice_file",
    "invoices_page",
    "journal_page",
    "letter_file",
    "letters_page",
    "matrix_page",
    "organisation_work",
    "progress_page",
    "questions_page",
    "supplier_work",
]

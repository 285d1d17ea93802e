"""Everything the pages about a call read. Each query checks who asks, and returns plain values."""

from openinhuur.flow.queries.assessment import interviews_page
from openinhuur.flow.queries.letters import letter_file, letters_page
from openinhuur.flow.queries.matrix import matrix_page
from openinhuur.flow.queries.moments import agenda, agendas, count_public, public_pages
from openinhuur.flow.queries.notices import notices_page
from openinhuur.flow.queries.overview import call_page
from openinhuur.flow.queries.progress import progress_page
from openinhuur.flow.queries.questions import clarification_file, questions_page
from openinhuur.flow.queries.record import journal_page
from openinhuur.flow.queries.search import calls_found, calls_listed
from openinhuur.flow.queries.search_choices import buyer_name, search_choices
from openinhuur.flow.queries.settlement import (
    contract_page,
    invoice_file,
    invoices_page,
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
    "agenda",
    "agendas",
    "auditor_work",
    "buyer_name",
    "buyer_work",
    "call_page",
    "calls_found",
    "calls_listed",
    "clarification_file",
    "contract_page",
    "count_public",
    "desk_work",
    "house_work",
    "interviews_page",
    "invoice_file",
    "invoices_page",
    "journal_page",
    "letter_file",
    "letters_page",
    "matrix_page",
    "notices_page",
    "organisation_work",
    "progress_page",
    "public_pages",
    "questions_page",
    "search_choices",
    "supplier_work",
]

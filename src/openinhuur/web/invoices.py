"""Pages about money: the invoices of an agreement."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from openinhuur.flow import queries
from openinhuur.web.pages import file_response, page
from openinhuur.web.requests import Request


@page
def invoices(request: Request, number: str) -> HttpResponse:
    """Who pays whom how much, to which account, and when?"""
    found = queries.invoices_page(number, actor=request.actor, at=request.at)
    return render(request, "web/invoices/invoices.html", {"page": found})


@page
def invoice(request: Request, invoice_id: UUID) -> HttpResponse:
    """The invoice itself."""
    return file_response(queries.invoice_file(invoice_id, actor=request.actor, at=request.at))

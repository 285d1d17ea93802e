"""First pages: what waits for somebody, told from all steps at once. Few queries, however many calls there are."""

from openinhuur.flow.queries.work.buyer import buyer_work
from openinhuur.flow.queries.work.desk import desk_work
from openinhuur.flow.queries.work.house import auditor_work, house_work, organisation_work
from openinhuur.flow.queries.work.supplier import supplier_work

__all__ = ["auditor_work", "buyer_work", "desk_work", "house_work", "organisation_work", "supplier_work"]

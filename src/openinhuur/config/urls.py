"""Every address of the product."""

from openinhuur.web import urls as web

urlpatterns = web.urlpatterns

handler400 = "openinhuur.web.errors.bad_request"
handler403 = "openinhuur.web.errors.forbidden"
handler404 = "openinhuur.web.errors.not_found"
handler500 = "openinhuur.web.errors.server_error"

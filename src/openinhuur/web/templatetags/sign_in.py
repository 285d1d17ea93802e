"""Tags for the pages around signing in."""

from typing import Final

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from openinhuur.web.sign_in import browsers

register = template.Library()
register.filter("browser", browsers.named)

SCRIPTS: Final = ("mfa/js/webauthn-json.js", "mfa/js/webauthn.js", "account/js/onload.js", "web/passkeys.js")


@register.simple_tag
def passkey_scripts(form: str, **ids: str) -> SafeString:
    """The scripts that talk to a passkey, and for which of the library's forms: nothing of it runs inline.

    Args:
        form: ``add``, ``login`` or ``authenticate``.
        ids: the parts of the page that this form of the library needs, by their id.
    """
    files = format_html_join("\n", '<script src="{}" defer></script>', ((static(name),) for name in SCRIPTS))
    told = format_html_join(",", '"{}": "{}"', ids.items())
    return format_html(
        '{}\n<script data-allauth-onload="allauth.webauthn.forms.{}Form" type="application/json">{}</script>',
        files,
        form,
        format_html('{{"ids": {{{}}}}}', told),
    )

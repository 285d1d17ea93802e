"""A real OpenID Connect provider in a process of its own: python provider.py FOLDER PORT REDIRECT_URI…

It knows one client ("openinhuur") and three people; ``unconfirmed@`` has an address nobody confirmed.
"""

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.management import call_command
from django.urls import URLResolver, include, path

PASSWORD = "bij-de-gemeente-binnen"  # noqa: S105 (a test's own)
SECRET = "het-geheim-van-de-klant"  # noqa: S105 (a test's own)
PEOPLE = {"nienke@gemeente.example": True, "anna@gemeente.example": True, "unconfirmed@gemeente.example": False}

urlpatterns: list[URLResolver] = []


class Quiet(WSGIRequestHandler):
    """No line per request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        pass


def configure(folder: Path) -> None:
    """Settings of the provider, with a signing key of its own."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    settings.configure(
        SECRET_KEY="a provider of a test",  # noqa: S106
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "provider.sqlite3")}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        ACCOUNT_LOGIN_METHODS={"email"},
        ACCOUNT_SIGNUP_FIELDS=["email*", "password1*"],
        ACCOUNT_EMAIL_VERIFICATION="none",
        ACCOUNT_RATE_LIMITS=False,
        IDP_OIDC_PRIVATE_KEY=key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode(),
    )
    django.setup()
    urlpatterns.extend([path("", include("allauth.idp.urls")), path("", include("allauth.urls"))])


def fill(redirects: list[str]) -> None:
    """The client and the people."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 (after the settings)
    from allauth.idp.oidc.models import Client  # noqa: PLC0415
    from django.contrib.auth import get_user_model  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    client = Client(id="openinhuur", name="Open Inhuur", skip_consent=True)
    client.set_secret(SECRET)
    client.set_scopes(["openid", "profile", "email"])
    client.set_redirect_uris(redirects)
    client.save()
    for email, is_confirmed in PEOPLE.items():
        name = email.partition("@")[0]
        people = get_user_model().objects
        user = people.create_user(name, email, PASSWORD, first_name=name.capitalize(), last_name="Bos")
        EmailAddress.objects.create(user=user, email=email, verified=is_confirmed, primary=True)


def main(folder: str, port: str, *redirects: str) -> None:
    """Serve until the process is ended."""
    configure(Path(folder))
    fill(list(redirects))
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    server = make_server("127.0.0.1", int(port), get_wsgi_application(), handler_class=Quiet)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Django's settings. What a site may choose comes from the environment: see env.py."""

from csp.constants import NONE, SELF

from openinhuur.installation import embedded, env

DEMO = env.text("OPENINHUUR_DEMO") == "1"
DEBUG = False
SECRET_KEY = env.text("OPENINHUUR_SECRET_KEY") or env.kept_secret(env.var_folder() / "secret.key").hex()
ALLOWED_HOSTS = [host.strip() for host in env.text("OPENINHUUR_HOSTS", "localhost,127.0.0.1,[::1]").split(",")]
VAULT_KEY_FILE = env.text("OPENINHUUR_VAULT_KEY_FILE", str(env.var_folder() / "vault.key"))
CLOCK = "openinhuur.installation.clock.now"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "openinhuur.accounts",
    "openinhuur.journal",
    "openinhuur.documents",
    "openinhuur.letters",
    "openinhuur.parties",
    "openinhuur.calls",
    "openinhuur.bids",
    "openinhuur.assessments",
    "openinhuur.awards",
    "openinhuur.contracts",
    "openinhuur.invoices",
    "openinhuur.web",
    "openinhuur.cli",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "openinhuur.web.middleware.who_and_when",
]
CSRF_FAILURE_VIEW = "openinhuur.web.errors.csrf_failed"
ROOT_URLCONF = "openinhuur.config.urls"
WSGI_APPLICATION = "openinhuur.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "openinhuur.web.context.site",
            ],
        },
    },
]

_url = env.text("DATABASE_URL")
_database = (
    env.database_address(_url)
    if _url
    else env.DatabaseAddress(
        host=str(embedded.socket_folder(env.var_folder() / "postgres")),
        port="5432",
        name="openinhuur_demo" if DEMO else "openinhuur",
        user="openinhuur",
        password="",
        options={},
    )
)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _database.host,
        "PORT": _database.port,
        "NAME": _database.name,
        "USER": _database.user,
        "PASSWORD": _database.password,
        "OPTIONS": {"pool": True, "connect_timeout": 10, **_database.options},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Person"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = env.ROOT / "build" / "collected"
STATICFILES_DIRS = [env.ROOT / "build" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

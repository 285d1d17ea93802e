"""Django's settings. What a site may choose comes from the environment: see env.py."""

from csp.constants import NONE, SELF

from openinhuur.installation import embedded, env, mail, scanner, turns

DEMO = env.text("OPENINHUUR_DEMO") == "1"
DEBUG = env.text("OPENINHUUR_DEBUG") == "1"
SECRET_KEY = env.text("OPENINHUUR_SECRET_KEY") or env.kept_secret(env.var_folder() / "secret.key").hex()
ALLOWED_HOSTS = [host.strip() for host in env.text("OPENINHUUR_HOSTS", "localhost,127.0.0.1,[::1]").split(",")]
SEALED_FOLDER = env.text("OPENINHUUR_SEALED_FOLDER", str(env.var_folder() / ("sealed-demo" if DEMO else "sealed")))
VAULT_KEY_FILE = env.text("OPENINHUUR_VAULT_KEY_FILE", str(env.var_folder() / "vault.key"))
CLOCK = "openinhuur.installation.clock.now"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.forms",  # the widgets of forms, drawn by our own templates
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
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
    "allauth",  # after our own: our templates come first
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]
PAGES_IN_MEMORY = env.megabytes("OPENINHUUR_PAGES_IN_MEMORY", 64)
MIDDLEWARE = [
    "openinhuur.web.kept_pages.whole_pages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "openinhuur.web.received.small_enough",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "openinhuur.web.headers.permissions",
    "openinhuur.web.middleware.who_and_when",
]
FILE_UPLOAD_HANDLERS = ["openinhuur.web.received.InMemory"]
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
                "django.contrib.messages.context_processors.messages",
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
        "ENGINE": "openinhuur.installation.postgresql",
        "HOST": _database.host,
        "PORT": _database.port,
        "NAME": _database.name,
        "USER": _database.user,
        "PASSWORD": _database.password,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": turns.AT_ONCE + 1},
            "connect_timeout": 10,
            "prepare_threshold": 0,  # for what asks to be planned once (`openinhuur.installation.rows`)
            **_database.options,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Person"

AUTHENTICATION_BACKENDS = ["openinhuur.parties.backend.Backend"]
SESSION_ENGINE = "openinhuur.accounts.sessions"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"openinhuur.web.sign_in.passwords.{name}"} for name in ("LongEnough", "NotLikeItsOwner", "NotCommon")
]
CACHES = {  # counts attempts and keeps used codes: the same for all processes
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:work"
ACCOUNT_ADAPTER = "openinhuur.web.sign_in.adapters.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_FORMS = {"login": "openinhuur.web.sign_in.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGOUT_REDIRECT_URL = "web:calls"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_RATE_LIMITS = {"alert": "10/h/ip"}  # beside those of the library
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "openinhuur.web.sign_in.forms.NameForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_ADAPTER = "openinhuur.web.sign_in.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # else nobody with a second factor could ever change their address
MFA_FORMS = {
    "add_webauthn": "openinhuur.web.sign_in.passkeys.AddPasskeyForm",
    "edit_webauthn": "openinhuur.web.sign_in.passkeys.RenamePasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Open Inhuur"
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey counts as two factors only then
SOCIALACCOUNT_ADAPTER = "openinhuur.web.sign_in.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": env.identity_providers(env.text("OPENINHUUR_OIDC_FILE"))}
}

_mail = None if DEMO else mail.server()
HAS_MAIL = _mail is not None
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if HAS_MAIL else 'dummy'}.EmailBackend"
EMAIL_TIMEOUT = 30
if _mail:
    EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.has_tls, _mail.has_starttls
DEFAULT_FROM_EMAIL = SERVER_EMAIL = mail.sender()
BOUNCES_EMAIL = mail.bounces()
PUBLIC_ADDRESS = mail.public_address()
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = [
    "openinhuur.letters.sending",
    "openinhuur.bids.queued",
    "openinhuur.bids.receipts",
    "openinhuur.cli.tasks",
]  # where a worker finds its tasks

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
        "img-src": [SELF, "data:"],  # the code to scan when a second factor is set up
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
VIRUS_SCANNER = scanner.scanner()
if proxies := int(env.text("OPENINHUUR_PROXIES", "0")):
    ALLAUTH_TRUSTED_PROXY_COUNT = proxies  # whose address is counted when attempts to sign in are
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_NAME = "session" if DEMO else "__Host-session"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

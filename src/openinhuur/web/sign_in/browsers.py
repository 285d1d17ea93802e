"""Which browser somebody uses, said in words that its owner recognises."""

from typing import Final

from django.utils.translation import gettext as _

BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
"""What a browser calls itself, and its name. Many also name the browsers they descend from, so the order counts."""


def named(user_agent: str) -> str:
    """The browser and the machine: "Firefox (Windows)"."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), _("unknown browser"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} ({system})" if system else browser

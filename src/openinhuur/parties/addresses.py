"""Where the pages about parties stand, per language, for the links in e-mails."""

from collections.abc import Mapping

Paths = Mapping[str, str]


def admission(admission_id: int) -> Paths:
    """The page of one admission."""
    return {"nl": f"/toelatingen/{admission_id}/", "en": f"/en/admissions/{admission_id}/"}


def invitation(secret: str) -> Paths:
    """The page of one invitation."""
    return {"nl": f"/uitnodiging/{secret}/", "en": f"/en/invitation/{secret}/"}


def passport() -> Paths:
    """The page of one's own passport."""
    return {"nl": "/paspoort/", "en": "/en/passport/"}

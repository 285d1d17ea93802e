"""Where the pages about calls stand, per language, for the links in e-mails and documents. They never change."""

from uuid import UUID

from openinhuur.parties.addresses import Paths


def call(number: str) -> Paths:
    """The page of one call."""
    return {"nl": f"/aanvragen/{number}/", "en": f"/en/calls/{number}/"}


def questions(number: str) -> Paths:
    """The questions and answers of one call."""
    return {"nl": f"/aanvragen/{number}/vragen/", "en": f"/en/calls/{number}/questions/"}


def answers(number: str) -> Paths:
    """Where the hiring desk answers the questions of one call."""
    return {"nl": f"/aanvragen/{number}/vragen/antwoorden/", "en": f"/en/calls/{number}/questions/answers/"}


def correct(number: str) -> Paths:
    """Where a correction of one call is written."""
    return {"nl": f"/aanvragen/{number}/corrigeren/", "en": f"/en/calls/{number}/correct/"}


def withdrawal(number: str) -> Paths:
    """Where the withdrawal of one call is asked and decided."""
    return {"nl": f"/aanvragen/{number}/intrekken/", "en": f"/en/calls/{number}/withdraw/"}


def letters(number: str) -> Paths:
    """The letters about one call."""
    return {"nl": f"/aanvragen/{number}/brieven/", "en": f"/en/calls/{number}/letters/"}


def confirm(number: str) -> Paths:
    """Where a supplier confirms its bids on one call."""
    return {"nl": f"/aanvragen/{number}/bevestigen/", "en": f"/en/calls/{number}/confirm/"}


def lot(number: str) -> Paths:
    """Where a lot between bids on one call is announced, drawn and proven."""
    return {"nl": f"/aanvragen/{number}/loting/", "en": f"/en/calls/{number}/lot/"}


def draft(draft_id: UUID) -> Paths:
    """The page of one draft."""
    return {"nl": f"/concepten/{draft_id}/", "en": f"/en/drafts/{draft_id}/"}


def search(query: str) -> Paths:
    """The list of what a search finds."""
    asked = f"?{query}" if query else ""
    return {"nl": f"/{asked}", "en": f"/en/{asked}"}


def alert(token: str) -> Paths:
    """The page of one alert."""
    return {"nl": f"/meldingen/{token}/", "en": f"/en/alerts/{token}/"}


def stop_alert(token: str) -> Paths:
    """To which a mail program posts to stop an alert."""
    return {language: f"{path}{'stoppen' if language == 'nl' else 'stop'}/" for language, path in alert(token).items()}

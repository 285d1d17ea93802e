"""What a password must be. Django checks it; the words are ours."""

from typing import Final

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _

OF_THE_OWNER: Final = ("email", "name")


class LongEnough(MinimumLengthValidator):
    """At least twelve characters."""

    def __init__(self) -> None:
        super().__init__(min_length=12)

    def get_error_message(self) -> str:
        """Why it is refused."""
        return _("This password is too short. Take at least %(length)s characters.") % {"length": self.min_length}

    def get_help_text(self) -> str:
        """What is asked beforehand."""
        return _("At least %(length)s characters.") % {"length": self.min_length}


class NotLikeItsOwner(UserAttributeSimilarityValidator):
    """Not somebody's name or address."""

    def __init__(self) -> None:
        super().__init__(user_attributes=OF_THE_OWNER)

    def get_error_message(self) -> str:
        """Why it is refused."""
        return _("This password looks too much like your name or your e-mail address.")

    def get_help_text(self) -> str:
        """What is asked beforehand."""
        return _("Not like your name or your e-mail address.")


class NotCommon(CommonPasswordValidator):
    """Not one of the passwords that everybody tries first."""

    def get_error_message(self) -> str:
        """Why it is refused."""
        return _("Many people use this password. Choose another one.")

    def get_help_text(self) -> str:
        """What is asked beforehand."""
        return _("Not a password that many people use.")

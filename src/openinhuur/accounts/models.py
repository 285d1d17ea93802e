from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Person(AbstractBaseUser):
    """Somebody with an account. What they may do follows from their memberships (parties)."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="nl")
    is_active = models.BooleanField(default=True)

    memberships_read: list[tuple[Any, ...]]
    """Where it was read with them (parties): the number, name and kind of each organisation, and the roles in it."""

    objects = BaseUserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

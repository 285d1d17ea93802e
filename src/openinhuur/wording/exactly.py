"""A moment to the millisecond, for an e-mail: in the reader's language once that is known."""

from datetime import datetime

from django.utils.functional import lazy

from openinhuur.wording import formats, language


def moment(value: datetime) -> object:
    """The moment written out, with its milliseconds."""
    return _when_read(value)


def _written(value: datetime) -> str:
    return formats.exact(value, language.current())


_when_read = lazy(_written, str)

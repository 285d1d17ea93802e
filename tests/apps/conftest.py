import pytest

from tests.apps.house import House, build


@pytest.fixture
def house(db: None) -> House:
    """The cast, with a call of their own that is not written yet."""
    return build()

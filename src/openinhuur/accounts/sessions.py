"""Sessions in the database, as Django keeps them; read in the quickest way, since every page of somebody begins so."""

from datetime import UTC, datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from openinhuur.installation import rows


class SessionStore(db.SessionStore):
    """The session of a key."""

    def _get_session_from_db(self) -> Session | None:
        found = rows.one(Session, "session_key = %s AND expire_date > %s", [self.session_key, datetime.now(UTC)])
        if found is None:
            self._session_key = None
        return found

"""Number series: taken in the same transaction as what they number, so that a rollback gives the number back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reception_desk.forms.moments import Moment

if TYPE_CHECKING:
    from reception_desk.store.store import Store

_TAKE = (
    "INSERT INTO number_series VALUES(?, ?, 2) ON CONFLICT(name) DO UPDATE SET next = next + 1 RETURNING prefix, next"
)


class Numbers:
    def __init__(self, store: Store) -> None:
        self._store = store

    def take(self, name: str, prefix: str = "") -> tuple[str, int]:
        """The series' prefix and its next number, from 1, without holes. Inside the caller's transaction."""
        kept, following = self._store.connection.execute(_TAKE, (name, prefix)).fetchone()
        return str(kept), int(following) - 1

    def legal(self, letters: str, at: Moment) -> str:
        """INV-2026-A1-000042: a series a year of issue, letters, desk and epoch."""
        name = f"{letters}-{at.local().year}-{self._store.desk_code}-"
        prefix, number = self.take(f"legal:{name}", name)
        return f"{prefix}{number:06d}"

    def visit(self, at: Moment) -> str:
        """V-261121-A1-007: the day of arrival is a label, order comes from the clock of the rows."""
        name = f"V-{at.local():%y%m%d}-{self._store.desk_code}-"
        prefix, number = self.take(f"visit:{name}", name)
        return f"{prefix}{number:03d}"

    def scan(self) -> tuple[int, int]:
        """Counter of desk and epoch (two digits) and the next number of the series `scan`."""
        return self._store.desk_sign[1] % 100, self.take("scan")[1]

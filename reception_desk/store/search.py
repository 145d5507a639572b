"""One box finds everything: a narrow table of (car, customer) pairs, newest last, with a trigram index over it.

Every word is indexed as <word>: the marks make two characters at a beginning or an end three long, which is what
a trigram needs. A single Chinese character goes through the index on names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from reception_desk.forms import fields as f
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.phones import digits
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.resources import resource

if TYPE_CHECKING:
    from reception_desk.store.store import Store

BOUND = 300
COLUMNS = ("plates", "vin", "phones", "name", "initials")
MOST_READINGS = 24


class Found(NamedTuple):
    vehicle: str
    customer: str


def normal(text: str) -> str:
    """As plates, phones and numbers are compared: NFKC, upper case, no blanks, dots and hyphens."""
    text = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in text if not c.isspace() and c not in "·•・.-_/()+<>")


class Search:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._vehicles: set[str] = set()
        self._customers: set[str] = set()
        self._fresh: set[str] = set()

    # Keeping

    def touched(self, form: f.Form) -> None:
        """A row was made: note whose entries have to be written anew when the transaction ends."""
        match form:
            case Vehicle():
                self._vehicles.add(form.id)
            case Customer():
                self._customers.add(form.id)
            case Phone():
                self._customers.add(form.parent)
            case Visit():
                self._vehicles.add(form.vehicle)
                self._fresh.add(form.vehicle)

    def touched_row(self, form: type[f.Form], row_id: str) -> None:
        if form is Vehicle:
            self._vehicles.add(row_id)
        elif form is Customer:
            self._customers.add(row_id)
        elif form in (Phone, Visit):
            column = "parent" if form is Phone else "vehicle"
            row = self._store.connection.execute(
                f'SELECT {column} FROM "{form.table}" WHERE id = ?', (row_id,)
            ).fetchone()
            (self._customers if form is Phone else self._vehicles).add(row[0] if row else "")

    def forget(self) -> None:
        self._vehicles.clear()
        self._customers.clear()
        self._fresh.clear()

    def refresh(self) -> None:
        """Write the entries of all that was touched, inside the transaction that touched it."""
        pairs = self._pairs()
        for vehicle in self._vehicles - {""}:
            self._drop("vehicle = ?", vehicle, keep=vehicle not in self._fresh)
        for customer in self._customers - {""}:
            self._drop("customer = ?", customer, keep=True)
        for pair in sorted(pairs):
            self._add(*pair)
        self._keys.clear()

    @cached_property
    def _keys(self) -> dict[tuple[str, str], int]:
        """Keys that a pair had: an edit keeps its place in time, a new visit moves it to the end."""
        return {}

    def _pairs(self) -> set[tuple[str, str]]:
        conn = self._store.connection
        pairs: set[tuple[str, str]] = set()
        vehicles = set(self._vehicles)
        for customer in self._customers - {""}:
            pairs.add(("", customer))
            vehicles |= {row[0] for row in conn.execute("SELECT id FROM vehicle WHERE owner = ?", (customer,))}
            vehicles |= {row[0] for row in conn.execute("SELECT vehicle FROM visit WHERE customer = ?", (customer,))}
        for vehicle in vehicles - {""}:
            owners = {row[0] for row in conn.execute("SELECT owner FROM vehicle WHERE id = ?", (vehicle,))}
            owners |= {row[0] for row in conn.execute("SELECT customer FROM visit WHERE vehicle = ?", (vehicle,))}
            pairs |= {(vehicle, owner) for owner in owners - {""}} or {(vehicle, "")}
        self._vehicles = vehicles
        with_car = {customer for vehicle, customer in pairs if vehicle}
        return {pair for pair in pairs if pair[0] or pair[1] not in with_car}

    def _drop(self, where: str, row_id: str, *, keep: bool) -> None:
        conn = self._store.connection
        names = ", ".join(COLUMNS)
        for key, vehicle, customer, *texts in conn.execute(
            f"SELECT key, vehicle, customer, {names} FROM search_entry WHERE {where}", (row_id,)
        ).fetchall():
            if keep:
                self._keys[vehicle, customer] = key
            conn.execute(
                f"INSERT INTO search_text(search_text, rowid, {names}) VALUES('delete', ?, ?, ?, ?, ?, ?)",
                (key, *texts),
            )
            conn.execute("DELETE FROM search_entry WHERE key = ?", (key,))

    def _add(self, vehicle: str, customer: str) -> None:
        texts = self._texts(vehicle, customer)
        if texts is None:
            return
        conn = self._store.connection
        names = ", ".join(COLUMNS)
        cursor = conn.execute(
            f"INSERT INTO search_entry(key, vehicle, customer, {names}) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            (self._keys.get((vehicle, customer)), vehicle, customer, *texts),
        )
        conn.execute(f"INSERT INTO search_text(rowid, {names}) VALUES(?, ?, ?, ?, ?, ?)", (cursor.lastrowid, *texts))

    def _texts(self, vehicle: str, customer: str) -> tuple[str, str, str, str, str] | None:
        store = self._store
        car, person = store.get(Vehicle, vehicle), store.get(Customer, customer)
        if car is None and person is None:
            return None
        plates = [car.plate] if car else []
        if car:
            plates += [
                row[0]
                for row in store.connection.execute("SELECT DISTINCT plate FROM visit WHERE vehicle = ?", (car.id,))
            ]
        names = [normal(person.name)] if person else []
        return (
            _marked(normal(plate) for plate in plates),
            _marked([normal(car.vin)] if car else []),
            _marked(digits(phone.number) for phone in person.phones) if person else "",
            _marked(names),
            _marked(self.initials(person.name)) if person else "",
        )

    # Finding

    def find(self, typed: str, limit: int = 40) -> list[Found]:
        """Pairs that hold what was typed in plate, VIN, phone, name or initials; the last served first."""
        text = normal(typed)
        if not text:
            return []
        if len(text) == 1:
            inner = f"SELECT key FROM (SELECT key FROM search_entry WHERE name >= ? AND name < ? LIMIT {BOUND})"
            args: tuple[str, ...] = (f"<{text}", f"<{text}\U0010ffff")
        else:
            inner = f"SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT {BOUND}"
            args = (_quoted(text) if len(text) > 2 else f"{_quoted('<' + text)} OR {_quoted(text + '>')}",)
        rows = self._store.connection.execute(
            f"SELECT vehicle, customer FROM search_entry WHERE key IN ({inner}) ORDER BY key DESC LIMIT ?",
            (*args, limit),
        )
        return [Found(vehicle, customer) for vehicle, customer in rows.fetchall()]

    def initials(self, name: str) -> list[str]:
        """Pinyin initials in every reading, 单 as C, D and S; a name in Latin letters gives its words' first ones."""
        name = normal(" ".join(name.split()[:1]) if not name.isascii() else name)
        if name.isascii():
            return []
        choices = [self._readings.get(c, c) for c in name if c.isalnum()][:8]
        found = []
        for letters in product(*choices):
            found.append("".join(letters))
            if len(found) == MOST_READINGS:
                break
        return list(dict.fromkeys(found))

    @cached_property
    def _readings(self) -> dict[str, str]:
        """Character to its initials, upper case; written by `dev.py words`, 231 KB, read in 17 ms."""
        table: dict[str, str] = {}
        path = resource("pinyin", "initials.tsv")
        for line in path.read_text(encoding="utf-8").splitlines():
            characters, _, letters = line.partition("\t")
            table |= dict.fromkeys(characters, letters.upper())
        return table


def _marked(words: Iterable[str]) -> str:
    return " ".join(f"<{word}>" for word in dict.fromkeys(words) if word)


def _quoted(text: str) -> str:
    """A phrase of FTS5: whatever was typed is text, never syntax."""
    return '"' + text.replace('"', '""') + '"'

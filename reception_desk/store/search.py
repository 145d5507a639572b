"""One box finds everything: a narrow table of (car, customer) pairs, newest last, with a trigram index over it.

Every word is indexed as <word>: the marks make two characters at a beginning or an end three long, which is what
a trigram needs. A single Chinese character goes through the index on names. Beside the initials of a Chinese name
stands its whole pinyin, without marks: two letters are initials, from three on they may be a syllable.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from reception_desk.forms import fields as f
from reception_desk.forms.customer import Customer, Phone
from reception_desk.forms.phones import digits
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.store.pinyin import spelling

if TYPE_CHECKING:
    from reception_desk.store.store import Store

BOUND = 300
"""Pairs at most, whatever is asked for."""
COLUMNS = ("plates", "vin", "phones", "name", "initials")
_LEFT_OUT = frozenset("·•・.-_/()+<>")
_RELATIONS: dict[type[f.Form], str] = {
    Vehicle: "id, owner",
    Customer: "id, id",
    Phone: "parent, parent",
    Visit: "vehicle, customer",
}
"""What is looked at when a row changes: the one whose entries are written anew, and who may lose a car by it."""
_TOLD: dict[type[f.Form], frozenset[str]] = {
    Vehicle: frozenset({"plate", "vin", "owner", "deleted_ms"}),
    Customer: frozenset({"name", "deleted_ms"}),
    Phone: frozenset({"number", "deleted_ms"}),
    Visit: frozenset({"plate", "vehicle", "customer", "deleted_ms"}),
}
"""The columns that an entry is made of; any other may change without a word to the index."""
_PHONES = "SELECT number FROM phone WHERE parent = ? AND deleted_ms IS NULL ORDER BY position, id"


class Found(NamedTuple):
    """A car with its customer, and what is indexed of them: normal words between marks."""

    vehicle: str
    customer: str
    plates: str = ""
    vin: str = ""
    phones: str = ""

    @property
    def plate(self) -> str:
        """The plate of now, unless the car has none: then one of its past."""
        return self.plates.partition(">")[0].removeprefix("<")

    def may_be(self, text: str, number: str) -> bool:
        """Whether its whole plate, VIN or phone may be this normal text or number."""
        word = f"<{text}>"
        return word in self.plates or word == self.vin or (bool(number) and f"<{number}>" in self.phones)


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """As plates, phones and numbers are compared: NFKC, upper case, no blanks, dots and hyphens.

    A list of hits asks for the same plates with each key that is typed.
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", f.clean(text)).upper())
    return "".join(c for c in text if c not in _LEFT_OUT and not c.isspace() and unicodedata.category(c) != "Cf")


_FOLD = str.maketrans("OI", "01")
_LOOKS = {"O": "0O", "0": "0O", "I": "1I", "1": "1I"}
MOST_LOOKS = 4
PLATE_TAIL = 6


def folded(text: str) -> str:
    """A normal plate or VIN as a tired eye reads it: the letters O and I are figures."""
    return text.translate(_FOLD)


def _look_alikes(text: str) -> list[str]:
    """What a plate or VIN may be where O and 0, I and 1 were taken for each other. Many figures alone are a phone's."""
    if len(text) > PLATE_TAIL and not any(c.isalpha() for c in text):
        return []
    doubtful = sum(c in _LOOKS for c in text)
    if doubtful > MOST_LOOKS:
        found = {folded(text), text.replace("0", "O").replace("1", "I")}
    else:
        found = {"".join(letters) for letters in product(*(_LOOKS.get(c, c) for c in text))}
    return sorted(found - {text})


class Search:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._vehicles: set[str] = set()
        self._customers: set[str] = set()
        self._fresh: set[str] = set()
        self._loose: set[str] = set()
        """Customers who may have gained their first car or lost their last one."""
        self._made: set[str] = set()
        """Those who were not there before, and have no entries."""

    # Keeping

    def touched(self, form: f.Form) -> None:
        """A row was made: note whose entries have to be written anew when the transaction ends."""
        match form:
            case Vehicle():
                self._vehicles.add(form.id)
                self._made.add(form.id)
                self._loose.add(form.owner)
            case Customer():
                self._customers.add(form.id)
                self._made.add(form.id)
            case Phone():
                self._customers.add(form.parent)
            case Visit():
                self._vehicles.add(form.vehicle)
                self._fresh.add(form.vehicle)
                self._loose.add(form.customer)

    def tells(self, form: type[f.Form], columns: Iterable[str]) -> bool:
        """Whether an entry says something of these columns."""
        return form in _TOLD and not _TOLD[form].isdisjoint(columns)

    def touched_row(self, form: type[f.Form], row_id: str) -> None:
        """A row is about to change, or has changed."""
        columns = _RELATIONS[form]
        row = self._store.connection.execute(f'SELECT {columns} FROM "{form.table}" WHERE id = ?', (row_id,)).fetchone()
        first, second = row or ("", "")
        (self._customers if form in (Phone, Customer) else self._vehicles).add(first)
        self._loose.add(second)

    def forget(self) -> None:
        for noted in (self._vehicles, self._customers, self._fresh, self._loose, self._made):
            noted.clear()
        self._keys.clear()

    def refresh(self) -> None:
        """Write the entries of all that was touched, inside the transaction that touched it."""
        if not (self._vehicles or self._customers):
            return
        pairs = self._pairs()
        unindexed = self._made | {""}
        for vehicle in self._vehicles - unindexed:
            self._drop("vehicle = ?", vehicle, keep=vehicle not in self._fresh)
        for customer in self._customers - unindexed:
            self._drop("customer = ?", customer, keep=True)
        for customer in self._loose - unindexed:
            self._drop("vehicle = '' AND customer = ?", customer, keep=True)
        # those with a key of their own first, else a new one takes it
        for pair in sorted(pairs, key=lambda pair: (pair not in self._keys, pair)):
            self._add(*pair)

    @cached_property
    def _keys(self) -> dict[tuple[str, str], int]:
        """Keys that a pair had: an edit keeps its place in time, a new visit moves it to the end."""
        return {}

    def _pairs(self) -> set[tuple[str, str]]:
        conn = self._store.connection
        cars = {one: self._cars_of(one) for one in (self._customers | self._loose) - {""}}
        for customer in self._customers - {""}:
            self._vehicles |= cars[customer]
        pairs: set[tuple[str, str]] = set()
        for vehicle in self._vehicles - {""}:
            if not conn.execute("SELECT 1 FROM vehicle WHERE id = ? AND deleted_ms IS NULL", (vehicle,)).fetchone():
                continue
            owners = conn.execute(
                "SELECT id FROM customer WHERE deleted_ms IS NULL AND id IN"
                " (SELECT owner FROM vehicle WHERE id = ? UNION SELECT customer FROM visit WHERE vehicle = ?)",
                (vehicle, vehicle),
            )
            pairs |= {(vehicle, row[0]) for row in owners} or {(vehicle, "")}
        return pairs | {("", customer) for customer, his in cars.items() if not his}

    def _cars_of(self, customer: str) -> set[str]:
        rows = self._store.connection.execute(
            "SELECT id FROM vehicle WHERE deleted_ms IS NULL AND"
            " (owner = ? OR id IN (SELECT vehicle FROM visit WHERE customer = ?))",
            (customer, customer),
        )
        return {row[0] for row in rows}

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
        ask = self._store.connection.execute
        car = ask("SELECT plate, vin FROM vehicle WHERE id = ? AND deleted_ms IS NULL", (vehicle,)).fetchone()
        person = ask("SELECT name FROM customer WHERE id = ? AND deleted_ms IS NULL", (customer,)).fetchone()
        if car is None and person is None:
            return None
        plates = vin = phones = name = ""
        if car:
            earlier = ask("SELECT DISTINCT plate FROM visit WHERE vehicle = ?", (vehicle,))
            plates, vin = _marked(normal(plate) for plate, *_ in (car, *earlier)), _marked([normal(car[1])])
        if person:
            phones, name = _marked(digits(number) for (number,) in ask(_PHONES, (customer,))), normal(person[0])
        return plates, vin, phones, _marked([name]), spelt(name)

    # Finding

    def find(self, typed: str, limit: int = 40) -> list[Found]:
        """Pairs that hold what was typed in plate, VIN, phone, name or initials; the last served first."""
        text = normal(typed)
        if not text:
            return []
        if len(text) == 1:
            inner = "SELECT key FROM search_entry WHERE name >= ? AND name < ? ORDER BY key DESC LIMIT ?"
            args: tuple[str, ...] = (f"<{text}", f"<{text}\U0010ffff")
        else:
            inner = "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?"
            args = (_phrases(text),)
        rows = self._store.connection.execute(
            f"SELECT vehicle, customer, plates, vin, phones FROM search_entry WHERE key IN ({inner}) ORDER BY key DESC",
            (*args, min(limit, BOUND)),
        )
        return [Found(*row) for row in rows.fetchall()]


def spelt(name: str) -> str:
    """What is indexed of a normal name's pinyin."""
    found = spelling(name)
    return " ".join((_marked(found.initials), *found.whole)).strip()


def _marked(words: Iterable[str]) -> str:
    return " ".join(f"<{word}>" for word in dict.fromkeys(words) if word)


def _phrases(text: str) -> str:
    """Two characters are looked for at an end only; what looks alike, in plates and VINs only."""
    alike = " OR ".join(_ends(other) for other in _look_alikes(text))
    return f"{_ends(text)} OR {{plates vin}} : ({alike})" if alike else _ends(text)


def _ends(text: str) -> str:
    return _quoted(text) if len(text) > 2 else f"{_quoted('<' + text)} OR {_quoted(text + '>')}"


def _quoted(text: str) -> str:
    """A phrase of FTS5: whatever was typed is text, never syntax."""
    return '"' + text.replace('"', '""') + '"'

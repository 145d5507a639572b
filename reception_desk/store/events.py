"""What happened: one append-only, hash-chained event per thing done; edits of an open sheet are gathered into one.

hash = SHA-256(previous hash + canonical JSON of all other columns). The first previous hash is 32 zero bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

from reception_desk.forms import fields as f
from reception_desk.forms.moments import Moment
from reception_desk.forms.sheets import BY_TABLE
from reception_desk.store.rows import canonical, shape

if TYPE_CHECKING:
    from reception_desk.store.store import Store

FIRST = bytes(32)
COLUMNS = (
    "event_id",
    "desk",
    "epoch",
    "desk_seq",
    "hlc",
    "at_utc_ms",
    "tz_offset_min",
    "actor_id",
    "kind",
    "v",
    "entity_id",
    "body",
)
VERSION = 1
_INSERT = f"INSERT INTO event({','.join(COLUMNS)},hash) VALUES({','.join('?' * (len(COLUMNS) + 1))})"
_TIP = (
    "SELECT last_seq, epoch, (SELECT hash FROM event"
    " WHERE desk = 1 AND event.epoch = desk.epoch - ? AND desk_seq = last_seq) FROM desk"
)
"""By the whole key of the events' index: a part of it would read all events there are."""


def sum_of(previous: bytes, row: Mapping[str, Any]) -> bytes:
    from hashlib import sha256  # OpenSSL behind it is 3 MB and some milliseconds, which a start can do without

    return sha256(previous + canonical({name: row[name] for name in COLUMNS}).encode()).digest()


class Journal:
    """Writes events and drafts of one store. `actor` is who works at the desk now."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.actor = ""

    def record(
        self, kind: str, entity: str, body: Mapping[str, Any], *, reason: str | None = None, actor: str | None = None
    ) -> None:
        """One event; runs inside the caller's transaction. Ids, codes and amounts only: nothing personal in clear.

        `reason`: why, in a person's own words; they may name somebody, so the event holds their digest.
        """
        if reason is not None:
            body = {**body, "reason": self._aside(entity, "reason", "", reason)[1] if reason else ""}
        conn, clock = self._store.connection, self._store.clock
        last, epoch, previous = self.tip()
        now, hlc, seq = clock.now(), self._store.tick(), last + 1
        row = dict(
            zip(
                COLUMNS,
                (
                    self._store.ids(),
                    1,
                    epoch,
                    seq,
                    hlc,
                    now.ms,
                    now.offset,
                    self.actor if actor is None else actor,
                    kind,
                    VERSION,
                    entity,
                    canonical(body),
                ),
                strict=True,
            )
        )
        conn.execute(_INSERT, (*row.values(), sum_of(previous, row)))
        conn.execute("UPDATE desk SET last_seq = ?, last_hlc = ?", (seq, hlc))

    def tip(self) -> tuple[int, int, bytes]:
        """The number of the desk's last event (0 for none), its epoch, and the hash that the next one goes on from."""
        for back in count():  # it may be of an epoch before
            seq, epoch, found = self._store.connection.execute(_TIP, (back,)).fetchone()
            if found is not None or back >= epoch:
                return seq, epoch, FIRST if found is None else found
        raise AssertionError("there are as many epochs as the desk says")

    def last(self) -> Moment | None:
        """When the last event was told, by the clock of that time."""
        row = self._store.connection.execute(
            "SELECT at_utc_ms, tz_offset_min FROM event ORDER BY event_id DESC LIMIT 1"  # ids never run backward
        ).fetchone()
        return Moment(*row) if row else None

    def first(self) -> Moment | None:
        """When the first event was told."""
        row = self._store.connection.execute(
            "SELECT at_utc_ms, tz_offset_min FROM event ORDER BY event_id LIMIT 1"
        ).fetchone()
        return Moment(*row) if row else None

    # Drafts

    def begin(self, form: type[f.Form], entity: str) -> None:
        """Before the first edit of a sheet: keep what it was. Inside the edit's own transaction."""
        conn = self._store.connection
        row = conn.execute("SELECT actor_id FROM draft WHERE entity_id = ?", (entity,)).fetchone()
        if row == (self.actor,):
            return
        if row:  # somebody else's edits are told as his before these begin
            self.gather(entity)
        sheet = self._store.get(form, entity)
        if sheet is None:
            return
        conn.execute(
            "INSERT OR IGNORE INTO draft VALUES(?, ?, ?, ?, '{}', ?)",
            (sheet.id, sheet.table, self.actor, canonical(sheet.to_json()), self._store.clock.now().ms),
        )

    def drafts(self) -> list[tuple[str, str, int]]:
        """(entity, form, since) of the sheets that are being edited, oldest first."""
        return self._store.connection.execute(
            "SELECT entity_id, form, started_at FROM draft ORDER BY started_at"
        ).fetchall()

    def is_edited(self, entity: str) -> bool:
        """Whether a sheet differs from what it was when its draft began."""
        row = self._store.connection.execute("SELECT form, before FROM draft WHERE entity_id = ?", (entity,)).fetchone()
        sheet = self._store.get(BY_TABLE[row[0]], entity) if row else None
        return row is not None and row[1] != canonical(sheet.to_json() if sheet else {})

    def raw(self, entity: str) -> dict[str, str]:
        """What was typed and cannot be a value of its kind, by "<row id>.<field>"."""
        row = self._store.connection.execute("SELECT raw FROM draft WHERE entity_id = ?", (entity,)).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def keep_raw(self, entity: str, key: str, typed: str) -> None:
        """Keep (or with "" forget) the raw text of one field; the draft must have begun."""
        raw = self.raw(entity)
        if typed:
            raw[key] = typed
        else:
            raw.pop(key, None)
        self._store.connection.execute("UPDATE draft SET raw = ? WHERE entity_id = ?", (canonical(raw), entity))

    def gather(self, entity: str, *, kind: str = "edited", on: str = "", more: Mapping[str, Any] | None = None) -> bool:
        """The edits of one sheet since its first one become one event. False when there was none, or raw text stays.

        A thing done that is more than an edit tells its own `kind`, the entity it is told of, and what else there is.
        """
        conn = self._store.connection
        row = conn.execute("SELECT form, actor_id, before, raw FROM draft WHERE entity_id = ?", (entity,)).fetchone()
        if row is None:
            return False
        table, actor, before, raw = row
        sheet = self._store.get(BY_TABLE[table], entity)
        after = sheet.to_json() if sheet else {}
        changes = self._changes(BY_TABLE[table], entity, json.loads(before), after)
        if changes or more:
            self.record(kind, on or entity, {**(more or {}), "form": table, "changes": changes}, actor=actor)
        if json.loads(raw):
            conn.execute(
                "UPDATE draft SET before = ?, actor_id = ? WHERE entity_id = ?", (canonical(after), self.actor, entity)
            )
        else:
            conn.execute("DELETE FROM draft WHERE entity_id = ?", (entity,))
        return bool(changes)

    def _changes(
        self, form: type[f.Form], entity: str, before: dict[str, Any], after: dict[str, Any]
    ) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        for spec in form.specs().values():
            old, new = before.get(spec.name), after.get(spec.name)
            if old == new:
                continue
            if spec.row is not None:
                changes[spec.name] = self._row_changes(spec.row, old or [], new or [])
            elif spec.personal:
                changes[spec.name] = self._aside(entity, spec.name, old, new)
            else:
                changes[spec.name] = [old, new]
        return changes

    def _row_changes(self, form: type[f.Line], old: list[dict[str, Any]], new: list[dict[str, Any]]) -> dict[str, Any]:
        """By row id: the fields that changed, or all that a row held that came or went; then the order if it did."""
        before = {row["id"]: row for row in old}
        after = {row["id"]: row for row in new}
        found: dict[str, Any] = {}
        for row_id in {**before, **after}:
            if row_id not in before:
                found[row_id] = {"came": self._content(form, row_id, after[row_id], side=1)}
            elif row_id not in after:
                found[row_id] = {"went": self._content(form, row_id, before[row_id], side=0)}
            elif before[row_id] != after[row_id]:
                found[row_id] = self._changes(form, row_id, before[row_id], after[row_id])
        if [row for row in before if row in after] != [row for row in after if row in before]:
            found["order"] = [list(before), list(after)]
        return found

    def _content(self, form: type[f.Line], row_id: str, row: dict[str, Any], *, side: int) -> dict[str, Any]:
        """What is filled in of a row, personal fields as digests; `side` is 0 for what went and 1 for what came."""
        content: dict[str, Any] = {}
        for spec in form.specs().values():
            kept = row.get(spec.name)
            if kept in ("", None, False, []):
                continue
            told = (kept, None) if side == 0 else (None, kept)
            content[spec.name] = self._aside(row_id, spec.name, *told)[side] if spec.personal else kept
        return content

    def _aside(self, entity: str, name: str, old: Any, new: Any) -> list[str]:
        """Digests for the event; the words themselves go to a table that can be erased."""
        self._store.connection.execute(
            "INSERT INTO personal_history VALUES(?, ?, ?, ?, ?, ?)",
            (self._store.ids(), entity, name, self._store.clock.now().ms, canonical(old), canonical(new)),
        )
        salt = self._salt(entity)
        return [_digest(salt, canonical(kept)) for kept in (old, new)]

    def _salt(self, entity: str) -> bytes:
        """The salt that lies in the erasable row itself."""
        for form in BY_TABLE.values():
            if shape(form).salted:
                row = self._store.connection.execute(
                    f'SELECT salt FROM "{form.table}" WHERE id = ?', (entity,)
                ).fetchone()
                if row:
                    return bytes(row[0] or b"")
        return b""

    def history(self, entity: str) -> Iterator[dict[str, Any]]:
        """All events of one entity, oldest first; reasons in words as long as those were not erased."""
        cursor = self._store.connection.execute(
            f"SELECT {','.join(COLUMNS)} FROM event WHERE entity_id = ? ORDER BY desk_seq", (entity,)
        )
        told: dict[str, str] | None = None
        for row in cursor.fetchall():
            event = dict(zip(COLUMNS, row, strict=True))
            body = json.loads(event["body"])
            if body.get("reason"):
                told = self._reasons(entity) if told is None else told
                body["reason"] = told.get(body["reason"], "")
            yield {**event, "body": body}

    def _reasons(self, entity: str) -> dict[str, str]:
        """Digest to words."""
        salt = self._salt(entity)
        rows = self._store.connection.execute(
            "SELECT after FROM personal_history WHERE entity_id = ? AND field = 'reason'", (entity,)
        )
        return {_digest(salt, words): json.loads(words) for (words,) in rows.fetchall()}


def _digest(salt: bytes, words: str) -> str:
    from hashlib import sha256

    return sha256(salt + words.encode()).hexdigest()

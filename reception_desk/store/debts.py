"""What stands on account, for many customers at once: the board of today asks for all of its cars at each save."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

# CROSS JOIN keeps the order: from the customers' visits to the few payments on account, which are an index of their own
OPEN = """
SELECT visit.customer, visit.id, visit.closed, sum(payment.amount) AS open
FROM visit CROSS JOIN payment ON payment.visit = visit.id AND payment.kind = 'account' AND payment.deleted_ms IS NULL
WHERE visit.customer IN (SELECT value FROM json_each(?)) AND visit.deleted_ms IS NULL
GROUP BY visit.id HAVING open <> 0
"""


def open_debts(connection: sqlite3.Connection, customers: Sequence[str]) -> list[tuple[str, str, int | None, int]]:
    """(customer, visit, when the visit was closed in UTC milliseconds, minor units) of all that is on account."""
    return list(connection.execute(OPEN, (json.dumps(list(customers)),)))

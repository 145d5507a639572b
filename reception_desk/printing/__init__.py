"""Papers: the frozen content of a document in, PDF bytes out. Importing this loads no ReportLab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reception_desk.language import Language
from reception_desk.printing.facts import Facts

__all__ = ["Facts", "draw", "draw_blank", "draw_debts", "draw_keys", "warm"]


def draw(kind: str, body: Mapping[str, Any], *, language: Language, facts: Facts) -> bytes:
    """One paper as PDF: same input, same bytes. Any thread; a page takes some tens of milliseconds."""
    from reception_desk.printing import papers

    return papers.draw(kind, body, language, facts)


def draw_blank(kind: str, body: Mapping[str, Any], *, language: Language, facts: Facts) -> bytes:
    """A paper to fill in with a pen; `body` holds the shop and which drawing is wanted."""
    from reception_desk.printing import blank, papers

    with papers.ONE_AT_A_TIME:
        return blank.draw(kind, body, language, facts)


def draw_keys(
    groups: Sequence[tuple[str, Sequence[tuple[Sequence[str], str]]]],
    *,
    language: Language,
    shop: str,
    day: str,
    page: str = "A4",
) -> bytes:
    """The list of keys as PDF: groups of (keys, words), in words already; `day` as it is written."""
    from reception_desk.printing import key_list, papers

    with papers.ONE_AT_A_TIME:
        return key_list.draw(groups, language, shop=shop, day=day, page=page)


def draw_debts(
    rows: Sequence[Sequence[str]], total: str, *, language: Language, shop: str, at: str, page: str
) -> bytes:
    """The list of what customers owe as PDF: customer, phone, plate, visit, day, amount, in words already."""
    from reception_desk.printing import debts, papers

    with papers.ONE_AT_A_TIME:
        return debts.draw(rows, total, language, shop=shop, at=at, page=page)


def warm() -> None:
    """Load fonts and drawings ahead, from a worker thread, so that the first print is as quick as the next."""
    from reception_desk.printing import papers

    papers.warm()

"""The parts of the desk, each imported and made when it is first asked for: the first screen needs a few of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from reception_desk.desk.accounts import Accounts
    from reception_desk.desk.appointments import Appointments
    from reception_desk.desk.blanks import Blanks
    from reception_desk.desk.board import Board
    from reception_desk.desk.desk import Desk
    from reception_desk.desk.discounts import Discounts
    from reception_desk.desk.history import History
    from reception_desk.desk.inspection import Inspection
    from reception_desk.desk.late import Late
    from reception_desk.desk.ordering import Ordering
    from reception_desk.desk.papers import Papers
    from reception_desk.desk.receipts import Receipts
    from reception_desk.desk.reception import Reception
    from reception_desk.desk.settlement import Settlement
    from reception_desk.desk.suggestions import Suggestions
    from reception_desk.desk.workshop import Workshop


class Parts:
    """What `Desk` is made of."""

    @cached_property
    def papers(self) -> Papers:
        from reception_desk.desk.papers import Papers

        return Papers(cast("Desk", self))

    @cached_property
    def blanks(self) -> Blanks:
        from reception_desk.desk.blanks import Blanks

        return Blanks(cast("Desk", self))

    @cached_property
    def reception(self) -> Reception:
        from reception_desk.desk.reception import Reception

        return Reception(cast("Desk", self))

    @cached_property
    def inspection(self) -> Inspection:
        from reception_desk.desk.inspection import Inspection

        return Inspection(cast("Desk", self))

    @cached_property
    def late(self) -> Late:
        from reception_desk.desk.late import Late

        return Late(cast("Desk", self))

    @cached_property
    def ordering(self) -> Ordering:
        from reception_desk.desk.ordering import Ordering

        return Ordering(cast("Desk", self))

    @cached_property
    def discounts(self) -> Discounts:
        from reception_desk.desk.discounts import Discounts

        return Discounts(cast("Desk", self))

    @cached_property
    def history(self) -> History:
        from reception_desk.desk.history import History

        return History(cast("Desk", self))

    @cached_property
    def suggestions(self) -> Suggestions:
        from reception_desk.desk.suggestions import Suggestions

        return Suggestions(cast("Desk", self))

    @cached_property
    def workshop(self) -> Workshop:
        from reception_desk.desk.workshop import Workshop

        return Workshop(cast("Desk", self))

    @cached_property
    def settlement(self) -> Settlement:
        from reception_desk.desk.settlement import Settlement

        return Settlement(cast("Desk", self))

    @cached_property
    def receipts(self) -> Receipts:
        from reception_desk.desk.receipts import Receipts

        return Receipts(cast("Desk", self))

    @cached_property
    def accounts(self) -> Accounts:
        from reception_desk.desk.accounts import Accounts

        return Accounts(cast("Desk", self))

    @cached_property
    def appointments(self) -> Appointments:
        from reception_desk.desk.appointments import Appointments

        return Appointments(cast("Desk", self))

    @cached_property
    def board(self) -> Board:
        from reception_desk.desk.board import Board

        return Board(cast("Desk", self))

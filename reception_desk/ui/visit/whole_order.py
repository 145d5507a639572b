"""What is done to a whole work order: jobs of earlier visits once more, a discount on all, a package made of it."""

from __future__ import annotations

from collections.abc import Sequence

from reception_desk.desk.discounts import Values
from reception_desk.desk.history import PastJob, Repeated
from reception_desk.forms.discount import Discount
from reception_desk.forms.package import Package
from reception_desk.forms.words import Text, dotted, say, say_many
from reception_desk.ui.undo import Step
from reception_desk.ui.visit.order_edits import OrderEdits

MOST_CHANGES = 3


class WholeOrder:
    """Each thing done has one step back."""

    def __init__(self, edits: OrderEdits) -> None:
        self.edits, self.room = edits, edits.room

    def repeat(self, jobs: Sequence[PastJob]) -> Repeated | None:
        """Jobs of earlier visits once more; None when it was refused."""
        found: list[Repeated] = []
        label = say_many("{n} job repeated", "{n} jobs repeated", n=len(jobs))

        def act() -> list[str]:
            found.append(self.room.desk.history.repeat(self.edits.order.id, jobs))
            return found[-1].lines

        return found[-1] if self.edits.add(act, label) else None

    def discount_all(self, given: Discount) -> bool:
        """The whole order's discount, in one step back."""
        discounts, made = self.room.desk.discounts, list[tuple[Values, Values]]()
        if not self.room.try_to(lambda: made.append(discounts.give_all(self.edits.order.id, given))):
            return False
        before, after = made[0]
        label = say("discount on the whole order")
        self.room.undo.push(Step(label, lambda: discounts.put(before), lambda: discounts.put(after)))
        self.edits.changed()
        return True

    def save_package(self, jobs: Sequence[str], name: str) -> bool:
        """Jobs of this order as a package of the shop; the message offers to take it back."""
        ordering, sheets, made = self.room.desk.ordering, self.room.desk.sheets, list[str]()
        if not self.room.try_to(lambda: made.append(ordering.save_package(self.edits.order.id, jobs, name))):
            return False

        def back() -> None:
            self.room.try_to(lambda: sheets.edit(Package, made[0], {"gone": True}))

        self.room.tell(say("“{name}” is a package now. Settings holds it.", name=name), back)
        return True


def changes_words(again: Repeated) -> Text:
    """What is different from then, the first few of it."""
    told = [*again.changes[:MOST_CHANGES]]
    more = len(again.changes) - len(told)
    if more:
        told.append(say_many("{n} more is different", "{n} more are different", n=more))
    return dotted(told)

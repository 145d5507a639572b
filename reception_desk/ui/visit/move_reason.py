"""What is asked before a visit goes to a stage that wants a reason, and what the button says that does it."""

from __future__ import annotations

from reception_desk.forms.visit import Visit
from reception_desk.forms.words import Text, say


def asked_of(come: str, go: str) -> tuple[Text, Text]:
    """Question and button of a move, by its two stages."""
    stage = Visit.spec("stage").option(go)
    if go == "cancelled":
        return say("Why is it cancelled?"), say("Cancel the visit")
    if come == "closed":
        return say("Why is the visit opened again?"), say("Open again")
    if (come, go) == ("in_work", "ready"):
        return say("Why is it ready without a quality check?"), say("Set to “{stage}”", stage=stage)
    return say("Why back to “{stage}”?", stage=stage), say("Back to “{stage}”", stage=stage)

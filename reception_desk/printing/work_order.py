"""Work order 维修委托书, for the customer and for the shop."""

from __future__ import annotations

from reception_desk.forms.words import say, word
from reception_desk.printing.blocks import (
    Signature,
    approvals_block,
    changes_block,
    date_words,
    face,
    numbered,
    shop_block,
    signature_block,
)
from reception_desk.printing.content import Content
from reception_desk.printing.estimate import estimate_block, labour_block, parts_block
from reception_desk.printing.flow import Block, Page, flow
from reception_desk.printing.lines import LABOUR, OTHER, PART, Entries
from reception_desk.printing.paper import Face, Frame, Sheet
from reception_desk.printing.parties import parties_block, request_block, vehicle_block
from reception_desk.printing.sheet import rest_block
from reception_desk.printing.state import state_block

SHEETS = ("check_in", "work_order", "vehicle", "customer")


class WorkOrderPaper:
    """One copy. `shop`: the copy that stays, with what only the shop reads."""

    frame = Frame()
    sheet: type[Sheet] = Sheet

    def __init__(self, content: Content, *, shop: bool) -> None:
        self._content = content
        self._shop = shop
        self._papers = ("customer", "shop") if shop else ("customer",)

    def face(self) -> Face:
        c = self._content
        title = c.say(word("paper title", "Work order"))
        revision = c.say(say("Revision {number}", number=c.facts.revision))
        pill = c.say(say("Shop copy")) if self._shop else c.say(say("Customer copy"))
        name = c.say(say("{paper}, revision {number}", paper=title, number=c.facts.revision))
        return face(c, title, pill=pill, details=(revision, c.language.moment(c.at)), name=name)

    def pages(self) -> list[Page]:
        """The car's state moves behind the signatures when the lines need its room."""
        state = state_block(self._content, self.frame)
        before, end = self._before(0), self._end()
        rest = self._rest()
        pages = flow([*before, state, rest, *end], self.frame.room)
        if len(pages) == 1 or not state.pieces:
            return pages
        page = 0
        while state.page != page:  # the estimate names the page, and its words may move it
            page = max(state.page, page + 1, 2)
            state = state_block(self._content, self.frame)
            before, end = self._before(page), self._end()
            pages = flow([*before, *end, state, self._rest()], self.frame.room)
            if state.page < page:
                break
        return pages

    def _rest(self) -> Block:
        return rest_block(self._content, self.frame.inner, self.frame.wide, SHEETS, self._papers)

    def _before(self, state_page: int) -> list[Block]:
        c, frame = self._content, self.frame
        entries = Entries(c, papers=self._papers)
        return [
            shop_block(c, frame, self.face()),
            changes_block(c, frame),
            parties_block(c, frame),
            vehicle_block(c, frame),
            request_block(c, frame),
            labour_block(c, frame, c.say(word("block", "Labour")), entries.of(LABOUR)),
            parts_block(c, frame, c.say(word("block", "Parts")), entries.of(PART)),
            labour_block(c, frame, c.say(word("block", "Other")), entries.of(OTHER)),
            approvals_block(c, frame),
            estimate_block(c, frame, state_page).with_next(),
        ]

    def _end(self) -> list[Block]:
        c = self._content
        terms = [c.warranty_words(), *c.shop.terms.split("\n")]
        fields = [
            Signature(
                c.say(word("signature", "Customer")),
                c.say(say("I have read and agree to the above")),
                date_words(c, "minute"),
            ),
            Signature(c.say(say("Adviser")), c.name(c.visit.adviser), date_words(c, "day")),
            Signature(c.say(say("Shop (stamp)")), "", date_words(c, "day")),
        ]
        return [numbered(c, self.frame, terms).with_next(), signature_block(c, self.frame, fields, 20)]

"""One visit of the story, from the booking to the hand-back, or as far as it is told."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from reception_desk.demo.told import Told, fields
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.car_drawing import CarDrawing, read_drawing
from reception_desk.forms.check_in import CheckIn
from reception_desk.forms.checkout import HAND_BACK, Checkout
from reception_desk.forms.moments import Moment
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.visit import Visit
from reception_desk.forms.walk_around import Mark, WalkAround
from reception_desk.forms.work_order import Job, WorkLine, WorkOrder
from reception_desk.resources import resource

if TYPE_CHECKING:
    from reception_desk.demo.story import Story
    from reception_desk.desk.visit_file import VisitFile

WALK, ORDER, SEND, FINDING = 4, 9, 13, 40
"""Minutes after the arrival."""
CALLED_ABOUT = ("plate", "arrives", "purposes", "concern", "adviser")
"""What a booking knows of a visit."""
ON_BOARD = {"motorcycle": ("tools", "licence")}
ON_BOARD_CAR = ("spare", "jack", "tools", "triangle", "mats", "licence")
NOTES = 10_000
"""Cash is paid in notes of 100."""


@functools.cache
def drawing(body: str) -> CarDrawing:
    return read_drawing(resource("cars", f"{body}.svg"))


class VisitStory:
    """Goes as far as `stage` says; each method is what a person does in one go."""

    def __init__(self, story: Story, told: Told) -> None:
        self._story = story
        self._desk = story.desk
        self._at = story.times.at
        self._told = told
        self._stage = told.get("stage", "closed")
        self._visit = ""
        self._opened: VisitFile
        """What the file was at the arrival: whose sheets these are never changes here."""

    def play(self) -> Iterator[Moment]:
        told, booked, arrives = self._told, "", self._at(self._told["arrives"])
        if "booked" in told:
            yield self._at(told["booked"])
            self._by_adviser()
            booked = self._story.book(fields(Appointment, told, *CALLED_ABOUT))
        yield arrives
        self._by_adviser()
        vehicle = self._story.ids["vehicle", told["plate"]]
        self._visit = self._desk.reception.arrive(vehicle=vehicle, appointment=booked)
        self._opened = self._desk.reception.file(self._visit)
        self._check_in()
        yield arrives.plus(WALK)
        self._walk_around()
        yield arrives.plus(ORDER)
        self._order()
        if self._stage != "arrived":
            yield from self._work(arrives)

    def _work(self, arrives: Moment) -> Iterator[Moment]:
        yield arrives.plus(SEND)
        self._send()
        yield arrives.plus(FINDING)
        self._extra_jobs()
        if self._stage in ("waiting", "parts"):
            self._desk.workshop.move(self._visit, self._stage)
        if self._stage in ("qc", "ready", "closed"):
            yield from self._end()

    def _end(self) -> Iterator[Moment]:
        told = self._told
        ready = self._at(told["ready"]) if "ready" in told else self._at(told.get("closes", "-5")).plus(-20)
        yield ready.plus(-10)
        self._finish()
        if self._stage == "qc":
            return
        yield ready
        self._by_adviser()
        self._desk.workshop.move(self._visit, "ready")
        if "told" in told or self._stage == "closed":
            yield self._at(told["told"]) if "told" in told else ready.plus(3)
            self._desk.workshop.note_called(self._visit)
        if self._stage == "closed":
            yield self._at(told["closes"])
            self._close()

    def _by_adviser(self) -> None:
        self._story.work_as(self._told["adviser"])

    def _work_order(self) -> WorkOrder:
        """The order as it stands now."""
        order = self._desk.sheets.get(WorkOrder, self._opened.work_order.id)
        assert order is not None
        return order

    # Arrival

    def _check_in(self) -> None:
        told = self._told
        values = {**fields(CheckIn, told), **told.get("interview", {}), **told.get("claim", {})}
        values |= {"promised": self._at(told.get("promised") or told["closes"]), "keys": 1}
        values |= {"road_test": "yes", "wash": "yes", "data_consent": True, "reach_by": "phone"}
        values["pays"] = told["payments"][0]["kind"] if "payments" in told else "wechat"
        file = self._opened
        values["bringer"] = "driver" if file.customer.kind == "company" else "owner"
        self._desk.sheets.edit(CheckIn, file.check_in.id, values)
        if "key" in told:
            self._story.ids["visit", told["key"]] = self._visit
        if "comeback_of" in told:
            before = self._story.ids["visit", told["comeback_of"]]
            self._desk.sheets.edit(Visit, self._visit, {"comeback_of": before})

    def _walk_around(self) -> None:
        file, told = self._opened, self._told
        sheet, body = file.walk_around.id, file.vehicle.body
        for mark in told.get("marks", ()):
            self._mark(sheet, body, mark)
        if not told.get("marks"):
            self._desk.inspection.say_none_new(sheet)
        values: Told = {"belongings": ON_BOARD.get(body, ON_BOARD_CAR), "lamps": ("none",)}
        values |= {"valuables_told": True, "together": True}
        self._desk.sheets.edit(WalkAround, sheet, values | told.get("walk", {}))

    def _mark(self, sheet: str, body: str, told: Told) -> None:
        """A mark stands in the middle of its zone; places are kept in tenths."""
        zone = drawing(body).main_zone(told["zone"])
        if zone is None:
            raise ValueError(f"no zone {told['zone']} on a {body}")
        x, y = (round(10 * place) for place in zone.centre)
        mark = self._desk.inspection.mark(sheet, zone.zone, told["kind"], x, y)
        self._desk.sheets.edit(Mark, mark, fields(Mark, told, "size", "note", "repaired"))

    # The work order

    def _order(self) -> None:
        order, told = self._opened.work_order.id, self._told
        values = fields(WorkOrder, told, "note", "advice", "limit")
        values["technician"] = self._story.id_of("staff", told.get("technician", ""))
        values["bay"] = self._story.id_of("bay", told.get("bay", ""))
        self._desk.sheets.edit(WorkOrder, order, values)
        for job in told["jobs"]:
            if not job.get("extra"):
                self._add(job)

    def _add(self, told: Told) -> list[str]:
        """Add the lines of a package or of the price list; returns the jobs that they made."""
        before = self._work_order()
        lines = self._add_package(before.id, told) if "package" in told else self._add_items(before.id, told)
        if "discount" in told:
            for line in lines:
                self._desk.sheets.edit(WorkLine, line, {"discount": told["discount"]})
        values = {"technician": before.technician, **fields(Job, told, "payer", "payer_name", "cause", "extra")}
        if "title" in told:
            values["description"] = told["title"]
        if "payer" in told:
            values["answer"] = "ok"
        known = {job.id for job in before.jobs}
        made = [job.id for job in self._work_order().jobs if job.id not in known]
        for job in made:
            self._desk.sheets.edit(Job, job, values)
        return made

    def _add_package(self, order: str, told: Told) -> list[str]:
        return self._desk.ordering.add_package(order, self._story.ids["package", told["package"]])

    def _add_items(self, order: str, told: Told) -> list[str]:
        """The first item starts the job, the others belong to it."""
        lines: list[str] = []
        job = ""
        for code, *quantity in told["items"]:
            item = self._story.ids["price_item", code]
            lines.append(self._desk.ordering.add_item(order, item, quantity=quantity[0] if quantity else None, job=job))
            job = job or next(row.job for row in self._work_order().lines if row.id == lines[0])
        return lines

    def _send(self) -> None:
        """The order is signed, the work begins. Only today's orders are in the archive: each takes a while to draw."""
        self._by_adviser()
        today = "stage" in self._told
        papers = self._desk.papers.print(self._visit, ["work_order"]) if today else []
        order = self._work_order()
        asked = [job.id for job in self._desk.ordering.asking(order).jobs]
        if asked:
            self._desk.ordering.answer(order.id, asked, channel="paper", document=papers[0].id if papers else "")
        self._desk.workshop.move(self._visit, "in_work")

    def _extra_jobs(self) -> None:
        """What the technician found, and what the customer said to it on the phone."""
        self._by_adviser()
        for told in self._told["jobs"]:
            if not told.get("extra"):
                continue
            made, file = self._add(told), self._opened
            answer = told.get("answer", "ok")
            if answer != "open":
                number = file.customer.phone()
                self._desk.ordering.answer(
                    file.work_order.id, made, channel="phone", answer=answer, number=number, read_back=True
                )

    # The end

    def _finish(self) -> None:
        self._story.work_as(self._told["technician"])
        for job in self._work_order().jobs:
            if job.answer == "ok":
                self._desk.workshop.tick(job.id)
        self._desk.workshop.move(self._visit, "qc")

    def _close(self) -> None:
        self._by_adviser()
        file = self._opened
        points = [spec.name for spec in Checkout.specs().values() if spec.section is HAND_BACK]
        values: dict[str, Any] = {**dict.fromkeys(points, True), "odometer_out": self._told["odometer"]}
        following = self._next_service()
        if following:
            values |= {**following, "remind_by": "call"}
            self._desk.sheets.edit(Vehicle, file.vehicle.id, following)
        self._desk.sheets.edit(Checkout, file.checkout.id, values)
        if "correct" in self._told:
            self._correct(self._told["correct"])
        for payment in self._told.get("payments", ()):
            self._pay(payment)
        self._desk.settlement.close(self._visit)

    def _correct(self, told: Told) -> None:
        """A list with a wrong line was issued: a credit note takes it back, the line is put right."""
        wrong = self._desk.settlement.issue(self._visit)
        self._desk.settlement.credit(wrong.id, reason=told["reason"])
        line = next(line for line in self._work_order().lines if line.code == told["code"])
        self._desk.sheets.edit(WorkLine, line.id, fields(WorkLine, told, "price", "discount"))

    def _next_service(self) -> Told:
        """As it is told, or after a service by the shop's interval."""
        if "next_service" in self._told:
            told = self._told["next_service"]
            return {"next_service_day": self._story.times.day(told["day"]), "next_service_odometer": told["odometer"]}
        if "maintenance" not in self._told["purposes"]:
            return {}
        shop = self._desk.shop()
        day = self._desk.now().local().date() + timedelta(days=round((shop.service_months or 0) * 30.4))
        odometer = self._told["odometer"] + (shop.service_distance or 0)
        return {"next_service_day": day.isoformat(), "next_service_odometer": -(-odometer // 100) * 100}

    def _pay(self, told: Told) -> None:
        file = self._desk.reception.file(self._visit)
        received = told.get("amount") or self._desk.settlement.due(file)
        if told["kind"] == "cash":
            received = -(-received // NOTES) * NOTES
        reference = told.get("reference", "")
        self._desk.settlement.pay(self._visit, kind=told["kind"], received=received, reference=reference)

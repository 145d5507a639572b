"""Appointments 预约: booked, confirmed, and what became of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from reception_desk.errors import Refused, sheet_gone
from reception_desk.forms.appointment import Appointment
from reception_desk.forms.fields import clean
from reception_desk.forms.stages import APPOINTMENT_MOVES, Move, find, moves, unfit_reason
from reception_desk.forms.vehicle import Vehicle
from reception_desk.forms.words import say
from reception_desk.store.search import normal

if TYPE_CHECKING:
    from reception_desk.desk.desk import Desk

OPEN = ("booked", "confirmed")


class Appointments:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store

    def book(self, booking: Appointment) -> str:
        """A new booking; a plate that the shop knows brings its car and customer along. Refused without a time."""
        if booking.arrives is None:
            raise Refused(
                say("Fill in: {field}.", field=Appointment.spec("arrives").label), field="appointment.arrives"
            )
        if not (booking.plate or booking.vehicle or booking.name or booking.phone):
            raise Refused(say("Enter a plate, a name or a phone number."), field="appointment.plate")
        booking.plate = self._desk.reception.tidy_plate(booking.plate)
        self._join(booking)
        return self._desk.sheets.create(booking)

    def _join(self, booking: Appointment) -> None:
        car = self._store.get(Vehicle, booking.vehicle)
        if car is None and booking.plate:
            found = self._store.find(Vehicle, {"plate": booking.plate})
            car = found[0] if len(found) == 1 else None
        if car is not None:
            booking.vehicle, booking.plate = car.id, booking.plate or car.plate
            booking.model = booking.model or car.model
            past = self._desk.reception.past_visits(car.id)
            booking.customer = booking.customer or (past[0].customer if past else car.owner)

    def day(self, day: str) -> list[Appointment]:
        """The bookings of one day (ISO) that are still to come in or came, by time."""
        return self._store.find(Appointment, self._within(day), order="arrives")

    def _within(self, day: str) -> dict[str, Any]:
        start = self._desk.clock.at(datetime.fromisoformat(day))
        end = self._desk.clock.at(datetime.fromisoformat(day) + timedelta(days=1))
        return {"arrives >=": start.ms, "arrives <": end.ms}

    def expected(self) -> list[Appointment]:
        """Who is still to come today."""
        return [booking for booking in self.day(self._desk.now().day()) if booking.stage in OPEN]

    def expected_cars(self) -> list[tuple[str, str, str]]:
        """Booking, car and plate of who is still to come today: what a search asks with each key."""
        match = {**self._within(self._desk.now().day()), "stage": OPEN}
        rows = self._store.columns(Appointment, ("id", "vehicle", "plate"), match, order="arrives")
        return [(booking, vehicle, plate) for booking, vehicle, plate in rows]

    def expected_strangers(self) -> list[tuple[str, str, str, str, str]]:
        """Booking, plate, phone, name and customer of who is to come today with a car that the shop has not seen."""
        match = {**self._within(self._desk.now().day()), "stage": OPEN, "vehicle": ""}
        asked = ("id", "plate", "phone", "name", "customer")
        return [(row, *told) for row, *told in self._store.columns(Appointment, asked, match, order="arrives")]

    def of_day(self, day: str, *, vehicle: str = "", plate: str = "") -> Appointment | None:
        """The booking of a day for a car or a plate; of a day gone by also one that was taken for a no-show."""
        stages = OPEN if day == self._desk.now().day() else (*OPEN, "no_show")
        for booking in [one for one in self.day(day) if one.stage in stages]:
            same_plate = plate and normal(booking.plate) == normal(plate)
            if (vehicle and booking.vehicle == vehicle) or same_plate:
                return booking
        return None

    def moves(self, booking: Appointment) -> list[Move]:
        return moves(APPOINTMENT_MOVES, booking.stage)

    def move(self, appointment: str, stage: str, *, reason: str = "") -> None:
        """To another stage of the table; a reason is asked where the table says so."""
        booking = self._store.get(Appointment, appointment)
        if booking is None:
            raise sheet_gone()
        reason = clean(reason)
        if unfit := unfit_reason(reason):
            raise Refused(unfit)
        self.check_move(booking, stage, reason)
        with self._store.atomic():
            self._desk.sheets.leave(appointment)
            self._store.update(Appointment, appointment, {"stage": stage})
            self._store.journal.record("stage", appointment, {"from": booking.stage, "to": stage}, reason=reason)

    def check_move(self, booking: Appointment, stage: str, reason: str = "") -> None:
        """Refused when the table has no such move, or it asks for a reason and there is none."""
        move = find(APPOINTMENT_MOVES, booking.stage, stage)
        if move is None:
            raise Refused(
                say("From “{here}” this step is not possible.", here=Appointment.spec("stage").option(booking.stage))
            )
        if move.reason and not reason:
            raise Refused(say("Say why, then choose the step again."))

    def arrive(self, booking: Appointment, vehicle: str, customer: str) -> None:
        """The car of a booking came; inside reception's transaction."""
        self.check_move(booking, "arrived")
        self._desk.sheets.leave(booking.id)
        self._store.update(Appointment, booking.id, {"stage": "arrived", "vehicle": vehicle, "customer": customer})
        self._store.journal.record("stage", booking.id, {"from": booking.stage, "to": "arrived"}, reason="")

"""When a paper says something new: what counts as its content, and what a revision changed. Plain JSON in and out."""

from __future__ import annotations

import copy
from typing import Any

from reception_desk.forms.customer import Customer
from reception_desk.forms.work_order import NOT_DONE
from reception_desk.store.rows import canonical

Body = dict[str, Any]
PERSONS = ("customer", "owner")
UNSAID = {
    "shop": (
        "account_days",
        "account_limit",
        "discount_limit",
        "labour_rate",
        "language",
        "phrases",
        "plate_prefix",
        "promise",
        "service_distance",
        "service_months",
    ),
    **dict.fromkeys(PERSONS, tuple(spec.name for spec in Customer.specs().values() if spec.paper != "customer")),
}
"""Kept with the content, but on no paper of a visit."""
UNSAID_OF_JOBS = ("approved", "cause", "concern", "correction", "done", "extra")


def said(body: Body) -> Body:
    """What of a content can be read on its paper: equal means that a print would look the same."""
    body = copy.deepcopy(body)
    for sheet, names in UNSAID.items():
        for name in names:
            body[sheet].pop(name, None)
    for person in PERSONS:
        if "phones" in body[person]:
            body[person]["phones"] = [{**phone, "note": ""} for phone in body[person]["phones"]]
    for job in body["work_order"].get("jobs", ()):
        job |= dict.fromkeys(UNSAID_OF_JOBS) | {"answer": job["answer"] if job["answer"] in NOT_DONE else ""}
    names = body.pop("names")
    body = _filled(body)
    text = canonical(body)
    return body | {"names": {key: name for key, name in names.items() if key in text}}


def _filled(kept: Any) -> Any:
    """Without what is blank: a field that a later version has gained says nothing on the papers of before."""
    if isinstance(kept, dict):
        return {name: _filled(own) for name, own in kept.items() if not _blank(own)}
    return [_filled(own) for own in kept] if isinstance(kept, list) else kept


def _blank(kept: Any) -> bool:
    return kept is None or kept is False or kept in ("", [])


def unsigned(body: Body, before: Body, paper: str) -> Body:
    """A paper's content without the answers that were given by signing that very paper: they do not change it."""
    order = body.get("work_order") or {}
    signed = [approval for approval in order.get("approvals", ()) if approval["document"] == paper]
    if not signed:
        return body
    jobs = {job["id"]: job for job in before["work_order"]["jobs"]}
    answered = {job for approval in signed for job in approval["jobs"]}
    order = {**order, "approvals": [approval for approval in order["approvals"] if approval not in signed]}
    order["jobs"] = [
        {**job, "answer": jobs[job["id"]]["answer"]} if job["id"] in answered & jobs.keys() else job
        for job in order["jobs"]
    ]
    return {**body, "work_order": order}


def changes(before: Body, after: Body) -> list[tuple[str, str]]:
    """What a revision changed, by the words of its lines and the keys of its fields."""
    before, after = said(before), said(after)
    found: list[tuple[str, str]] = []
    old = {line["id"]: line for line in before["work_order"].get("lines", ())}
    new = {line["id"]: line for line in after["work_order"].get("lines", ())}
    found += [("added", new[row]["name"]) for row in new if row not in old]
    found += [("removed", old[row]["name"]) for row in old if row not in new]
    found += [("changed", new[row]["name"]) for row in new if row in old and new[row] != old[row]]
    for sheet in ("check_in", "walk_around", "work_order", "vehicle", "customer"):
        for name, kept in after[sheet].items():
            if name not in ("jobs", "lines", "approvals") and kept != before[sheet].get(name):
                found.append(("field", f"{sheet}.{name}"))
    return found

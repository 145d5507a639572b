"""Contents of papers for the tests of printing: an invented visit, as the desk freezes it."""

from __future__ import annotations

import copy
from typing import Any

from reception_desk.forms.moments import Moment
from reception_desk.forms.words import say, word
from reception_desk.language import Language
from reception_desk.printing import Facts

SCAN = "88100001260767"
AT = Moment(1795225320000, 480)  # 2026-11-21 09:42 in Shanghai
MINUTE = 60_000

FACTS = Facts(at=AT, scan=SCAN, staff="林小满")
LEGAL = Facts(at=Moment(AT.ms + 450 * MINUTE, 480), number="INV-2026-A1-001842", scan=SCAN, staff="周行")

CHINESE = Language("zh_CN", region="CN", currency="CNY", distance="km")
ENGLISH = Language("en", region="CN", currency="CNY", distance="km")
EUROPEAN = Language("en", region="EU", currency="EUR", distance="km")
INVOICE = Facts(at=Moment(AT.ms + 450 * MINUTE, 480), number="INV-2026-A1-000417", scan=SCAN, staff="周行")
PRICE = word("column", "Price")
UNIT_PRICE = say("Unit price")


def body() -> dict[str, Any]:
    """A fresh copy that a test may change."""
    return copy.deepcopy(_BODY)


def settlement_body() -> dict[str, Any]:
    """The same visit at checkout: one job more, three payments."""
    own = body()
    order = own["work_order"]
    order["jobs"].append({"id": "j4", "description": "更换制动液并排气", "answer": "ok", "extra": True})
    order["lines"].append(work_line(8, "j4", "labour", "更换制动液并排气", 500, 16000, unit="小时"))
    order["lines"].append(
        work_line(9, "j4", "part", "制动液 DOT 4", 1000, 5800, unit="瓶", code="BF-4-05", part_class="genuine")
    )
    order["approvals"] = [copy.deepcopy(_APPROVAL)]
    own["checkout"] = copy.deepcopy(_CHECKOUT)
    own["amounts"] |= {"l8": [8000, 0, 8000], "l9": [5800, 0, 5800]}
    own["totals"] = {
        "groups": {"labour": 56000, "part": 71000},
        "gross": 127000,
        "discount": 2400,
        "net": 123366,
        "tax": 1234,
        "total": 124600,
        "taxes": [[100, 123366, 1234]],
    }
    own["payer"] = "customer"
    own["payments"] = [
        _payment(1, "wechat", 20000, -3 * 1440 + 322),
        _payment(2, "wechat", 100000, 448),
        _payment(3, "cash", 4600, 449, received=5000),
    ]
    own["paid"], own["due"] = 124600, 0
    own["warranty"] = {"days": 10, "distance": 2000, "until": "2026-12-01", "odometer": 88431}
    return own


def invoice_body() -> dict[str, Any]:
    """A company in Europe: tax added, two rates, a payment still open."""
    own = body()
    own |= {"region": "EU", "currency": "EUR", "rule": "line-half-up/added", "payer": "customer"}
    own["shop"] |= {
        "name": "Quillstone Garage Ltd",
        "address": "4 Tanner’s Yard, Marlbrook, MB1 0ZZ",
        "phone": "000 555 0142",
        "tax_number": "XX 0000 18842",
        "bank": "IBAN XX00 0000 0000 0000 1842",
        "currency": "EUR",
        "tax_name": "VAT",
        "tax_rate": 2000,
        "tax_included": False,
        "language": "en",
        "region": "EU",
    }
    own["customer"] |= {
        "kind": "company",
        "name": "Alder & Finch Bakery",
        "contact": "Mara Lindqvist",
        "address": "17 Quay Lane, Marlbrook, MB2 0ZZ",
        "tax_number": "XX 0000 90317",
        "phones": [],
    }
    own["vehicle"] |= {"plate": "MB19 QKT", "model": "Kestrel Tourer 1.6", "vin": "SX9KT1662K0004412"}
    own["visit"]["plate"] = "MB19 QKT"
    own["work_order"] = copy.deepcopy(_INVOICED)
    own["amounts"] = {
        "l1": [8160, 0, 8160],
        "l2": [5440, 0, 5440],
        "l3": [6800, 680, 6120],
        "l4": [8450, 0, 8450],
        "l5": [5040, 0, 5040],
        "l6": [990, 0, 990],
        "l7": [4500, 0, 4500],
    }
    own["totals"] = {
        "groups": {"labour": 20400, "part": 14480, "fee": 4500},
        "gross": 39380,
        "discount": 680,
        "net": 38700,
        "tax": 6840,
        "total": 45540,
        "taxes": [[2000, 34200, 6840], [0, 4500, 0]],
    }
    own["checkout"] = copy.deepcopy(_CHECKOUT)
    own["payments"] = [_payment(1, "transfer", 10000, -4000), _payment(2, "card", 25540, 448)]
    own["paid"], own["due"] = 35540, 10000
    own["warranty"] = {"days": 365, "distance": 20000, "until": "2027-11-21", "odometer": 106431}
    return own


def credit_note_body() -> dict[str, Any]:
    own = settlement_body()
    own["payments"], own["paid"], own["due"] = [], 0, 0
    own["credits"] = {"number": "INV-2026-A1-001842", "at": [AT.ms, 480]}
    return own


def _payment(number: int, kind: str, amount: int, minutes: int, **more: Any) -> dict[str, Any]:
    at = [AT.ms + minutes * MINUTE, 480]
    reference = f"SJ-2026-00231{number}"
    return {"id": f"y{number}", "kind": kind, "amount": amount, "at": at, "reference": reference, "staff": "s3", **more}


def mark(number: int, zone: str, kind: str, place: tuple[int, int], **more: Any) -> dict[str, Any]:
    """`place` in tenths of the drawing's units."""
    return {"id": f"m{number}", "zone": zone, "kind": kind, "x": place[0], "y": place[1], **more}


def work_line(number: int, job: str, kind: str, name: str, thousandths: int, price: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"l{number}",
        "job": job,
        "kind": kind,
        "name": name,
        "quantity": thousandths,
        "price": price,
        "position": number,
        **more,
    }


_SHOP = {
    "name": "石榴巷汽车维修部",
    "address": "青溪区石榴巷 8 号",
    "phone": "0510-0000 0188",
    "tax_number": "91000000MA0000000X",
    "bank": "示例银行石榴支行 0000 0000 0018 42",
    "currency": "CNY",
    "tax_name": "增值税",
    "tax_rate": 100,
    "tax_included": True,
    "tolerance": 1000,
    "warranty_days": 10,
    "warranty_distance": 2000,
    "language": "zh_CN",
    "region": "CN",
    "terms": "增项或加价，须经客户同意后方可施工。\n更换下的旧件当面清点；贵重物品请随身带走，本店已作提醒。\n"
    "凭本联或车主证件提车，请妥善保管本联。",
}
_VISIT = {
    "id": "v1",
    "number": "V-261121-007",
    "scan": SCAN,
    "plate": "苏B12Q45",
    "vehicle": "c1",
    "customer": "p1",
    "owner": "p1",
    "adviser": "s1",
    "arrived": [AT.ms - 16 * MINUTE, 480],
}
_CUSTOMER = {
    "id": "p1",
    "kind": "person",
    "name": "贺青禾",
    "address": "青溪区柳岸路 26 号 3 幢 502 室",
    "phones": [{"id": "t1", "number": "13900002217"}],
}
_VEHICLE = {
    "id": "c1",
    "plate": "苏B12Q45",
    "plate_colour": "blue",
    "vin": "LYL5A1C64K0012607",
    "body": "saloon",
    "model": "远岚 A60 1.5T",
    "year": 2019,
    "colour": "珍珠白",
    "fuel_kind": "petrol",
    "engine_number": "YL15T-K018826",
    "first_registration": "2019-06-18",
    "insurer": "安禾",
    "insurance_until": "2027-03-02",
    "next_service_day": "2027-05-21",
    "next_service_odometer": 96000,
}
_CHECK_IN = {
    "odometer": 86412,
    "fuel": "4",
    "promised": [AT.ms + 468 * MINUTE, 480],
    "waiting": "waits",
    "bringer": "family",
    "bringer_name": "贺远",
    "bringer_phone": "13900006604",
    "purposes": ["maintenance", "repair"],
    "old_parts": "take",
    "road_test": "yes",
    "wash": "yes",
    "concern": "早上冷车头几脚刹车吱吱响，热了就不响。上周在高速上踩刹车方向盘有点抖。顺便做保养。",
    "since": "weeks",
    "how_often": "sometimes",
    "engine": "cold",
    "weather": "dry",
    "driving": ["braking"],
    "signs": ["noise"],
    "arrival": "driven",
    "key_tag": "12",
    "parking": "B 区 4",
    "pays": "wechat",
    "reach_by": "phone",
}
_WALK_AROUND = {
    "state": "marked",
    "marks": [
        mark(1, "door_lr", "D", (6300, 1350), size=2, note="12 mm", origin="x1"),
        mark(2, "rear_bumper", "S", (10300, 4400), size=1, note="2 cm", origin="x2"),
        mark(3, "door_lf", "S", (5200, 1350), size=2, note="8 cm"),
        mark(4, "front_bumper", "C", (900, 4200), size=1, note="2 mm"),
        mark(5, "windscreen", "K", (4400, 4000), size=1, note="1 cm"),
    ],
    "lamps": ["none"],
    "belongings": ["spare", "jack", "tools", "triangle", "mats", "licence"],
    "belongings_note": "伞",
    "valuables_told": True,
    "tread_lf": 5,
    "tread_rf": 5,
    "tread_lr": 3,
    "tread_rr": 4,
    "pressure_front": 230,
    "pressure_rear": 220,
    "pads_front": 3,
    "pads_rear": 6,
    "lights": "fine",
    "glass": "watch",
    "wipers": "fine",
    "brake_fluid": "work",
    "oil": "fine",
    "coolant": "fine",
    "battery": "fine",
    "leaks": "fine",
    "advice": "制动片、制动液已列入委托书；左后轮胎 3 mm，下次保养复查。",
    "together": True,
}
_WORK_ORDER = {
    "bay": "b3",
    "technician": "s2",
    "note": "前轮；原片余 3 mm",
    "limit": 120000,
    "advice": "前制动片余 3 mm，低于 4 mm，建议更换；前制动盘尚可。左后轮胎花纹 3 mm，下次保养时复查。",
    "jobs": [
        {"id": "j1", "description": "更换前制动片，清洁并润滑导轨", "answer": "ok"},
        {"id": "j2", "description": "常规保养：更换机油、机油滤清器", "answer": "ok"},
        {"id": "j3", "description": "四轮换位及动平衡", "answer": "ok", "technician": "s2"},
    ],
    "lines": [
        work_line(1, "j1", "labour", "更换前制动片，清洁并润滑导轨", 1200, 16000, unit="小时", discount=500),
        work_line(2, "j1", "part", "前制动片（四片）", 1000, 26800, unit="套", code="FD-2217", part_class="equivalent"),
        work_line(3, "j2", "labour", "常规保养：更换机油、机油滤清器", 800, 16000, unit="小时", discount=500),
        work_line(4, "j2", "part", "全合成机油 5W-30", 4500, 7600, unit="升", code="OL-530-4", part_class="genuine"),
        work_line(5, "j2", "part", "机油滤清器", 1000, 4200, unit="只", code="LF-3412", part_class="genuine"),
        work_line(6, "j2", "part", "空调滤芯", 1000, 0, unit="只", part_class="own"),
        work_line(7, "j3", "labour", "四轮换位及动平衡", 1000, 16000, unit="小时", discount=500),
    ],
    "approvals": [],
}
_APPROVAL = {
    "id": "a1",
    "at": [AT.ms + 96 * MINUTE, 480],
    "what": "制动液含水 3.5 %，更换",
    "jobs": ["j4"],
    "answer": "ok",
    "amount": 13800,
    "channel": "phone",
    "person": "贺青禾",
    "number": "13900002217",
    "read_back": True,
    "staff": "s1",
}
_INVOICED = {
    "jobs": [
        {"id": "j1", "description": "Replace front brake pads, grease slides", "answer": "ok"},
        {"id": "j2", "description": "Service at 90,000 km: engine oil and filter", "answer": "ok"},
        {"id": "j3", "description": "Wheel balance, four wheels", "answer": "ok", "extra": True},
    ],
    "lines": [
        work_line(1, "j1", "labour", "Replace front brake pads, grease slides", 1200, 6800, unit="h"),
        work_line(2, "j2", "labour", "Service at 90,000 km: engine oil and filter", 800, 6800, unit="h"),
        work_line(3, "j3", "labour", "Wheel balance, four wheels", 1000, 6800, unit="h", discount=1000),
        work_line(
            4,
            "j1",
            "part",
            "Front brake pads, set of 4",
            1000,
            8450,
            unit="set",
            code="FD-2217",
            part_class="equivalent",
        ),
        work_line(
            5,
            "j2",
            "part",
            "Engine oil 5W-30, synthetic",
            4500,
            1120,
            unit="l",
            code="OL-530",
            part_class="genuine",
        ),
        work_line(6, "j2", "part", "Oil filter", 1000, 990, unit="pc", code="LF-3412", part_class="genuine"),
        work_line(7, "j2", "fee", "Periodic inspection fee, paid in your name", 1000, 4500, unit="pc", tax_rate=0),
    ],
    "approvals": [
        {
            "id": "a1",
            "at": [AT.ms - 50 * MINUTE, 480],
            "what": "Estimate, rev. 1",
            "amount": 38196,
            "channel": "paper",
            "person": "Mara Lindqvist",
            "answer": "ok",
        },
        {
            "id": "a2",
            "at": [AT.ms + 96 * MINUTE, 480],
            "what": "Extra: wheel balance",
            "amount": 7344,
            "channel": "phone",
            "person": "Mara Lindqvist",
            "answer": "ok",
            "jobs": ["j3"],
            "read_back": True,
        },
    ],
}
_CHECKOUT = {
    "odometer_out": 86431,
    "next_service_day": "2027-05-21",
    "next_service_odometer": 96000,
    "old_parts_shown": True,
    "handed_over": [AT.ms + 455 * MINUTE, 480],
}
_BODY: dict[str, Any] = {
    "region": "CN",
    "currency": "CNY",
    "distance": "km",
    "demo": False,
    "rule": "line-half-up/included",
    "shop": _SHOP,
    "visit": _VISIT,
    "customer": _CUSTOMER,
    "owner": _CUSTOMER,
    "vehicle": _VEHICLE,
    "check_in": _CHECK_IN,
    "walk_around": _WALK_AROUND,
    "work_order": _WORK_ORDER,
    "checkout": {},
    "names": {"s1": "林小满", "s2": "赵立夏", "s3": "周行", "b3": "3", "p1": "贺青禾"},
    "stamps": {"appointment": True, "waits": True, "comeback": False},
    "amounts": {
        "l1": [19200, 960, 18240],
        "l2": [26800, 0, 26800],
        "l3": [12800, 640, 12160],
        "l4": [34200, 0, 34200],
        "l5": [4200, 0, 4200],
        "l6": [0, 0, 0],
        "l7": [16000, 800, 15200],
    },
    "totals": {
        "groups": {"labour": 48000, "part": 65200},
        "gross": 113200,
        "discount": 2400,
        "net": 109703,
        "tax": 1097,
        "total": 110800,
        "taxes": [[100, 109703, 1097]],
    },
}

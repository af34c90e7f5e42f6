"""The records that stand around a case: its judgment, its parties, its exhibits."""

from datetime import date, timedelta
from random import Random
from typing import Any

from thads.cases.models import Initiation, ItemKind, JudgmentKind
from thads.core.text import fold, name_sort_key
from thads.demo import names
from thads.demo.offices import Office, ProvinceOffices
from thads.demo.plans import CasePlan, ItemPlan
from thads.parties.models import PartyKind, PartyRole
from thads.places import queries as places
from thads.places.models import Commune
from thads.rules.working_days import next_working_day

Row = dict[str, Any]
FIRMS = frozenset({JudgmentKind.COMMERCIAL, JudgmentKind.BANKRUPTCY, JudgmentKind.COMPETITION})
EXHIBITS = (
    "01 xe mô tô cũ hỏng",
    "02 điện thoại di động",
    "Bì niêm phong tang vật",
    "03 dao tự chế",
)
THINGS = {  # what is owed where no money is: a paper has to name it
    ItemKind.PROPERTY_HANDOVER: "quyền sử dụng thửa đất và nhà ở gắn liền nêu trong bản án",
    ItemKind.PROPERTY_RETURN: "giấy tờ tùy thân và tài sản đã tạm giữ theo biên bản giao nhận",
    ItemKind.EVIDENCE_DESTRUCTION: "vật chứng theo biên bản giao nhận với cơ quan điều tra",
    ItemKind.COMPELLED_ACT: "tháo dỡ công trình lấn sang thửa đất liền kề",
}


def judgment(rng: Random, case: CasePlan, office: Office, province: ProvinceOffices) -> Row:
    """The judgment as the unit received it, some weeks before its decision."""
    judged = next_working_day(case.docketed_on - timedelta(days=rng.randint(32, 95)))
    received = case.docketed_on - timedelta(days=rng.randint(1, 9))
    number = names.judgment_number(rng, case.kind, judged.year)
    court = province.offices[0].court if case.corruption else office.court
    return {
        "number": number,
        "number_folded": fold(number),
        "judged_on": judged,
        "court": court,
        "kind": case.kind,
        "received_on": min(next_working_day(received), case.docketed_on),
        "summary": None,
    }


def parties(rng: Random, case: CasePlan, office: Office, province: ProvinceOffices) -> list[Row]:
    """Debtor always; a creditor when one asked, or gets something back."""
    communes = _communes(province.code, office.district, case.docketed_on)
    firm = case.kind in FIRMS or (case.bank is not None and rng.random() < 0.15)
    rows = [_party(rng, PartyRole.DEBTOR, rng.choice(communes), province.code, firm=firm)]
    returned = any(item.kind is ItemKind.PROPERTY_RETURN for item in case.items)
    if case.initiation is Initiation.ON_REQUEST or returned:
        commune = rng.choice(communes)
        creditor_firm = case.kind in FIRMS or case.corruption
        row = _party(rng, PartyRole.CREDITOR, commune, province.code, firm=creditor_firm)
        if case.bank:
            row |= _named(case.bank, PartyKind.ORGANISATION) | {"personal_id_number": None}
        rows.append(row)
    if case.bank and rng.random() < 0.3:
        commune = rng.choice(communes)
        rows.append(_party(rng, PartyRole.RELATED, commune, province.code, firm=False))
    return rows


def described(item: ItemPlan) -> str | None:
    """What an item without an amount is about; drawn from nothing, so that no figure moves."""
    return None if item.award else THINGS[item.kind]


def evidence(rng: Random, case: CasePlan) -> Row | None:
    """The file of exhibits to destroy, when the case has any."""
    if not any(item.kind is ItemKind.EVIDENCE_DESTRUCTION for item in case.items):
        return None
    return {
        "description": rng.choice(EXHIBITS),
        "decided_on": case.docketed_on,
        "unit_id": None, "seized_by": None, "seizure_number": None, "seized_on": None,
    }  # fmt: skip


def _communes(province_code: str, district: str | None, on: date) -> list[Commune]:
    found = places.communes_of(province_code, on)
    return [c for c in found if district in (None, c.district_code)]


def _party(
    rng: Random, role: PartyRole, commune: Commune, province_code: str, *, firm: bool
) -> Row:
    name = names.company(rng) if firm else names.person(rng, province_code)
    town = not commune.name.startswith("Xã")
    return {
        "role": role,
        **_named(name, PartyKind.ORGANISATION if firm else PartyKind.PERSON),
        "personal_id_number": None if firm else names.personal_id_number(rng),
        "address": names.address(rng, town=town),
        "commune_code": commune.code,
    }


def _named(name: str, kind: PartyKind) -> Row:
    return {
        "kind": kind,
        "name": name,
        "name_folded": fold(name),
        "name_sort_key": name_sort_key(name),
    }

"""How papers say days, amounts, judgments and people."""

from thads.cases.models import Case, Judgment
from thads.core.days import day_in_words
from thads.core.money import format_dong
from thads.core.numerals import dong_in_words
from thads.documents.missing import Missing
from thads.parties.models import Party, PartyKind
from thads.places import queries as places


def amount_in_words(amount: int) -> str:
    """1.000.000 đồng (bằng chữ: Một triệu đồng)."""
    return f"{format_dong(amount)} đồng (bằng chữ: {dong_in_words(amount)})"


def judgment(found: Judgment | None) -> str:
    """Bản án số 7/2025/DS-ST ngày … của Tòa án …; Missing names what the book does not tell."""
    if found is None:
        raise Missing("bản án, quyết định được thi hành")
    unknown = [
        name
        for value, name in (
            (found.number, "số bản án"), (found.judged_on, "ngày tuyên án"),
            (found.court, "Tòa án đã tuyên"),
        )
        if not value
    ]  # fmt: skip
    if unknown or found.judged_on is None:
        raise Missing(*unknown)
    kind = "Quyết định" if "QĐ" in found.number.upper() else "Bản án"
    return f"{kind} số {found.number} {day_in_words(found.judged_on)} của {found.court}"


def person(party: Party, case: Case, *, numbered: bool = True) -> str:
    """Name, address, number if known (NĐ152 Đ.12 k.1 điểm c); Missing without an address.

    `numbered` off: what is published of a debtor has no number (TT04 Đ.4).
    """
    commune = places.commune(party.commune_code, case.docketed_on) if party.commune_code else None
    place = commune.full_name if commune else ""
    address = party.address or ""
    if commune and commune.name.casefold() in address.casefold():
        place = ""
    where = ", ".join(part for part in (address, place) if part)
    if not where:
        raise Missing(f"địa chỉ của {party.name}")
    told = f"{party.name}; địa chỉ: {where}"
    if numbered and party.personal_id_number:
        number = "số định danh cá nhân" if party.kind is PartyKind.PERSON else "mã số"
        told += f"; {number}: {party.personal_id_number}"
    return told

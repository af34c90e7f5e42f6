"""The units of the demo provinces in 2024, their people and their targets."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Office:
    """One unit: its district's code in the set of communes of the time, its share of the cases."""

    code: str
    slug: str
    name: str
    place: str
    court: str
    district: str | None
    officers: int
    share: int
    slowness: float = 1.0  # how many of its cases stay unfinished, against the others
    symbol: str = "QĐ-CCTHADS"


@dataclass(frozen=True)
class ProvinceOffices:
    """A province: offices, the provincial one first, and targets by year and unit."""

    slug: str
    name: str
    agency: str
    code: str
    offices: tuple[Office, ...]
    targets: dict[tuple[int, str | None], tuple[Decimal, Decimal]]

    def office(self, code: str) -> Office:
        """The office with this code."""
        return next(office for office in self.offices if office.code == code)


def _branch(
    code: str, slug: str, district: str, name: str, officers: int, share: int, slowness: float
) -> Office:
    kind, place = name.split(" ", 1)
    long = {"TP": "thành phố", "TX": "thị xã", "H": "huyện"}[kind]
    return Office(
        code=code,
        slug=slug,
        name=f"Chi cục THADS {long} {place}",
        place=place,
        court=f"Tòa án nhân dân {long} {place}",
        district=district,
        officers=officers,
        share=share,
        slowness=slowness,
    )


def _head_office(province: str, place: str, share: int) -> Office:
    return Office(
        code="CUC",
        slug="cuc",
        name=f"Cục THADS tỉnh {province}",
        place=place,
        court=f"Tòa án nhân dân tỉnh {province}",
        district=None,
        officers=5,
        share=share,
        symbol="QĐ-CTHADS",
    )


def _targets(*rows: str) -> dict[tuple[int, str | None], tuple[Decimal, Decimal]]:
    """Rows "year unit cases money"; unit "-" is the province."""
    found = {}
    for row in rows:
        year, unit, cases, money = row.split()
        key = (int(year), None if unit == "-" else unit)
        found[key] = (Decimal(cases), Decimal(money))
    return found


LAO_CAI = ProvinceOffices(
    slug="lao-cai",
    name="Lào Cai",
    agency="Cục THADS tỉnh Lào Cai",
    code="10",
    offices=(
        _head_office("Lào Cai", "Lào Cai", 8),
        _branch("CCLAOCAI", "laocai", "080", "TP Lào Cai", 5, 25, 1.3),
        _branch("CCSAPA", "sapa", "088", "TX Sa Pa", 3, 11, 1.1),
        _branch("CCBATXAT", "batxat", "082", "H Bát Xát", 3, 9, 0.8),
        _branch("CCBAOTHANG", "baothang", "086", "H Bảo Thắng", 4, 16, 1.0),
        _branch("CCBAOYEN", "baoyen", "087", "H Bảo Yên", 3, 9, 0.9),
        _branch("CCVANBAN", "vanban", "089", "H Văn Bàn", 3, 9, 0.9),
        _branch("CCBACHA", "bacha", "085", "H Bắc Hà", 2, 6, 0.7),
        _branch("CCMUONGKHUONG", "muongkhuong", "083", "H Mường Khương", 2, 5, 0.8),
        _branch("CCSIMACAI", "simacai", "084", "H Si Ma Cai", 2, 3, 0.5),
    ),
    targets=_targets(
        "2023 - 82.75 45.25",
        "2024 - 83.69 46.93",
        "2023 CUC 81.00 45.00",
        "2024 CUC 82.50 46.50",
        "2023 CCLAOCAI 81.50 44.50",
        "2024 CCLAOCAI 82.50 46.00",
        "2023 CCSAPA 82.00 45.00",
        "2024 CCSAPA 83.00 46.50",
        "2023 CCBATXAT 83.50 46.00",
        "2024 CCBATXAT 84.50 47.50",
        "2023 CCBAOTHANG 82.50 45.50",
        "2024 CCBAOTHANG 83.50 47.00",
        "2023 CCBAOYEN 83.00 46.00",
        "2024 CCBAOYEN 84.00 47.50",
        "2023 CCVANBAN 83.00 46.00",
        "2024 CCVANBAN 84.00 47.50",
        "2023 CCBACHA 84.00 47.00",
        "2024 CCBACHA 85.00 48.00",
        "2023 CCMUONGKHUONG 84.00 47.00",
        "2024 CCMUONGKHUONG 85.00 48.00",
        "2023 CCSIMACAI 85.00 48.00",
        "2024 CCSIMACAI 86.00 49.00",
    ),
)

NGHE_AN = ProvinceOffices(
    slug="nghe-an",
    name="Nghệ An",
    agency="Cục THADS tỉnh Nghệ An",
    code="40",
    offices=(
        _head_office("Nghệ An", "Vinh", 12),
        _branch("CCVINH", "vinh", "412", "TP Vinh", 5, 40, 1.3),
        _branch("CCQUYHOP", "quyhop", "420", "H Quỳ Hợp", 4, 0, 1.0),
        _branch("CCQUYCHAU", "quychau", "416", "H Quỳ Châu", 2, 14, 0.9),
        _branch("CCNGHIADAN", "nghiadan", "419", "H Nghĩa Đàn", 3, 18, 1.0),
        _branch("CCTHAIHOA", "thaihoa", "414", "TX Thái Hòa", 2, 16, 0.9),
    ),
    targets=_targets(
        "2023 - 83.00 46.00",
        "2024 - 83.90 46.80",
        "2023 CUC 81.00 44.00",
        "2024 CUC 82.00 45.00",
        "2023 CCVINH 81.50 45.00",
        "2024 CCVINH 82.50 46.00",
        "2023 CCQUYHOP 84.00 47.50",
        "2024 CCQUYHOP 84.50 48.00",
        "2023 CCQUYCHAU 84.00 47.50",
        "2024 CCQUYCHAU 85.00 48.00",
        "2023 CCNGHIADAN 83.50 47.00",
        "2024 CCNGHIADAN 84.50 47.50",
        "2023 CCTHAIHOA 84.00 47.00",
        "2024 CCTHAIHOA 84.50 47.50",
    ),
)

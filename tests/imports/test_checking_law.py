"""What the law of its day did not allow, or what came too late, is a warning and is taken in."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.imports.stages import case, stage_of
from tests.imports.test_parsing import event, paid
from thads.core.ids import new_id
from thads.identity.models import Role
from thads.imports.faults import Fault
from thads.imports.lawfulness import Lawfulness
from thads.imports.models import Severity
from thads.imports.offices import Office, Offices, Person
from thads.imports.parsing import Parser
from thads.imports.proof import prove
from thads.units.models import UnitKind

TODAY = date(2027, 12, 31)
DECIDED = date(2023, 11, 15)
JAN, FEB, MAR = date(2024, 1, 5), date(2024, 2, 5), date(2024, 3, 5)
M = 1_000_000
STATE = [{"khoan": 1, "loai_khoan": "an_phi", "so_tien": 10 * M}]


def office(code: str, kind: UnitKind, **given: Any) -> Office:
    return Office(new_id(), code, code, kind, None, given.pop("since", date(1993, 7, 1)),
                  given.pop("until", None), **given)  # fmt: skip


UNITS = [
    office("CUC", UnitKind.PROVINCIAL_DEPARTMENT),
    office("CC", UnitKind.DISTRICT_BRANCH, until=date(2025, 6, 30), successor="KV1"),
    office("CC2", UnitKind.DISTRICT_BRANCH),
    office("KV1", UnitKind.REGIONAL_DIVISION, since=date(2025, 7, 1)),
]
PEOPLE = [
    Person(new_id(), "an", "An", Role.OFFICER, "CC"),
    Person(new_id(), "kv", "Khu Vực", Role.OFFICER, "KV1"),
    Person(new_id(), "binh", "Bình", Role.OFFICER, "CC2"),
    Person(new_id(), "ke", "Kế Toán", Role.ACCOUNTANT, "CC"),
]
OFFICES = Offices({unit.code: unit for unit in UNITS}, {one.username: one for one in PEOPLE})


@pytest.fixture
def warned(tmp_path: Path) -> Any:
    """The warnings of law about the one case with these rows; it must be sound."""

    def one(**given: Any) -> list[Fault]:
        with stage_of(tmp_path, case(**given)) as stage:
            [raw] = stage.cases()
            parsed = Parser(TODAY, OFFICES.names).parse(raw)
        facts, history, faults = prove(parsed, OFFICES.names)
        assert not parsed.faults
        assert not faults
        assert facts is not None
        assert history is not None
        found = Lawfulness(OFFICES).warnings(parsed, facts, history)
        assert all(fault.severity is Severity.WARNING for fault in found)
        assert all(fault.message and fault.remedy for fault in found)
        return found

    return one


NO_MEANS = [
    event(JAN, "chua_co_dieu_kien", can_cu="a"),
    event(FEB, "xac_minh"),
    event(MAR, "xac_minh"),
]


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"dien_bien": [event(JAN, "hoan", can_cu="z")]},
         ("dien_bien", 2, "can_cu", "unknown_ground")),
        ({"dien_bien": [event(date(2024, 5, 2), "hoan", can_cu="k")]},
         ("dien_bien", 2, "can_cu", "unknown_ground")),
        ({"dien_bien": [event(date(2026, 7, 1), "hoan", can_cu="k")]}, None),
        ({"dien_bien": [event(JAN, "hoan")]}, ("dien_bien", 2, "can_cu", "not_lawful")),
        ({"viec": {"ngay_ban_an": date(2023, 11, 16)}},
         ("viec", 2, "ngay_ban_an", "not_lawful")),
        ({"viec": {"chap_hanh_vien": "an"}}, None),
        ({"viec": {"chap_hanh_vien": "kv"}}, None),
        ({"viec": {"chap_hanh_vien": "binh"}}, ("viec", 2, "chap_hanh_vien", "not_lawful")),
        ({"viec": {"chap_hanh_vien": "ke"}}, ("viec", 2, "chap_hanh_vien", "not_lawful")),
        ({"dien_bien": [event(JAN, "phan_cong", chap_hanh_vien="ke")]},
         ("dien_bien", 2, "chap_hanh_vien", "not_lawful")),
        ({"dien_bien": [event(JAN, "chuyen_don_vi", don_vi_nhan="CC2"),
                        event(FEB, "phan_cong", chap_hanh_vien="binh")]}, None),
        ({"dien_bien": [event(JAN, "chuyen_don_vi", don_vi_nhan="CC2", chap_hanh_vien="an")]},
         ("dien_bien", 2, "chap_hanh_vien", "not_lawful")),
        ({"dien_bien": [event(JAN, "chuyen_don_vi", don_vi_nhan="KV1")]},
         ("dien_bien", 2, "don_vi_nhan", "unit_not_valid")),
        ({"dien_bien": [event(JAN, "chuyen_don_vi", don_vi_nhan="CC")]},
         ("dien_bien", 2, "don_vi_nhan", "not_lawful")),
        ({"key": {"day": date(2025, 7, 1)}}, ("viec", 2, "don_vi", "unit_not_valid")),
        ({"dien_bien": [event(JAN, "mien_giam", khoan=1, so_tien=M)]},
         ("dien_bien", 2, "khoan", "not_lawful")),
        ({"khoan": STATE, "dien_bien": [event(JAN, "mien_giam", khoan=1, so_tien=M)]}, None),
        ({"key": {"unit": "CUC"}, "dien_bien": [event(JAN, "rut_ho_so")]},
         ("dien_bien", 2, "su_kien", "not_lawful")),
        ({"dien_bien": [event(JAN, "rut_ho_so")]}, None),
        ({"dien_bien": [event(JAN, "hoan_thanh"), event(FEB, "xac_minh")]},
         ("dien_bien", 3, "ngay", "late_act")),
        ({"dien_bien": [event(JAN, "thong_bao_hop_le"), event(date(2024, 1, 25), "xac_minh")]},
         None),
        ({"dien_bien": [event(JAN, "thong_bao_hop_le"), event(MAR, "xac_minh")]},
         ("dien_bien", 3, "ngay", "late_act")),
        ({"thu_chi": [paid(JAN, M), paid(FEB, M + 1, "chi")]},
         ("thu_chi", 3, "so_tien", "not_lawful")),
        ({"thu_chi": [paid(JAN, M), paid(FEB, M, "nop_ngan_sach")]},
         ("thu_chi", 3, "loai", "not_lawful")),
        ({"khoan": STATE, "thu_chi": [paid(JAN, M), paid(FEB, M, "nop_ngan_sach")]}, None),
    ],
)  # fmt: skip
def test_each_rule_warns_at_its_cell(warned: Any, given: dict[str, Any], place: Any):
    assert [fault[:4] for fault in warned(**given)] == ([place] if place else [])


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([*NO_MEANS, event(date(2025, 1, 7), "chuyen_theo_doi_rieng")], []),
        ([*NO_MEANS, event(date(2025, 1, 6), "chuyen_theo_doi_rieng")], ["ngay"]),
        ([*NO_MEANS[:2], event(date(2025, 1, 7), "chuyen_theo_doi_rieng")], ["su_kien"]),
        ([event(JAN, "chuyen_theo_doi_rieng")], ["su_kien"]),
        ([event(JAN, "gui_lai_yeu_cau")], ["su_kien"]),
    ],
)
def test_separate_tracking_waits_a_year_and_two_verifications(
    warned: Any, events: list[dict[str, Any]], expected: list[str]
):
    """NĐ62 Đ.9 k.5: decided on 05/01/2024; the year ends on a Sunday, so with Monday 06/01/2025.

    The request goes back only under the law of 01/07/2026.
    """
    assert [fault.column for fault in warned(dien_bien=events)] == expected


def test_an_unknown_address_waits_two_years(warned: Any):
    unknown = [event(JAN, "chua_co_dieu_kien", can_cu="c"), *NO_MEANS[1:]]
    early = [*unknown, event(date(2025, 6, 1), "chuyen_theo_doi_rieng")]
    assert [fault.column for fault in warned(dien_bien=early)] == ["ngay"]
    assert warned(dien_bien=[*unknown, event(date(2026, 1, 6), "chuyen_theo_doi_rieng")]) == []


def test_old_laws_that_are_not_known_judge_nothing(warned: Any):
    """Before 01/07/2015 the grounds are not in our tables."""
    of_2014 = {"key": {"day": date(2014, 1, 5)}}
    assert warned(**of_2014, dien_bien=[event(date(2014, 3, 1), "hoan", can_cu="z")]) == []

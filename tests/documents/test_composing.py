"""What papers say, read from the file under both laws; what is missing is named."""

from datetime import date

import pytest

from tests.documents.world import DEBT, FEE, NEW, OLD, Office, paper
from thads.cases.models import ActKind, ItemKind
from thads.core.errors import RuleBroken
from thads.identity.models import Role

RETURN = {"kind": ItemKind.PROPERTY_RETURN, "amount": 0, "description": "01 xe mô tô đã tạm giữ"}


@pytest.fixture(params=[OLD, NEW], ids=["L08", "L25"])
def office(request, make, db) -> Office:
    """The same office under the old law and under the new."""
    return Office(make, db, request.param)


@pytest.fixture
def old(make, db) -> Office:
    """Under the old law only."""
    return Office(make, db, OLD)


@pytest.fixture
def new(make, db) -> Office:
    """Under the new law only."""
    return Office(make, db, NEW)


def after(office: Office, months: int, day: int = 3) -> date:
    return date(office.day.year, office.day.month + months, day)


def test_a_decision_on_request_names_its_request_both_parties_and_each_sum(office):
    found = paper(office, office.case(DEBT, FEE), requested_on=office.day)
    law = "26/2008/QH12" if office.day == OLD else "106/2025/QH15"
    assert law in found.bases[0]
    assert found.bases[-1].startswith("Căn cứ Đơn yêu cầu thi hành án của Bà Được Thử ngày 0")
    assert found.articles[0] == (
        "Cho thi hành án đối với:",
        "Người phải thi hành án: Ông Phải Thử; địa chỉ: số 7, thôn Đông, xã Mẫu.",
        "Người được thi hành án: Bà Được Thử; địa chỉ: số 7, thôn Đông, xã Mẫu.",
        "Các khoản phải thi hành:",
        "1. Trả nợ (tiền mua vật liệu): 250.000.000 đồng (bằng chữ: Hai trăm năm mươi triệu đồng).",
        "2. Án phí, lệ phí Tòa án (án phí sơ thẩm): 12.500.000 đồng (bằng chữ: Mười hai triệu năm "
        "trăm nghìn đồng).",
        "Tổng cộng: 262.500.000 đồng (bằng chữ: Hai trăm sáu mươi hai triệu năm trăm nghìn đồng).",
        "Và tiền lãi chậm thi hành án theo bản án, quyết định nêu trên, nếu có.",
    )
    assert found.articles[1][0].startswith("Thời hạn tự nguyện thi hành án là 10 ngày")
    assert "Chấp hành viên Trần Thị Hành" in found.articles[2][0]


def test_the_head_of_a_paper_follows_the_day(make, db):
    old = paper(office := Office(make, db, OLD), office.case(), requested_on=OLD)
    assert (old.superior, old.agency) == (
        "Cục Thi hành án dân sự tỉnh Thử", "Chi cục Thi hành án dân sự huyện Mẫu",
    )  # fmt: skip
    assert old.authority == "CHI CỤC TRƯỞNG\nCHI CỤC THI HÀNH ÁN DÂN SỰ HUYỆN\xa0MẪU"
    assert (old.number, old.dated_words) == ("12/QĐ-CCTHADS", "ngày 05 tháng 3 năm 2024")


def test_since_july_2025_the_agency_of_the_province_issues_it(new):
    found = paper(new, new.case(), requested_on=NEW)
    assert (found.superior, found.agency) == (
        "Cục Quản lý Thi hành án dân sự", "Thi hành án dân sự tỉnh Thử",
    )  # fmt: skip
    assert found.authority == "TRƯỞNG THI HÀNH ÁN DÂN SỰ TỈNH\xa0THỬ"
    assert found.number == "12/QĐ-THADS"


def test_dues_to_the_state_need_no_creditor(office):
    case = office.ex_officio(FEE)
    office.db.delete(office.parties(case)[0])
    found = paper(office, case)
    assert "Người phải thi hành án: Ông Phải Thử; địa chỉ:" in found.articles[0][1]
    assert "lãi" not in " ".join(found.body)
    assert found.code == "quyet-dinh-thi-hanh-an-chu-dong"


def test_what_goes_back_names_who_receives_it_and_sets_no_voluntary_period(office):
    found = paper(office, office.ex_officio(RETURN))
    assert found.articles[0][1].startswith("Người được thi hành án: Bà Được Thử; địa chỉ:")
    assert found.articles[0][-1] == "1. Trả lại tài sản: 01 xe mô tô đã tạm giữ."
    assert "tự nguyện" not in " ".join(found.body)
    assert "Ông Phải Thử" not in " ".join(found.body)


def test_what_is_destroyed_goes_to_nobody(office):
    exhibit = {**RETURN, "kind": ItemKind.EVIDENCE_DESTRUCTION, "description": "01 con dao"}
    case = office.ex_officio(exhibit)
    for party in office.parties(case):
        office.db.delete(party)
    found = paper(office, case)
    assert found.code == "quyet-dinh-thi-hanh-an-tieu-huy"
    assert found.articles[0][-1] == "1. Tiêu hủy vật chứng: 01 con dao."
    assert "Hội đồng tiêu hủy" in found.articles[1][0]
    assert "tự nguyện" not in " ".join(found.body)
    back = paper(office, office.ex_officio(RETURN, exhibit, number=13))
    assert back.code == "quyet-dinh-thi-hanh-an-tra-lai"


def test_a_postponement_says_why_until_when_and_who_bears_the_interest(office):
    case = office.case(DEBT, FEE)
    act = office.decide(case, ActKind.POSTPONEMENT, after(office, 1), 45, ground="c",
                        until=after(office, 3), item=office.make.items(case)[1])  # fmt: skip
    found = paper(office, case, act)
    article = "48" if office.day == OLD else "46"
    assert f"điểm c khoản 1 Điều {article} Luật" in found.bases[1]
    assert found.articles[0][0] == "Hoãn một phần việc thi hành án đối với:"
    assert "12.500.000 đồng" in found.articles[0][4]
    assert "250.000.000" not in " ".join(found.body)
    assert f"đến hết ngày 03 tháng {after(office, 3).month} năm" in found.articles[1][0]
    assert found.articles[1][1].endswith("trừ trường hợp đương sự có thỏa thuận khác.")


def test_a_discontinuance_of_a_part_names_that_sum_only(office):
    case, ground = office.case(DEBT), "c" if office.day == OLD else "4"
    act = office.decide(case, ActKind.DISCONTINUANCE, after(office, 2), 51, ground=ground,
                        amount=50_000_000)  # fmt: skip
    text = " ".join(paper(office, case, act).body)
    assert "Đình chỉ một phần việc thi hành án" in text
    assert "50.000.000 đồng (bằng chữ: Năm mươi triệu đồng)" in text
    assert "250.000.000" not in text


def test_what_was_collected_before_is_not_held_up_any_more(office):
    case = office.case(DEBT)
    office.make.money(case, 100_000_000, after(office, 1, 1))
    act = office.decide(case, ActKind.POSTPONEMENT, after(office, 1), 45, ground="a")
    office.make.money(case, 50_000_000, after(office, 1, 4))
    found = paper(office, case, act)
    assert "150.000.000 đồng" in found.articles[0][4]
    assert found.articles[1][0].endswith("cho đến khi căn cứ hoãn thi hành án nêu trên không còn.")


def test_a_resumption_names_the_decision_it_ends(office):
    case = office.case(DEBT)
    office.decide(case, ActKind.POSTPONEMENT, after(office, 1), 45, ground="a")
    act = office.decide(case, ActKind.RESUMPTION, after(office, 2), 46)
    found = paper(office, case, act)
    assert ("khoản 4 Điều 48" if office.day == OLD else "khoản 3 Điều 46") in found.bases[1]
    assert f"Quyết định hoãn thi hành án số 45/{office.symbol} ngày 03" in found.bases[-1]
    assert "chấm dứt hiệu lực của Quyết định hoãn thi hành án số 45" in found.articles[1][0]


def test_an_entrustment_says_what_is_owed_done_and_entrusted(office):
    case = office.case(DEBT)
    office.make.money(case, 50_000_000, after(office, 1, 1))
    act = office.decide(case, ActKind.ENTRUSTMENT, after(office, 1), 47, amount=200_000_000,
                        receiver="Thi hành án dân sự tỉnh Bên")  # fmt: skip
    text = " ".join(paper(office, case, act).body)
    assert "phải thi hành 250.000.000 đồng" in text
    assert "đã thi hành xong 50.000.000 đồng" in text
    assert "ủy thác 200.000.000 đồng (bằng chữ: Hai trăm triệu đồng)" in text
    assert "Ủy thác cho Thi hành án dân sự tỉnh Bên" in text


def test_no_means_needs_a_verification_first(office):
    case = office.case(DEBT)
    act = office.decide(case, ActKind.NOT_YET_ENFORCEABLE, after(office, 2), 48, ground="a")
    with pytest.raises(RuleBroken, match="thiếu: kết quả xác minh điều kiện thi hành án"):
        paper(office, case, act)
    case = office.case(DEBT, number=13)
    office.make.act(case, ActKind.VERIFICATION, after(office, 1, 20))
    act = office.decide(case, ActKind.NOT_YET_ENFORCEABLE, after(office, 2), 49, ground="a")
    assert "Biên bản xác minh điều kiện thi hành án ngày 20" in paper(office, case, act).bases[-1]


def test_separate_tracking_names_the_decision_of_no_means(office):
    case = office.ex_officio(FEE)
    office.decide(case, ActKind.NOT_YET_ENFORCEABLE, after(office, 1), 48, ground="a")
    act = office.decide(case, ActKind.SEPARATE_TRACKING, after(office, 3), 52)
    found = paper(office, case, act)
    assert found.bases[-1].startswith(
        f"Căn cứ Quyết định về việc chưa có điều kiện thi hành án số 48/{office.symbol}"
    )


@pytest.mark.parametrize(
    ("kind", "old_ground", "new_ground", "begins"),
    [
        (ActKind.SUSPENSION, "2", "1a", "Tạm đình chỉ toàn bộ việc thi hành án"),
        (ActKind.WITHDRAWAL, "a", "a", "Thu hồi toàn bộ Quyết định thi hành án số 12/"),
        (ActKind.ANNULMENT, "b", "b", "Hủy toàn bộ Quyết định thi hành án số 12/"),
    ],
)
def test_other_decisions_say_what_they_do_and_why(office, kind, old_ground, new_ground, begins):
    case, ground = office.case(DEBT), old_ground if office.day == OLD else new_ground
    act = office.decide(case, kind, after(office, 1), 60, ground=ground)
    found = paper(office, case, act)
    assert found.articles[0][0].startswith(begins)
    assert found.articles[0][-1].startswith("Lý do: ")


def test_an_increase_names_the_sum_that_is_added(office):
    case = office.case(DEBT)
    act = office.decide(case, ActKind.INCREASE, after(office, 1), 61, amount=7_000_000,
                        item=office.make.items(case)[0])  # fmt: skip
    text = " ".join(paper(office, case, act).body)
    assert "7.000.000 đồng (bằng chữ: Bảy triệu đồng)" in text
    assert "250.000.000" not in text


def test_an_amendment_says_what_is_put_right_and_moves_no_sum(office):
    case = office.case(DEBT)
    act = office.decide(case, ActKind.AMENDMENT, after(office, 1), 64, note="sửa năm sinh.")
    found = paper(office, case, act)
    assert found.articles[0][-1] == "Nội dung sửa đổi, bổ sung: sửa năm sinh."
    assert "đồng" not in " ".join(found.articles[0])
    article = "khoản 2 Điều 37 Luật" if office.day == OLD else "khoản 2 Điều 52 Luật"
    assert article in found.bases[1]


def test_entrusted_assets_are_named_with_where_their_money_goes(office):
    case = office.case(DEBT)
    act = office.decide(case, ActKind.ASSET_ENTRUSTMENT, after(office, 1), 65,
                        note="thửa đất số 5", receiver="Thi hành án dân sự tỉnh Bên")  # fmt: skip
    found = paper(office, case, act)
    assert found.articles[0][0].startswith("Ủy thác cho Thi hành án dân sự tỉnh Bên xử lý tài sản")
    assert "Tài sản ủy thác xử lý: thửa đất số 5." in found.articles[0]
    assert "chuyển số tiền thu được về" in found.articles[1][0]
    article = "khoản 2 Điều 57 Luật" if office.day == OLD else "Điều 27 Nghị định số 152/2026"
    assert any(article in base for base in found.bases)


def test_an_assignment_of_its_own_number_has_a_paper(office):
    case = office.case(DEBT)
    other = office.make.user(unit=office.unit, full_name="Phạm Văn Mới")
    act = office.decide(case, ActKind.ASSIGNMENT, after(office, 1), 62, officer_id=other.id)
    assert "Phân công ông (bà) Phạm Văn Mới" in paper(office, case, act).articles[0][0]
    (first, *_) = office.subject(case).case.acts
    assert office.subject(case, first).form is None  # named by the enforcement decision itself


def test_the_province_takes_a_case_up_under_the_old_law(old):
    head = old.make.user(Role.PROVINCE_HEAD, full_name="Ngô Văn Tỉnh")
    case, province = old.case(DEBT), old.make.province()
    act = old.make.act(case, ActKind.TAKE_UP, date(2024, 4, 3), number=9, series="QĐ-CTHADS",
                       unit_id=province.id, signer_id=head.id)  # fmt: skip
    found = paper(old, case, act, signer=head)
    assert found.authority == "CỤC TRƯỞNG\nCỤC THI HÀNH ÁN DÂN SỰ TỈNH\xa0THỬ"
    assert "điểm h khoản 2 Điều 35" in found.bases[1]


def test_a_returned_request_is_a_notice_numbered_by_the_clerk(new):
    case = new.case(DEBT)
    new.decide(case, ActKind.NOT_YET_ENFORCEABLE, date(2026, 8, 3), 48, ground="a")
    act = new.decide(case, ActKind.REQUEST_RETURN, date(2028, 9, 4), 70)
    found = paper(new, case, act)
    assert (found.title, found.number) == ("THÔNG BÁO", "……/TB-THADS")
    assert "quyền yêu cầu thi hành án trở lại" in found.articles[0][-1]
    assert found.recipients[0] == "Các đương sự;"


def test_a_suspension_that_somebody_else_decided_is_only_told(office):
    case = office.case(DEBT)
    ground = "1" if office.day == OLD else "2"
    act = office.decide(case, ActKind.SUSPENSION, after(office, 1), 63, ground=ground)
    found = paper(office, case, act)
    assert found.title == "THÔNG BÁO"
    assert not found.is_decision


def test_completion_is_confirmed_with_what_was_owed(office):
    case = office.case(DEBT)
    office.make.money(case, 100_000_000, after(office, 1, 1))
    act = office.make.act(case, ActKind.COMPLETION, after(office, 2))
    found = paper(office, case, act)
    assert found.title == "GIẤY XÁC NHẬN"
    assert found.articles[0][-1].startswith("1. Trả nợ (tiền mua vật liệu): 250.000.000 đồng")


def test_all_that_is_missing_is_named_at_once(old):
    case = old.case({**DEBT, "amount": 0, "description": None}, judgment_id=None)
    debtor = next(p for p in old.parties(case) if p.name.startswith("Ông"))
    debtor.address = None
    with pytest.raises(RuleBroken) as refused:
        paper(old, case)
    assert refused.value.message == (
        "Chưa lập được văn bản vì hồ sơ thiếu: bản án, quyết định được thi hành; ngày đơn yêu cầu "
        "thi hành án; địa chỉ của Ông Phải Thử; nội dung khoản 1. Chưa ghi gì; bổ sung vào hồ sơ "
        "rồi lập lại."
    )


def test_a_decision_without_a_number_has_no_paper_yet(old):
    case = old.case(DEBT)
    act = old.make.act(case, ActKind.POSTPONEMENT, date(2024, 4, 3), ground="a")
    with pytest.raises(RuleBroken, match="thiếu: số quyết định"):
        paper(old, case, act)


def test_a_request_after_the_decision_is_found_by_the_lint(old):
    with pytest.raises(RuleBroken, match="ở sau ngày của văn bản"):
        paper(old, old.case(DEBT), requested_on=date(2024, 3, 6))

"""From the seizure minutes to the line in the monthly summary, through the screens."""

import html
import re
from datetime import date

import pytest

from thads.documents.models import CaseDocument
from thads.evidence import queries
from thads.evidence.kinds import Direction, StepKind
from thads.evidence.models import EvidenceFile
from thads.evidence.store import queries as stores
from thads.evidence.store.models import Stocktaking, StoreOrder, StorePlace
from thads.identity.models import Role
from thads.reports.summary import exhibits, work

NOW = "30/09/2024"


@pytest.fixture
def post(db):
    def send(client, path, expect=303, **typed):
        answer = client.post(path, data=typed)
        assert answer.status_code == expect, answer.text
        db.rollback()
        db.expire_all()
        return answer

    return send


def steps(db, thing_id):
    return [one.kind for one in queries.exhibit(db, thing_id).steps]


def test_a_thing_goes_from_the_seizure_minutes_to_its_destruction(
    db, make, sign_in, officer, head, keeper, post
):
    case = make.case(date(2024, 8, 5), [0], officer=officer)
    make.province()
    people = {"head": head.id, "officer": officer.id}
    db.commit()
    chv, chief, store = (sign_in(one) for one in (officer, head, keeper))
    post(chv, f"/cases/{case.id}/evidence", description="Tang vật", decided_on="05/08/2024",
         seizure_number="7/BB", seized_on="02/02/2024")  # fmt: skip
    [file] = queries.of_case(db, case.id)
    post(chv, f"/evidence/{file.id}/exhibits", name="Dao tự chế", kind="thing", quantity="3",
         measure="con", fate="destroy")  # fmt: skip
    thing = queries.get(db, file.id).exhibits[0].id
    received_once_made_clear(chv, post, thing)
    post(store, "/evidence/stores/", holder="own", name="Kho A", address="Trụ sở", day="01/01/2020")
    place = db.query(StorePlace).one().id
    signed = {"signer": str(people["head"]), "signing_mode": "head", "reason": "Bảo quản"}
    post(chief, f"/evidence/stores/{place}/orders/in", day="09/08/2024", body="Công an huyện",
         exhibit=str(thing), **signed)  # fmt: skip
    order = db.query(StoreOrder).one().id
    post(store, f"/evidence/stores/orders/{order}/execution", day="09/08/2024")
    assert [one.exhibit_id for one in stores.stock(db, place, date(2024, 9, 1))] == [thing]
    assert stores.stock(db, place, date(2024, 8, 8)) == []
    unexplained = {f"counted-{thing}": "1"}
    sheet = {"kind": "quarter", "day": NOW, "hour": "14:00", "people": "A; B; C"}
    counting = f"/evidence/stores/{place}/stocktakings"
    assert "sổ có 2, kiểm đếm 1" in post(store, counting, 422, **sheet, **unexplained).text
    post(store, counting, **sheet, **unexplained, **{f"note-{thing}": "Hai con đang giám định"})
    put_before_a_council(db, post, (chv, chief, store), people, thing, place)
    kind = StepKind
    assert steps(db, thing) == [
        kind.ORDERED, kind.QUESTIONED, kind.CLARIFIED, kind.RECEIVED, kind.STORED, kind.PUT_BEFORE,
        kind.ISSUED, kind.DESTROYED,
    ]  # fmt: skip
    told_in_the_summary(db)
    for path in ("/evidence/", f"/evidence/{file.id}", f"/evidence/exhibits/{thing}",
                 "/evidence/councils/", "/evidence/stores/", f"/evidence/stores/{place}",
                 f"/exports/books/exhibits/stores/{place}", "/evidence/unknown"):  # fmt: skip
        assert chv.get(path).status_code == 200, path


def told_in_the_summary(db):
    """One file decided on and destroyed, its thing received, counted with a difference."""
    done = work.done(db, date(2023, 10, 1), date(2024, 9, 30))["evidence"]
    assert (done["decided"], done["destroyed"]) == (1, 1)
    told = exhibits.exhibits(db, date(2023, 10, 1), date(2024, 9, 30))
    assert {one["name"]: one["count"] for one in told["happened"] if one["count"]} == {
        StepKind.RECEIVED.label: 1, StepKind.DESTROYED.label: 1,
    }  # fmt: skip
    assert [told[name] for name in ("councils", "sessions", "counted", "differing", "stored")] == [
        1, 1, 1, 1, 0,
    ]  # fmt: skip


def papers_say(db):
    """The decision has its members, the minutes their votes, the order its exhibits."""
    made = {one.content["code"]: one.content for one in db.query(CaseDocument)}
    assert set(made) == {
        "quyet-dinh-thanh-lap-hoi-dong-tieu-huy", "bien-ban-tieu-huy", "lenh-nhap-xuat-kho",
        "bien-ban-giao-nhan-vat-chung", "phieu-nhap-xuat-kho", "the-kho", "bien-ban-kiem-ke-kho",
    }  # fmt: skip
    received = made["bien-ban-giao-nhan-vat-chung"]
    assert "ghi 3 con, thực nhận 2 con; Công an huyện đã xác nhận tại văn bản số 2/CV" in str(
        received["articles"]
    )
    assert received["table"][1][2:4] == ["3 con", "2 con"]
    assert made["phieu-nhap-xuat-kho"]["table"][1][2:4] == ["2 con", "2 con"]
    assert [row[3:] for row in made["the-kho"]["table"][1:]] == [
        ["2 con", "", "2 con"], ["", "2 con", "0"],
    ]  # fmt: skip
    assert made["bien-ban-kiem-ke-kho"]["table"][1][2:] == [
        "2 con", "1 con", "-1", "Hai con đang giám định",
    ]  # fmt: skip
    assert "Bà Tài Chính" in str(made["quyet-dinh-thanh-lap-hoi-dong-tieu-huy"]["articles"])
    assert "tán thành, đã tiêu hủy" in str(made["bien-ban-tieu-huy"]["articles"])
    assert made["lenh-nhap-xuat-kho"]["table"][1][1:3] == ["Dao tự chế", "2 con"]


def received_once_made_clear(chv, post, thing):
    """Two of three were handed over: asked about, answered, then taken as they are."""
    step = f"/evidence/exhibits/{thing}/steps/"
    told = {"day": "06/08/2024", "body": "Công an huyện", "as_seized": "y"}
    refused = post(chv, step + "received", 422, quantity="2", **told)
    assert "không đúng với biên bản thu giữ ban đầu" in refused.text
    assert "Điều 123" in refused.text
    post(chv, step + "questioned", day="06/08/2024", body="Công an huyện", number="1/CV",
         note="Thiếu 1 con")  # fmt: skip
    post(chv, step + "clarified", day="08/08/2024", body="Công an huyện", number="2/CV")
    post(chv, step + "received", **told | {"day": "08/08/2024"}, quantity="2")


def put_before_a_council(db, post, clients, people, thing, place):
    """Set up, ordered out of the store, destroyed; not before it is out."""
    chv, chief, store = clients
    signed = {"signer": str(people["head"]), "signing_mode": "head", "reason": "Tiêu hủy"}
    post(chief, "/evidence/councils/new", day="02/09/2024", number="12/QĐ", exhibit=str(thing),
         chair=str(people["officer"]), finance="Bà Tài Chính", **signed)  # fmt: skip
    council = next(s.council_id for s in queries.exhibit(db, thing).steps if s.council_id)
    page = chv.get(f"/evidence/councils/{council}").text
    members = [part.split('"')[0] for part in page.split('name="signed" value="')[1:]]
    assert len(members) == 2
    sitting = {"day": NOW, "hour": "09:00", "place": "Bãi", "method": "burn", "signed": members,
               "exhibit": str(thing), **{f"vote-{one}": "for" for one in members}}  # fmt: skip
    refused = post(chv, f"/evidence/councils/{council}/sessions", 422, **sitting)
    assert "chỉ xuất kho khi có lệnh" in refused.text
    post(chief, f"/evidence/stores/{place}/orders/out", day=NOW, body="Hội đồng",
         exhibit=str(thing), **signed)  # fmt: skip
    out = db.query(StoreOrder).where(StoreOrder.direction == Direction.OUT).one().id
    post(store, f"/evidence/stores/orders/{out}/execution", day=NOW)
    post(chv, f"/evidence/councils/{council}/sessions", **sitting)
    file = queries.exhibit(db, thing).file_id
    counted = db.query(Stocktaking).one().id
    for client, path in (
        (chv, f"councils/{council}/decision"), (chv, f"councils/{council}/minutes"),
        (chv, f"stores/orders/{out}/paper"), (store, f"stores/orders/{out}/slip"),
        (chv, f"exhibits/{thing}/papers/received"), (chv, f"{file}/card"),
        (store, f"stores/stocktakings/{counted}/minutes"),
    ):  # fmt: skip
        answer = post(client, f"/evidence/{path}")
        assert "Văn bản đang được lập" in client.get(answer.location).text, path
    papers_say(db)


def test_who_orders_does_not_move_and_who_moves_does_not_order(db, make, sign_in):
    paths = {"/evidence/councils/new": {Role.UNIT_HEAD}}
    for path, allowed in paths.items():
        for role in (Role.UNIT_HEAD, Role.OFFICER, Role.STOREKEEPER):
            status = sign_in(role).get(path).status_code
            assert (status == 200) is (role in allowed), (path, role)


def test_what_is_held_over_five_years_without_a_judgment_is_listed(db, make, sign_in, post):
    chv = sign_in(Role.OFFICER)
    post(chv, "/evidence/unknown", description="Xe đạp")
    [file] = db.query(EvidenceFile).all()
    for name, day in (("Xe đạp cũ", "27/09/2019"), ("Xe đạp mới", NOW)):
        post(chv, f"/evidence/{file.id}/exhibits", name=name, kind="thing", quantity="1",
             measure="cái")  # fmt: skip
        thing = queries.get(db, file.id).exhibits[-1].id
        post(chv, f"/evidence/exhibits/{thing}/steps/received", day=day, body="Không rõ",
             quantity="1", as_seized="y")  # fmt: skip
    found = queries.unknown(db, date(2024, 9, 30))
    assert [(one.exhibit.name, one.listed_on < date(2024, 9, 30)) for one in found] == [
        ("Xe đạp cũ", True), ("Xe đạp mới", False),
    ]  # fmt: skip
    assert "1 / 2 vật chứng đã tiếp nhận trên 05 năm" in chv.get("/evidence/unknown").text
    head = sign_in(Role.UNIT_HEAD)
    door = re.search(r'href="(/evidence/unknown[^"]+)"', head.get("/checkups/").text)
    listed = head.get(html.unescape(door.group(1))).text
    assert ("Xe đạp cũ" in listed, "Xe đạp mới" in listed) == (True, False)
    for book in ("", "/unknown", "/councils"):
        answer = chv.get(f"/exports/books/exhibits{book}?purpose=work")
        assert answer.status_code == 200, book

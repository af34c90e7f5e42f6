"""A council destroys, nobody else: its seats, votes, signatures, and the store that lets go."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.attachments import samples
from thads.attachments.models import Attachment
from thads.cases.models import SigningMode
from thads.core.errors import RuleBroken
from thads.documents.models import CaseDocument
from thads.evidence import actions as register
from thads.evidence import queries
from thads.evidence.actions import ExhibitTerms, FileTerms, StepTerms
from thads.evidence.destruction import actions
from thads.evidence.destruction import queries as councils
from thads.evidence.destruction.actions import CouncilTerms, Member, SessionTerms
from thads.evidence.destruction.models import DestructionCouncil
from thads.evidence.kinds import Fate, Method, Seat, StepKind, Voice
from thads.identity.models import Role

TODAY, NEW = date(2024, 9, 30), date(2026, 9, 30)


@pytest.fixture
def filed(db, make, officer):
    """So many things to destroy, each in a file and a case of its own."""

    def file(count, day=date(2024, 8, 5), **case):
        found = []
        for _ in range(count):
            of = register.open_file(
                db, make.case(day, [0], **case), FileTerms(description="Dao"), decided_on=day,
                by=officer, today=max(day, TODAY),
            )  # fmt: skip
            thing = register.add_exhibit(
                db, of, ExhibitTerms(name="Dao", fate=Fate.DESTROY), by=officer
            )
            found.append(thing.id)
        return queries.exhibits(db, found)

    return file


@pytest.fixture
def council(db, officer, head):
    """`council(things)`: of the old law; further seats are given."""

    def form(things, *seats, day=date(2024, 9, 2), signer=head, today=TODAY):
        seats = seats or (Seat.FINANCE,)
        chair = Member(Seat.CHAIR, officer.full_name, "Chấp hành viên", officer.id)
        terms = CouncilTerms(
            day=day, number="12/QĐ", signer=signer, signing_mode=SigningMode.HEAD,
            members=[chair, *(Member(seat, f"Người {seat}", "Cơ quan") for seat in seats)],
        )  # fmt: skip
        return actions.form_council(db, officer.unit, terms, things, by=head, today=today)

    return form


def sit(db, council, things, voices, by, *, day=date(2024, 9, 9), unsigned=0, today=TODAY):
    ids = [one.id for one in council.members]
    terms = SessionTerms(
        day=day, hour="09:00", place="Bãi tiêu hủy", method=Method.BURN,
        votes=dict(zip(ids, voices, strict=True)), signed=frozenset(ids[unsigned:]),
        exhibit_ids=[one.id for one in things],
    )  # fmt: skip
    things = queries.exhibits(db, [one.id for one in things])
    return actions.hold_session(db, council, terms, things, by=by, today=today)


FOR, AGAINST, ABSTAINS = Voice.FOR, Voice.AGAINST, Voice.ABSTAINS


def test_one_session_destroys_things_of_many_files(db, filed, council, officer):
    things = filed(3)
    sitting = council(things)
    assert sit(db, sitting, things, [FOR, FOR], officer).is_approved
    assert queries.late(db, TODAY).m == 0
    for one in queries.exhibits(db, [one.id for one in things]):
        assert [s.kind for s in one.steps][-2:] == [StepKind.PUT_BEFORE, StepKind.DESTROYED]


def test_nobody_destroys_without_a_council(db, filed, council, officer):
    [thing, put] = filed(2)
    step = StepTerms(kind=StepKind.DESTROYED, day=TODAY)
    with pytest.raises(RuleBroken, match=r"Chỉ Hội đồng tiêu hủy.*Điều 125 Luật 26/2008"):
        register.take_step(db, thing.file, thing, step, by=officer, today=TODAY)
    sitting = council([put])
    with pytest.raises(RuleBroken, match="Chỉ Hội đồng tiêu hủy"):
        sit(db, sitting, [thing], [FOR, FOR], officer)
    db.commit()
    with pytest.raises(IntegrityError, match="council_destroys"):
        db.execute(
            text("INSERT INTO exhibit_step (id, exhibit_id, file_id, sequence, kind, day, "
                 "entered_at) SELECT id, exhibit_id, file_id, 99, 'destroyed', day, entered_at "
                 "FROM exhibit_step")
        )  # fmt: skip
    db.rollback()


@pytest.mark.parametrize(
    ("voices", "approved"),
    [
        ([FOR, FOR, AGAINST, AGAINST], True),  # as many for as against: the chair is for
        ([AGAINST, FOR, FOR, AGAINST], False),
        ([AGAINST, FOR, FOR, FOR], True),  # more than half of all
        ([FOR, FOR, ABSTAINS, ABSTAINS], False),  # half of all is not more than half
        ([FOR, ABSTAINS, AGAINST, ABSTAINS], True),
    ],
)
def test_more_than_half_decides_and_the_chair_breaks_a_tie(
    db, filed, council, officer, voices, approved
):
    things = filed(1)
    sitting = council(things, Seat.FINANCE, Seat.SPECIALIST, Seat.OTHER)
    assert sit(db, sitting, things, voices, officer).is_approved is approved
    db.commit()
    assert queries.late(db, TODAY).m == (0 if approved else 1)


def test_a_chair_who_abstains_breaks_no_tie_and_all_must_sign(db, filed, council, officer):
    things = filed(1)
    sitting = council(things, Seat.FINANCE, Seat.SPECIALIST)
    with pytest.raises(RuleBroken, match="Chủ tịch không biểu quyết"):
        sit(db, sitting, things, [ABSTAINS, FOR, AGAINST], officer)
    with pytest.raises(RuleBroken, match="chưa có chữ ký"):
        sit(db, sitting, things, [FOR, FOR, FOR], officer, unsigned=1)
    with pytest.raises(RuleBroken, match="phải từ 02/09/2024"):
        sit(db, sitting, things, [FOR, FOR, FOR], officer, day=date(2024, 9, 1))
    assert sitting.sessions == []


def test_the_new_law_wants_three_with_the_commune_and_a_specialist(db, make, filed, council):
    province = make.user(Role.PROVINCE_HEAD)
    day = date(2026, 8, 3)
    things = filed(1, day)
    given = {"day": date(2026, 8, 10), "signer": province, "today": NEW}
    with pytest.raises(RuleBroken, match=r"thiếu Đại diện UBND cấp xã.*từ 3 thành viên"):
        council(things, Seat.FINANCE, Seat.SPECIALIST, **given)
    assert len(council(things, Seat.COMMUNE, Seat.SPECIALIST, **given).members) == 3


def test_only_what_waits_for_destruction_is_put_before_a_council_and_once(db, make, filed, council):
    [thing] = filed(1)
    council([thing])
    with pytest.raises(RuleBroken, match="đã đưa ra Hội đồng"):
        council(queries.exhibits(db, [thing.id]))
    kept = make.exhibits(make.case(), date(2024, 8, 5), Fate.RETURN)
    with pytest.raises(RuleBroken, match="không thuộc diện tiêu hủy"):
        council(queries.get(db, kept.id).exhibits)


def test_what_a_council_of_old_without_known_members_never_destroyed_gets_a_new_one(
    db, filed, council, officer, head
):
    old = DestructionCouncil(
        unit_id=officer.unit_id, formed_on=date(2024, 8, 20), entered_by_id=None, members=[],
        sessions=[], photos=[],
    )  # fmt: skip
    db.add(old)
    db.flush()
    things = filed(2)
    for one in things:
        register.write(db, one, officer, kind=StepKind.PUT_BEFORE, day=old.formed_on,
                       council_id=old.id)  # fmt: skip
    db.commit()
    assert {one.id for one in councils.waiting(db, TODAY, None)} == {one.id for one in things}

    sitting = council(queries.exhibits(db, [one.id for one in things]))
    db.commit()

    assert councils.waiting(db, TODAY, None) == []
    with pytest.raises(RuleBroken, match="đã đưa ra Hội đồng"):
        council(queries.exhibits(db, [one.id for one in things]))
    assert sit(db, councils.get(db, sitting.id), things, [FOR, FOR], officer).is_approved


def test_a_sitting_tells_of_its_things_and_photos_alone_and_a_changed_photo_is_seen(
    db, make, filed, council, officer, sign_in
):
    """Two sittings of one council: the first destroys, the second refuses."""
    make.province()
    things = filed(2, officer=officer)
    sitting = council(things)
    for one, voice in zip(things, (FOR, AGAINST), strict=True):
        sit(db, sitting, [one], [voice, voice], officer)
    db.commit()
    client, page, ids = sign_in(officer), f"/evidence/councils/{sitting.id}", [t.id for t in things]
    shots = [samples.image(colour=colour) for colour in ("teal", "red")]
    for one, shot in zip(ids, shots, strict=True):
        typed = {"exhibit": str(one), "moment": "before", "submission_key": str(uuid4())}
        answer = client.post(f"{page}/photos", data={**typed, "files": (BytesIO(shot), "a.jpg")})
        assert answer.status_code == 303, answer.text
    hashes = [sha256(shot).hexdigest() for shot in shots]
    seen = client.get(f"{page}/photos/check").text
    assert all(one in seen for one in hashes)
    assert "0 / 2 ảnh bị thay đổi" in seen

    assert client.post(f"{page}/minutes").status_code == 303
    content = db.scalars(select(CaseDocument)).one().content
    said = str(content["articles"])
    assert (hashes[0] in said, hashes[1] in said, "không tán thành" in said) == (False, True, True)
    assert len(content["table"]) == 2

    key = db.scalars(select(Attachment).where(Attachment.sha256 == hashes[1])).one().file_key
    [kept] = (Path(db.info["folder"]) / "files").rglob(Path(key).name)
    kept.chmod(0o600)
    kept.write_bytes(shots[0])
    db.rollback()
    seen = client.get(f"{page}/photos/check").text
    assert "1 / 2 ảnh bị thay đổi" in seen
    assert "Tệp đã bị thay đổi, không khớp mã băm" in seen

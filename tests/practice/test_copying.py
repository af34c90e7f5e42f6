"""A practice province made from a real one: the same figures, and nobody of it in a single byte."""

from contextvars import Context
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import engines, provisioning, registry
from tenants.errors import TenantExistsError, UnusableTermsError
from tenants.sessions import open_session
from thads.audit import actions as audit
from thads.audit import queries as record
from thads.audit.models import AuditEntry
from thads.banks.models import BankMeeting, CreditInstitution
from thads.cases.models import ActKind, Case, CaseAct
from thads.commands import open_data
from thads.core import files
from thads.core.jobs import JobState
from thads.core.text import fold
from thads.identity import passwords
from thads.identity.models import User
from thads.ledger.models import LedgerEntry
from thads.national import receiving
from thads.parties.models import Party, PartyRole
from thads.practice import copying
from thads.practice.columns import MASKS, PUBLIC, copied
from thads.practice.masks import Masks
from thads.schema import metadata
from thads.statistics import proof
from thads.statistics.figures import figures
from thads.training.models import EventKind, TrainingAttendance, TrainingEvent, TrainingStrike
from workers.jobs import national

TODAY = date(2024, 9, 30)
TABLES = copied(metadata.sorted_tables, open_data.DERIVED | open_data.OF_THE_MOMENT)
NAME, NUMBER, ADDRESS = "Vàng Thị Nguyên Bản", "010090012345", "Thôn Nà Thật, xã Có Thật"
TOLD = f"Bà {NAME}, tài khoản 19036655443322, gọi 0912345678"


@pytest.fixture
def register(db, make, lao_cai):
    """A case with people of this name in many places, money in two months, a file."""
    officer = make.user(full_name="Sùng A Chấp Hành", username="sungachaphanh")
    case = make.case(date(2024, 5, 2), [9_000_000], officer=officer, bank="Ngân hàng Có Thật")
    debtor = db.scalars(
        select(Party).where(Party.case_id == case.id, Party.role == PartyRole.DEBTOR)
    ).one()
    debtor.name, debtor.name_folded = NAME, fold(NAME)
    debtor.personal_id_number, debtor.address = NUMBER, ADDRESS
    make.judgment(number="77/2024/DS-ST", number_folded="77/2024/ds-st")
    make.act(case, ActKind.VALID_NOTICE, date(2024, 5, 20), note=TOLD)
    make.money(case, 4_000_000, date(2024, 6, 30), voucher="BL19036655443322")
    make.money(case, 1_000_000, date(2024, 7, 1), note=TOLD)
    _in_the_registers(db, make, officer)
    audit.record(db, officer, "case.seen", case, name=NAME)
    db.commit()
    files.put(db, "papers/so.txt", TOLD.encode())
    db.commit()
    yield case
    db.rollback()  # removing closes what is at rest
    if any(ref.slug == "tap-huan" for ref in registry.every()):
        provisioning.remove("tap-huan")


def _in_the_registers(db, make, officer):
    """The same people at a bank's meeting, at a course and at a talk."""
    bank = CreditInstitution(name="Ngân hàng Có Thật", name_key="co that", name_sort_key="co that",
                             valid_from=date(2015, 1, 1))  # fmt: skip
    db.add(bank)
    db.flush()
    db.add(BankMeeting(
        institution_id=bank.id, unit_id=officer.unit_id, held_on=TODAY, place=ADDRESS,
        people=f"{NAME}, Giám đốc", subject=TOLD, conclusion=TOLD,
    ))  # fmt: skip
    talk = {"first_day": TODAY, "last_day": TODAY, "minutes": 60, "title": TOLD, "subject": TOLD,
            "unit_id": officer.unit_id, "place": ADDRESS, "held_by": NAME, "article": TOLD,
            "late_reason": TOLD, "entered_at": datetime(2024, 9, 30, tzinfo=UTC)}  # fmt: skip
    course = TrainingEvent(kind=EventKind.TRAINING, **talk)
    db.add_all([course, TrainingEvent(kind=EventKind.OUTREACH, people=9, commune=ADDRESS, **talk)])
    db.flush()
    db.add_all([
        TrainingAttendance(event_id=course.id, user_id=officer.id, sequence=1, minutes=60),
        TrainingStrike(event_id=course.id, day=TODAY, reason=TOLD),
    ])  # fmt: skip


def copy(ref, *, seed=b"a", into="tap-huan"):
    copying.copy(ref, into, "Lào Cai (tập huấn)", TABLES, day=TODAY, seed=seed,
                 password="mật khẩu tập huấn", tell=lambda *_: None)  # fmt: skip
    return registry.find(into)


def opened(ref):
    return Session(engines.for_building(engines.database_url(ref)))


def everything(ref, folder):
    """Every value of every table, and every byte of the province's folder."""
    with opened(ref) as there:
        rows = [row for table in metadata.sorted_tables for row in there.execute(table.select())]
    kept = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    return "\n".join(map(str, map(tuple, rows))).encode() + b"".join(kept)


def test_no_name_number_address_or_account_is_in_the_copy(register, instance, lao_cai):
    made = copy(lao_cai)
    there = everything(made, instance / "tenants" / made.slug)
    here = everything(lao_cai, instance / "tenants" / lao_cai.slug)
    real = (NAME, fold(NAME), NUMBER, ADDRESS, "Sùng A Chấp Hành", "sungachaphanh", "0912345678",
            "19036655443322", "77/2024/DS-ST", "Ngân hàng Có Thật")  # fmt: skip
    for text in real:
        assert text.encode() in here, text
        assert text.encode() not in there, text


def test_figures_books_and_lists_are_those_of_the_province(register, db, lao_cai):
    made = copy(lao_cai)
    with opened(made) as there:
        assert proof.first_difference(there) is None
        assert record.verify(there) is None
        for day in (date(2024, 5, 31), date(2024, 6, 30), date(2024, 9, 30)):
            copied_now, real = figures(there, day), figures(db, day)
            assert replace(copied_now, officers=[]) == replace(real, officers=[])
            assert [o.money for o in copied_now.officers] == [o.money for o in real.officers]


def test_days_move_back_within_their_month_and_the_same_seed_makes_the_same(register, lao_cai):
    once = copied_rows(copy(lao_cai))
    provisioning.remove("tap-huan")
    again = copied_rows(copy(lao_cai))
    provisioning.remove("tap-huan")
    other = copied_rows(copy(lao_cai, seed=b"b"))
    assert once == again != other
    days = [row.day for row in once["case_act"]]
    assert days[0].month == 5
    assert date(2024, 5, 1) <= days[0] < date(2024, 5, 20)
    assert [row.day for row in once["ledger_entry"]][1] == date(2024, 7, 1)  # no other month


def copied_rows(ref):
    """The copy's rows; of people without what hides their password."""
    with opened(ref) as there:
        return {
            "case_act": there.execute(select(CaseAct.__table__).order_by("day")).all(),
            "ledger_entry": there.execute(select(LedgerEntry.__table__).order_by("day")).all(),
            "case": there.execute(select(Case.__table__)).all(),
            "party": there.execute(select(Party.__table__).order_by("id")).all(),
            "people": there.execute(select(User.full_name, User.username).order_by("id")).all(),
        }


def test_it_is_a_practice_province_that_sends_nothing_and_says_whence_it_came(
    register, db, lao_cai
):
    made = copy(lao_cai)
    assert (made.is_practice, made.is_copy, made.is_active) == (True, True, True)
    with opened(made) as there:
        assert acts(there) == [copying.ACT_HERE]
        person = there.scalars(select(User)).first()
        assert passwords.matches("mật khẩu tập huấn", person.password_hash)
    assert acts(db)[-1] == copying.ACT
    with pytest.raises(TenantExistsError):
        copy(lao_cai)
    with pytest.raises(UnusableTermsError):
        copy(made, into="tap-huan-hai")


def acts(db):
    return db.scalars(select(AuditEntry.act).order_by(AuditEntry.number)).all()


def test_a_copy_tells_the_national_desk_nothing(register, lao_cai, monkeypatch):
    made = copy(lao_cai)
    for way in ("receive", "tell_progress"):
        monkeypatch.setattr(receiving, way, lambda *_, **__: pytest.fail("something went out"))

    def sent():
        with open_session(made.slug) as there:
            national.Telling(there, None, TODAY).tell(JobState.RUNNING, 0, 1, "x")
            return national.send_published(there, None, None)

    assert Context().run(sent) == national.KEPT_IN


def test_one_person_keeps_one_name_and_two_never_share_one():
    masks = Masks(b"a")
    assert masks.name("VÀNG THỊ  NGUYÊN BẢN") == masks.name(NAME) != masks.name("Vàng Thị Khác")
    assert masks.identity("010 090 012345") == masks.identity(NUMBER)
    assert len({masks.account(str(n)) for n in range(5000)}) == 5000


def test_what_is_named_as_public_or_to_be_replaced_is_there():
    columns = {f"{t.name}.{c.name}" for t in metadata.sorted_tables for c in t.c}
    assert columns >= PUBLIC
    assert columns >= {name for name in MASKS if "." in name}

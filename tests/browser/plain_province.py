"""An office of few people and cases, for a walk that counts what it entered: run in its folder."""

import sys
from datetime import date

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import provisioning
from tenants.sessions import open_session
from tests.factories import Make
from thads.cases.models import ActKind, Case
from thads.cli import assemble_process
from thads.demo.people import PASSWORD
from thads.identity.models import Role, User
from thads.parties.models import Party, PartyKind, PartyRole
from thads.places import queries as places
from thads.verification.models import Finding, Verification

TODAY = date(2024, 9, 30)
BANK = "Ngân hàng TMCP Ví Dụ"
PEOPLE = {
    "cuctruong": Role.PROVINCE_HEAD, "chicuctruong": Role.UNIT_HEAD, "chv": Role.OFFICER,
    "vanthu": Role.RECORDS_CLERK,
}  # fmt: skip


def fill(db: Session) -> None:
    """Four people and the cases 1 to 3, with what happened to them before the walk."""
    make = Make(db)
    kept = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    staff = {
        name: make.user(role, username=name, full_name=f"Người Thử {name}", password_hash=kept)
        for name, role in PEOPLE.items()
    }
    officer = staff["chv"]
    mortgaged = make.case(date(2024, 1, 8), [900_000_000], officer=officer, number=1, bank=BANK,
                          judgment_id=make.judgment().id)  # fmt: skip
    _of_bank(db, mortgaged)
    poor = _case(make, officer, 2, date(2019, 3, 4), (1_500_000, True))
    act = make.act(poor, ActKind.VERIFICATION, date(2024, 9, 2))
    db.add(Verification(case_id=poor.id, act_id=act.id, day=act.day, finding=Finding.NO_MEANS))
    make.act(poor, ActKind.NOT_YET_ENFORCEABLE, date(2024, 9, 6), ground="a")
    _case(make, officer, 3, date(2024, 8, 5), 5_000_000)


def _case(
    make: Make, officer: User, number: int, docketed_on: date, item: int | tuple[int, bool]
) -> Case:
    judgment = make.judgment()
    return make.case(docketed_on, [item], officer=officer, number=number, judgment_id=judgment.id)


def _of_bank(db: Session, case: Case) -> None:
    commune = places.search("thị trấn Bắc Hà", TODAY)[0].code
    for one in db.scalars(select(Party).where(Party.case_id == case.id)):
        if one.role is PartyRole.DEBTOR:
            one.commune_code, one.address = commune, "Tổ 3"
        else:
            one.name, one.kind = BANK, PartyKind.ORGANISATION


def main(slug: str) -> None:
    """The province of this name, new."""
    assemble_process()
    provisioning.create(slug, "Thử", practice_day=TODAY)
    with open_session(slug) as db:
        fill(db)
        db.commit()


if __name__ == "__main__":
    main(sys.argv[1])

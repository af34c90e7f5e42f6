"""A batch of payouts whose workers are killed at random, at full size: each payee is paid once.

THADS_DRILL_PAYEES and THADS_DRILL_KILLS say how many; it prints times, counts, and what is wrong.
Chunks are small enough for the kills to come to an end before the payments do.
"""

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

import thads.schema  # noqa: F401  (completes the metadata: records name each other)
from tenants.sessions import open_session
from tests import installation
from tests.factories import ENTERED, Make
from tests.payouts.conftest import DEBTOR, Office, Payouts
from tests.payouts.killed import PROCESSES, ran
from thads.assembly import assemble
from thads.cases import readmodel
from thads.cases.models import Case, Initiation, ItemKind, JudgmentKind, ObligationItem
from thads.core.ids import new_id
from thads.identity.models import Role
from thads.ledger.accounts import Account
from thads.ledger.models import LedgerEntry, Voucher, VoucherKind
from thads.ledger.queries import balance
from thads.parties.models import Party, PartyKind, PartyRole
from thads.payouts import actions, queries
from thads.payouts.models import PayeeAccount, PayoutPayment

PAYEES = int(os.environ.get("THADS_DRILL_PAYEES", "40000"))
KILLS = int(os.environ.get("THADS_DRILL_KILLS", "200"))
CHUNK = max(1, PAYEES // KILLS)
REACH = 23 * CHUNK // 10 + 40  # a worker says about 1.15 words a line, and some to begin with
EACH, BATCH = 100, 2_000
SLUG = "lao-cai"
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def main() -> int:
    """0 when everybody was paid once."""
    with tempfile.TemporaryDirectory() as folder, _installed(Path(folder)):
        with timed(f"{PAYEES} cases with a payee each"):
            job_id, batch_id = _prepared()
        with timed(f"{PAYEES} payees paid, {KILLS} kills"):
            killed = _pay(job_id, batch_id)
        wrong = _wrong(batch_id)
        tell(f"kills: {killed}; wrong: {wrong or 'nothing'}")
        return 1 if wrong or killed < KILLS else 0


@contextmanager
def _installed(folder: Path) -> Iterator[None]:
    with (
        installation.prepared(folder / "template") as made,
        pytest.MonkeyPatch.context() as patch,
        made.fresh(folder / "instance", patch),
    ):
        assemble(os.environ["THADS_AUDIT_KEY"].encode())
        yield


def _prepared() -> tuple[UUID, UUID]:
    with open_session(SLUG) as db:
        make = Make(db)
        people = (Role.OFFICER, Role.ACCOUNTANT, Role.UNIT_HEAD)
        payouts = Payouts(db, make, Office(*(make.user(role) for role in people)))
        source = payouts.case(0, [EACH])
        with timed("the other cases"):
            others = _others(db, source, PAYEES - 1)
        with timed("read models"):
            readmodel.rebuild(db)
            db.commit()
        payouts.receive(source, PAYEES * EACH)
        payouts.give_accounts(source)
        with timed("the proposal"):
            proposal = payouts.propose(source, PAYEES * EACH, others=others)
            db.commit()
        with timed("two consents"):
            payouts.agree(proposal)
            db.commit()
        with timed("the batch"):
            batch = payouts.open(proposal)
            job = actions.start(db, batch, by=payouts.office.accountant, now=NOW)
            db.commit()
        return job.id, batch.id


def _others(db: Session, source: Case, count: int) -> list[UUID]:
    """Cases of the same debtor with one creditor each, written past the session."""
    made = list[UUID]()
    for start in range(0, count, BATCH):
        rows: dict[type, list[dict[str, Any]]] = {
            Case: [],
            ObligationItem: [],
            Party: [],
            PayeeAccount: [],
        }
        for n in range(start, min(count, start + BATCH)):
            made.append(_case(rows, source, n + 10))
        for record, batch in rows.items():
            table = record.__table__  # type: ignore[attr-defined]
            assert isinstance(table, Table)
            db.execute(insert(table), batch)
    db.commit()
    return made


def _case(rows: dict[type, list[dict[str, Any]]], source: Case, number: int) -> UUID:
    case_id, creditor, common = new_id(), new_id(), {"entered_at": ENTERED, "entered_by_id": None}
    rows[Case].append({
        "id": case_id, "unit_id": source.unit_id, "number": number, "series": source.series,
        "numbering_year": source.numbering_year, "docketed_on": source.docketed_on,
        "initiation": Initiation.ON_REQUEST, "kind": JudgmentKind.CRIMINAL, "entrusted_in": False,
        "corruption": False, "drugs": False, "foreign_element": False, "revision": 1, **common,
    })  # fmt: skip
    rows[ObligationItem].append({
        "id": new_id(), "case_id": case_id, "position": 1, "kind": ItemKind.DEBT, "amount": EACH,
        "state_budget": False, **common,
    })  # fmt: skip
    for party_id, role, number_of in (
        (creditor, PartyRole.CREDITOR, None), (new_id(), PartyRole.DEBTOR, DEBTOR),
    ):  # fmt: skip
        name = f"{role.label} {number}"
        rows[Party].append({
            "id": party_id, "case_id": case_id, "role": role, "kind": PartyKind.PERSON,
            "name": name, "name_folded": name, "name_sort_key": name,
            "personal_id_number": number_of, **common,
        })  # fmt: skip
    rows[PayeeAccount].append({
        "id": new_id(), "party_id": creditor, "bank": "Ngân hàng Thử", "number": f"{number:09}",
        "holder": "Chủ tài khoản", **common,
    })  # fmt: skip
    return case_id


def _pay(job_id: UUID, batch_id: UUID) -> int:
    """Workers that each die at a random word, and at last one that is left alive."""
    chance, killed, reach, paid = random.Random(40_000), 0, REACH, 0
    os.environ["THADS_DRILL_CHUNK"] = str(CHUNK)
    PROCESSES.set_forkserver_preload(["tests.payouts.killed", "tests.payouts.conftest"])
    while killed < KILLS and paid < PAYEES:
        killed += ran("worker", job_id, chance.randrange(1, reach)) is None
        if not paid:  # the whole proposal is compared with the books before its first payment
            reach *= 2
        before, paid = paid, _paid(batch_id)
        reach = REACH if paid else reach
        if killed % 25 == 0 or (paid and not before):
            tell(f"{killed} kills, {paid} paid")
    with timed(f"the last worker, {PAYEES - paid} payees"):
        assert ran("worker", job_id, 0) in ("True", "False")
    return killed


def _paid(batch_id: UUID) -> int:
    with open_session(SLUG) as db:
        return queries.progress_of(db, batch_id).paid_lines


def _wrong(batch_id: UUID) -> list[str]:
    """What is not as it should be."""
    with open_session(SLUG) as db:
        orders = select(Voucher.id).where(Voucher.kind == VoucherKind.PAYMENT_ORDER)
        paid = (
            select(LedgerEntry.party_id, func.sum(LedgerEntry.amount).label("amount"))
            .where(LedgerEntry.voucher_id.in_(orders))
            .group_by(LedgerEntry.party_id)
            .subquery()
        )
        counts = {
            "payees": db.scalar(select(func.count()).select_from(paid)),
            "payees paid right": db.scalar(select(func.count()).where(paid.c.amount == EACH)),
            "payment orders": db.scalar(select(func.count()).select_from(orders.subquery())),
            "lines paid": db.scalar(select(func.count()).select_from(PayoutPayment)),
        }
        left = (Account.TRUST, Account.UNALLOCATED, Account.HELD_CREDITOR, Account.SHARING)
        wrong = [f"{what}: {n}" for what, n in counts.items() if n != PAYEES]
        wrong += [f"{one}: {amount}" for one in left if (amount := balance(db, one))]
        return wrong + ([] if queries.progress_of(db, batch_id).is_done else ["not done"])


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say how long it took."""
    begun = monotonic()
    yield
    tell(f"{what}: {monotonic() - begun:.1f} s")


def tell(words: str) -> None:
    """One line for who runs the drill."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

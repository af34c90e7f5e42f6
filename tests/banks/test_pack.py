"""The meeting pack says what the register says, and the mortgages that name the institution."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from random import Random
from uuid import UUID

import pytest
from openpyxl import load_workbook

from tests.banks.test_work import OFFER, PROMISED, RAISED
from tests.banks.world import TODAY, institution, linked
from tests.documents.test_printing import text_of
from thads.assets.models import AssetKind, AssetMortgage, DebtorAsset
from thads.banks.actions import handovers, records
from thads.banks.actions.records import MeetingTerms
from thads.banks.models import Outcome
from thads.banks.papers import pack
from thads.banks.queries import mortgages
from thads.cases.models import ActKind
from workers.run import run

SINCE = date(2024, 3, 1)


@pytest.fixture
def bank_now(db, make, unit, chief, officer):
    """An institution with one case of the unit."""
    make.province()
    bank = institution(db, chief)
    return bank, linked(db, make, bank, chief, docketed_on=SINCE, officer=officer), unit


def mortgaged(db, case, now, *, to, ends=None, amount=500_000_000):
    asset_id = ends.asset_id if ends else None
    if asset_id is None:
        asset = DebtorAsset(
            case_id=case.id, kind=AssetKind.REAL_ESTATE, description="Thửa đất số 1",
            listed_on=SINCE, entered_at=now,
        )  # fmt: skip
        db.add(asset)
        db.flush()
        asset_id = asset.id
    one = AssetMortgage(asset_id=asset_id, mortgagee=to, contract="HĐ 1", day=SINCE,
                        secured_amount=None if ends else amount, entered_at=now,
                        ends_id=ends.id if ends else None)  # fmt: skip
    db.add(one)
    db.flush()
    return one


def test_the_sums_of_the_pack_are_a_naive_count_and_each_unit_gets_its_own(
    db, make, unit, chief, officer
):
    rng, bank, other = Random("pack"), institution(db, chief), make.unit()
    make.province()
    naive = {unit.id: [], other.id: []}
    for number in range(9):
        of, paid = (unit, other)[number % 3 == 0], rng.randint(1, 9) * 10_000
        case = linked(db, make, bank, chief, docketed_on=SINCE, unit=of)
        if number % 4 == 1:
            make.act(case, ActKind.DISCONTINUANCE, date(2024, 9, 2))
            continue
        make.money(case, paid, date(2024, 9, 3))
        naive[of.id].append(paid)
    db.commit()
    for scope in (unit.id, other.id, None):
        mine = [one for key, some in naive.items() if scope in (None, key) for one in some]
        said = pack(db, bank.id, TODAY, scope=scope, unit_id=unit.id)
        assert said["sums"]["cases"] == len(said["cases"]) == len(mine) > 1
        assert said["sums"]["collected"] == sum(mine)
        for name in ("awarded", "collected", "remaining"):
            assert said["sums"][name] == sum(one[name] for one in said["cases"])


def test_a_mortgage_names_the_institution_however_it_is_written_until_it_is_released(
    db, make, bank_now, now
):
    bank, case, unit = bank_now
    held = mortgaged(db, case, now, to="NHTMCP Ví Dụ – CN Bảo Thắng")
    mortgaged(db, case, now, to="Ngân hàng TMCP Khác")
    gone = mortgaged(db, case, now, to="Ngân hàng TMCP Ví Dụ")
    mortgaged(db, case, now, to="Ngân hàng TMCP Ví Dụ", ends=gone)
    db.commit()
    found = mortgages.to_institution(db, bank.id, TODAY, scope=unit.id)
    assert [(one.mortgage.id, one.case.id) for one in found] == [(held.id, case.id)]
    assert mortgages.to_institution(db, bank.id, TODAY, scope=make.unit().id) == []


def test_the_pack_is_laid_out_in_the_background_with_what_waits(
    db, bank_now, chief, officer, now, sign_in
):
    db.expire_on_commit = False
    bank, case, unit = bank_now
    mortgaged(db, case, now, to=bank.name)
    kept = records.promise(db, bank, case, PROMISED, by=chief, today=TODAY)
    records.settle(db, kept, Outcome.KEPT, PROMISED.due_on, "Đã nộp", by=chief, today=TODAY)
    records.promise(db, bank, case, replace(PROMISED, content="Bàn giao hồ sơ gốc"), by=chief,
                    today=TODAY)  # fmt: skip
    records.raise_obstacle(db, bank, case, RAISED, by=chief, today=TODAY)
    handovers.offer(db, bank, case, OFFER, by=chief, today=TODAY)
    terms = MeetingTerms(held_on=SINCE, place="a", people="a", subject="Rà soát", conclusion="Nộp")
    records.hold_meeting(db, bank, terms, [], by=chief, today=TODAY, now=now)
    db.commit()
    said = pack(db, bank.id, TODAY, scope=unit.id, unit_id=unit.id)
    assert [one["content"] for one in said["promises"]] == ["Bàn giao hồ sơ gốc"]
    assert (said["kept"], said["due"], said["secured"]) == (1, 2, 500_000_000)
    assert [one["proposal"] for one in said["obstacles"]] == [RAISED.proposal]
    assert said["handovers"][0]["asset"] == OFFER.asset
    assert said["meetings"][0]["conclusion"] == "Nộp"
    browser = sign_in(chief)
    work = f"/credit-institutions/{bank.id}/work"
    assert "Thửa đất số 1" in browser.get(work).text
    book = load_workbook(BytesIO(browser.get(f"/exports{work}").data))
    assert book.sheetnames == ["Lời hẹn", "Khó khăn, vướng mắc", "Bảo đảm, cưỡng chế"]
    asked = browser.post(f"/credit-institutions/{bank.id}/packs").location
    db.rollback()
    run("lao-cai", str(UUID(asked.rsplit("/", 1)[-1])))
    door = re.search(r'href="([^"]*/packs/[^"]*)"', browser.get(asked).text)[1]
    paper = browser.get(door).data
    words = text_of(paper)
    for told in (OFFER.asset, "Bàn giao hồ sơ gốc", RAISED.proposal, "500.000.000"):
        assert told in words
    assert sign_in(officer).get(door).status_code == 404

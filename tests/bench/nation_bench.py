"""The national desk on published figures: 63 provinces, 355 units, 1,000,000 cases, two years.

Nothing of a case is there: the rows are what 63 provinces would have sent. Gates: the page of all
provinces (rates, ranks, sums, gaps) and the sums by kind at most 100 ms each, "who must still
send" at most 300 ms. Exit status 1 when a gate fails.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete

from tenants.control import ControlSession, control_session
from tenants.models import ProvinceContact, ProvinceTarget, Tenant
from tests import installation
from tests.clients import PASSWORD, Client
from thads.app import create_app
from thads.cases.models import Initiation, JudgmentKind
from thads.core.days import period_end
from thads.national import accounts, receiving
from thads.statistics.columns import (
    STORED_CASES,
    STORED_MONEY,
    Theme,
    with_derived_cases,
    with_derived_money,
)

PROVINCES, UNITS, CASES, YEARS = 63, 355, 1_000_000, (2025, 2026)
NOW = datetime.now(UTC)
ROUNDS = 15
PAGES = (("/national/", 100), ("/national/totals", 100), ("/national/sendings", 300))


def columns(rng: Random, cases: int) -> dict[str, dict[str, int]]:
    """A line of so many cases, spread over the columns."""
    counts = dict.fromkeys(STORED_CASES, 0) | {"newly_docketed": cases}
    counts["completed"] = rng.randint(cases // 2, cases * 3 // 4)
    counts["not_yet_enforceable"] = cases // 5
    counts["in_progress"] = max(cases - counts["completed"] - counts["not_yet_enforceable"], 0)
    money = {name: rng.randint(0, 10**12) for name in STORED_MONEY}
    return {"cases": with_derived_cases(list(counts.values())),
            "money": with_derived_money(list(money.values()))}  # fmt: skip


def lines(rng: Random, units: int, cases: int) -> Iterator[dict[str, Any]]:
    """Lines of units, of every kind by initiation, of every theme."""
    for n in range(units):
        yield {"group": "unit", "name": f"Đơn vị {n}", **columns(rng, cases // units)}
    for kind in JudgmentKind:
        for initiation in Initiation:
            name = f"{kind.label} – {initiation.label.lower()}"
            yield {"group": "kind", "name": name, **columns(rng, cases // 20)}
    for theme in Theme:
        yield {"group": "theme", "name": theme.label, **columns(rng, cases // 6)}


def seed(control: ControlSession) -> None:
    """What 63 provinces have sent in two years, with targets and contacts."""
    rng = Random("thads nation bench")
    control.execute(delete(Tenant))
    account, token = accounts.invite(control, "trung.uong", "Trung Ương", now=NOW)
    accounts.accept(control, token, PASSWORD, now=NOW)
    for n in range(PROVINCES):
        province = Tenant(slug=f"tinh-{n:02d}", name=f"Tỉnh {n:02d}", host=None, state="active",
                          database_url="", created_at=NOW)  # fmt: skip
        control.add(province)
        control.flush()
        control.add(ProvinceContact(tenant_id=province.id, name="A", phone="1", changed_at=NOW))
        for year in YEARS:
            control.add(ProvinceTarget(
                id=uuid4(), tenant_id=province.id, year=year, cases_percent=Decimal(84),
                money_percent=Decimal(48), document="1/QĐ", document_day=date(year - 1, 10, 5),
                entered_at=NOW, entered_by_id=account.id,
            ))  # fmt: skip
        units, cases = UNITS // PROVINCES + (n < UNITS % PROVINCES), CASES // PROVINCES
        for end in (period_end(year, month) for year in YEARS for month in range(1, 13)):
            told = receiving.Published(
                end, 1, end, "TT05-2024", columns(rng, cases), list(lines(rng, units, cases))
            )
            receiving.receive(control, province.id, told, now=NOW)
    control.commit()


def milliseconds(run: Callable[[], object]) -> float:
    """The median of the rounds, after a first one that loads the templates."""
    run()
    taken = []
    for _ in range(ROUNDS):
        began = perf_counter()
        run()
        taken.append((perf_counter() - began) * 1000)
    return median(taken)


def main() -> int:
    """Seed, measure each page as a browser asks for it, say whether the gates hold."""
    with tempfile.TemporaryDirectory(prefix="thads-bench-") as folder:
        place = Path(folder)
        place.chmod(0o755)
        with (
            installation.prepared(place / "template") as made,
            pytest.MonkeyPatch.context() as patch,
            made.fresh(place / "instance", patch),
        ):
            return _measured()


def _measured() -> int:
    with control_session() as control:
        seed(control)
    app = create_app(TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = Client
    browser = app.test_client()
    browser.post("/national/sign-in", data={"username": "trung.uong", "password": PASSWORD})
    sys.stdout.write(f"{installation.ENGINE}: {PROVINCES} provinces, {UNITS} units\n")
    held = True
    for path, most in PAGES:
        asked = f"{path}?at=31/08/2026"
        assert "31/08/2026" in browser.get(asked).text
        taken = milliseconds(lambda asked=asked: browser.get(asked))
        held &= taken <= most
        sys.stdout.write(f"{path:24} {taken:8.1f} ms   (gate: at most {most} ms)\n")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())

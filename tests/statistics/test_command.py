"""`thads statistics`, `verify` and `rebuild`: what the contracts in formats/ promise."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.factories import ENTERED, Make
from thads.cases.models import ActKind, Initiation, JudgmentKind
from thads.cli import run
from thads.identity.models import Role
from thads.reports.models import MonthlyReport, ReportPublication
from thads.statistics.columns import DERIVED_CASES, DERIVED_MONEY, STORED_CASES, STORED_MONEY
from thads.statistics.figures import figures
from thads.statistics.json import document

Thads = Callable[..., tuple[int, str, str]]
AT = ("--at", "2024-09-30")


@pytest.fixture
def thads(register: Session, capsys: pytest.CaptureFixture[str]) -> Thads:
    """Runs a command on Lào Cai; gives exit code, standard output, standard error."""

    def of(command: str, *arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([command, "lao-cai", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return of


@pytest.fixture
def register(db: Session, make: Make) -> Session:
    """Two cases of one officer and one case without: 1.000, 500 paid, 300 stopped."""
    unit = make.unit("CUC", name="Cục THADS tỉnh Lào Cai")
    officer = make.user(unit=unit, username="cuc.an")
    of_unit = {"unit": unit, "officer": officer}
    make.case(date(2023, 10, 5), [1_000], number=1, **of_unit)
    paid = make.case(
        date(2023, 11, 5), [(500, True)], number=2, kind=JudgmentKind.CRIMINAL,
        initiation=Initiation.EX_OFFICIO, **of_unit,
    )  # fmt: skip
    make.money(paid, 500, date(2024, 2, 1))
    stopped = make.case(date(2023, 12, 5), [300], number=3, unit=unit)
    make.act(stopped, ActKind.DISCONTINUANCE, date(2024, 3, 1))
    db.commit()
    return db


def rows(out: str) -> dict[tuple[str | None, ...], dict[str, dict[str, int]]]:
    keys = ("group", "unit", "officer", "kind", "initiation", "theme")
    return {tuple(row[k] for k in keys if k in row): row for row in json.loads(out)["rows"]}


def test_the_json_is_the_contract(thads: Thads):
    code, out, _ = thads("statistics", *AT, "--json")
    assert code == 0
    found = json.loads(out)
    assert {name: found[name] for name in ("tenant", "from", "to", "regime", "version")} == {
        "tenant": "lao-cai", "from": "2023-10-01", "to": "2024-09-30", "regime": "TT05-2024",
        "version": None,
    }  # fmt: skip
    lines = rows(out)
    assert list(lines) == [
        ("total",), ("unit", "CUC"), ("officer", "CUC", None), ("officer", "CUC", "cuc.an"),
        ("kind", "dan_su", "theo_yeu_cau"), ("kind", "hinh_su", "chu_dong"),
        ("theme", "state_budget"),
    ]  # fmt: skip
    for line in lines.values():
        assert set(line["cases"]) == {*STORED_CASES, *DERIVED_CASES}
        assert set(line["money"]) == {*STORED_MONEY, *DERIVED_MONEY}
    total = lines["total",]
    assert (total["cases"]["resolved_total"], total["cases"]["enforceable_total"]) == (2, 3)
    assert (total["money"]["resolved"], total["money"]["enforceable"]) == (800, 1_800)
    assert lines["officer", "CUC", None]["money"]["discontinued"] == 300


def test_any_day_can_be_asked_for(thads: Thads):
    _, before, _ = thads("statistics", "--at", "2024-01-31", "--json")
    _, on_the_day, _ = thads("statistics", "--at", "2024-02-01", "--json")
    assert rows(before)["total",]["cases"]["completed"] == 0
    assert rows(on_the_day)["total",]["cases"]["completed"] == 1


def test_people_get_a_table(thads: Thads):
    code, out, _ = thads("statistics", *AT)
    assert code == 0
    assert "số liệu từ 01/10/2023 đến 30/09/2024" in out
    assert "2 / 3 =  66,67%" in out


def test_the_list_behind_a_figure(thads: Thads):
    wanted = ("--cases", "--group", "unit", "--unit", "CUC", "--column")
    _, out, err = thads("statistics", *AT, *wanted, "resolved_total")
    assert out.splitlines() == ["CUC 2/QĐ-CCTHADS 05/11/2023\t1", "CUC 3/QĐ-CCTHADS 05/12/2023\t1"]
    assert err == "2 việc, cộng 2\n"
    _, out, _ = thads("statistics", *AT, *wanted, "in_progress", "--money", "--json")
    assert json.loads(out) == {
        "count": 1, "total": 1_000,
        "lines": [{"case": "CUC 1/QĐ-CCTHADS 05/10/2023", "amount": 1_000}],
    }  # fmt: skip
    _, out, _ = thads(
        "statistics", *AT, "--cases", "--group", "officer", "--unit", "CUC", "--column", "completed"
    )
    assert out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--cases"],
        ["--cases", "--group", "unit", "--column", "completed"],
        ["--cases", "--group", "unit", "--unit", "XXX", "--column", "completed"],
        ["--cases", "--column", "completion_rate"],
        ["--version", "1"],
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_line(thads: Thads, arguments: list[str]):
    code, out, err = thads("statistics", *AT, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_published_version_is_printed_as_it_was_published(
    thads: Thads, register: Session, make: Make
):
    head = make.user(Role.PROVINCE_HEAD)
    published = document(figures(register, date(2024, 2, 29)), tenant="lao-cai", version=1)
    report = MonthlyReport(
        period_end=date(2024, 2, 29), version=1, regime="TT05-2024", entered_at=ENTERED,
        entered_by_id=head.id, figures={"statistics": published}, file_key=None,
        file_sha256=None, made_at=datetime(2024, 3, 1, tzinfo=UTC),
    )  # fmt: skip
    register.add(report)
    register.commit()
    unpublished = thads_version(thads)
    register.add(ReportPublication(
        report_id=report.id, published_on=date(2024, 3, 4), published_by_id=head.id,
        entered_at=ENTERED, entered_by_id=head.id,
    ))  # fmt: skip
    make.case(date(2024, 2, 20), [700], number=4)
    register.commit()
    assert unpublished[0] == 2
    code, out, _ = thads_version(thads)
    assert code == 0
    assert json.loads(out) == published


def thads_version(thads: Thads) -> tuple[int, str, str]:
    return thads("statistics", "--at", "2024-02-29", "--version", "1", "--json")


def test_verify_names_the_first_difference_and_rebuild_mends_it(thads: Thads, register: Session):
    assert thads("verify")[0] == 0
    register.execute(text("UPDATE statistics_cell SET m_completed = 1"))
    register.execute(text("UPDATE case_interval SET remaining = 3"))
    register.commit()
    code, out, _ = thads("verify")
    assert code == 1
    assert "m_completed" in out
    assert thads("rebuild")[0] == 0
    assert thads("verify")[0] == 0

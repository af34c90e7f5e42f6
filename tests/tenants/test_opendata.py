"""A province's complete data goes out in open form and comes back the same, on either engine."""

import json
from contextvars import Context
from datetime import UTC, date, datetime

import pytest

from tenants import opendata, provisioning, registry
from tenants.errors import ForeignBackupError, UnusableTermsError
from tenants.sessions import open_session
from tests import installation
from thads.audit import actions as acts
from thads.audit import queries as audit
from thads.cases.models import ActKind
from thads.cli import run
from thads.commands.open_data import SHAPE, seal, settle
from thads.core import files
from thads.identity.models import Role
from thads.reports.models import MonthlyReport
from thads.statistics import proof


def quiet(table: str, rows: int) -> None:
    """Nobody waits."""


@pytest.fixture
def worked(make, db, lao_cai):
    """A province with cases of two years, money, a correction, a file and a record of acts."""
    acts.record(db, make.user(Role.PROVINCE_HEAD), "test.done", "một việc", day=date(2024, 1, 8))
    for day in (date(2023, 3, 6), date(2023, 11, 15)):
        case = make.case(docketed_on=day)
        act = make.act(case, ActKind.POSTPONEMENT, date(2024, 1, 8), ground="a")
        make.act(case, ActKind.CORRECTION, date(2024, 1, 9), corrects_id=act.id)
        make.money(case, 1000, date(2024, 2, 5))
    db.add(
        MonthlyReport(period_end=date(2024, 8, 31), version=1, regime="TT05-2024",
                      figures={"tên": "Lào Cai"}, entered_at=datetime(2024, 9, 2, tzinfo=UTC))
    )  # fmt: skip
    files.put(db, "reports/mot.pdf", b"%PDF")
    db.commit()


def exported(tmp_path):
    return opendata.export("lao-cai", tmp_path / "out", SHAPE, seal=seal, tell=quiet)


def read_back(slug, folder):
    return opendata.read(slug, folder, SHAPE, seal=seal, settle=settle, tell=quiet)


@pytest.fixture
def empty():
    """A new province on SQLite, whatever engine the other one uses."""
    return provisioning.create("yen-bai", "Yên Bái", database_url="sqlite")


def test_what_was_exported_reads_back_with_the_same_figures_and_head(worked, tmp_path, empty):
    manifest = exported(tmp_path)
    assert manifest["tables"]["enforcement_case"]["rows"] == 2
    assert manifest["seal"]["sums"]["ledger"] == {"thu": 2000}
    assert set(manifest["seal"]["figures"]) == {"2023", "2024"}

    read_back("yen-bai", tmp_path / "out")

    Context().run(is_the_same, manifest)


def is_the_same(manifest):
    """In the other province."""
    with open_session("yen-bai", read_only=True) as db:
        assert seal(db) == manifest["seal"]
        assert audit.head(db) == tuple(manifest["seal"]["audit"].values())
        assert audit.verify(db) is None
        assert proof.first_difference(db) is None
        assert files.read(db, "reports/mot.pdf") == b"%PDF"


@pytest.mark.skipif(installation.ENGINE == "sqlite", reason="the way back needs PostgreSQL")
def test_there_and_back_again_is_byte_for_byte_the_same(worked, tmp_path, empty):
    there = exported(tmp_path)
    read_back("yen-bai", tmp_path / "out")
    again = tmp_path / "again"
    back = Context().run(opendata.export, "yen-bai", again, SHAPE, seal=seal, tell=quiet)
    assert back["tables"] == there["tables"]


def test_every_line_is_plain_json_that_names_its_columns(worked, tmp_path):
    exported(tmp_path)
    lines = (tmp_path / "out" / "ledger_entry.ndjson").read_text(encoding="utf-8").splitlines()
    entry = json.loads(lines[0])
    assert entry["amount"] == 1000
    assert entry["day"] == "2024-02-05"
    report = json.loads((tmp_path / "out" / "monthly_report.ndjson").read_text(encoding="utf-8"))
    assert report["figures"] == {"tên": "Lào Cai"}
    assert not (tmp_path / "out" / "user_session.ndjson").exists()


def test_a_changed_amount_is_refused_and_nothing_is_left(worked, tmp_path, empty, instance):
    exported(tmp_path)
    path = tmp_path / "out" / "ledger_entry.ndjson"
    path.write_text(path.read_text().replace("1000", "1001", 1))
    with pytest.raises(ForeignBackupError, match="không khớp bản kê"):
        read_back("yen-bai", tmp_path / "out")
    assert registry.find("yen-bai") == empty
    assert not list((instance / "tenants" / "yen-bai").glob("beside-*"))


def test_data_whose_figures_differ_from_the_manifest_is_refused(worked, tmp_path, empty):
    """Even when every checksum of the manifest was made to fit."""
    exported(tmp_path)
    path = tmp_path / "out" / "manifest.json"
    path.write_text(path.read_text().replace('"thu": 2000', '"thu": 2001'))
    with pytest.raises(ForeignBackupError, match="sums"):
        read_back("yen-bai", tmp_path / "out")
    assert registry.find("yen-bai") == empty


def test_a_province_with_data_of_its_own_is_not_read_into(worked, tmp_path):
    exported(tmp_path)
    with pytest.raises(UnusableTermsError, match="đã có dữ liệu"):
        read_back("lao-cai", tmp_path / "out")


def test_the_commands_say_what_is_in(worked, tmp_path, empty, capsys):
    folder = str(tmp_path / "out")
    assert run(("tenants", "export", "lao-cai", folder)) == 0
    assert "Năm thống kê 2024" in capsys.readouterr().out
    assert run(("tenants", "export", "lao-cai", folder)) == 2
    assert "không trống" in capsys.readouterr().err
    assert Context().run(run, ("tenants", "read", "yen-bai", folder, "--json")) == 0
    assert json.loads(capsys.readouterr().out)["slug"] == "lao-cai"
    assert run(("tenants", "read", "yen-bai", str(tmp_path))) == 2


def test_a_province_moves_and_works_on(worked, instance, capsys):
    """The database left behind is kept; the new one holds the same, proven by the seal."""
    before = registry.find("lao-cai")
    place = "sqlite:///tenants/lao-cai/moved.db"
    assert run(("tenants", "move", "lao-cai", "--database", place, "--json")) == 0
    sealed = json.loads(capsys.readouterr().out)["seal"]
    ref = registry.find("lao-cai")
    assert ref.is_active
    assert ref.database_url != before.database_url
    Context().run(is_sealed, sealed)


def is_sealed(sealed):
    with open_session("lao-cai", read_only=True) as db:
        assert seal(db) == sealed


def test_a_province_does_not_move_onto_data(worked, instance, capsys):
    before = registry.find("lao-cai")
    (instance / "tenants" / "lao-cai" / "taken.db").write_bytes(b"")
    place = "sqlite:///tenants/lao-cai/taken.db"
    assert run(("tenants", "move", "lao-cai", "--database", place)) == 2
    assert "đã có dữ liệu" in capsys.readouterr().err
    assert registry.find("lao-cai") == before


def test_a_move_that_fails_leaves_the_province_open_where_it_was(worked, instance, monkeypatch):
    before = registry.find("lao-cai")
    monkeypatch.setattr(opendata, "build", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(("tenants", "move", "lao-cai", "--database", "sqlite:///tenants/lao-cai/new.db"))
    assert registry.find("lao-cai") == before
    assert not (instance / "tenants" / "lao-cai" / "new.db").exists()

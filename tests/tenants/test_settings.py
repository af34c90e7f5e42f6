"""Settings have defaults; secrets are made once, for this account's eyes only."""

import multiprocessing
import re
from datetime import date
from pathlib import Path

import pytest

from tenants import registry
from tenants.errors import UnknownTenantError
from tenants.settings import Settings

ROOT = Path(__file__).parents[2]


def settings_in(folder: Path, **given: str) -> Settings:
    return Settings.from_environment({"THADS_INSTANCE": str(folder), **given})


def test_secrets_are_made_once_and_kept_private(tmp_path):
    folder = tmp_path / "new"
    first = settings_in(folder)
    assert not folder.exists()
    assert first.secret_key == settings_in(folder).secret_key
    assert first.audit_key == settings_in(folder).audit_key
    assert first.secret_key.encode() != first.audit_key
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "audit_key").stat().st_mode & 0o077 == 0
    assert sorted(p.name for p in folder.iterdir()) == ["audit_key", "secret_key"]


def _key(folder: Path) -> str:
    return settings_in(folder).secret_key


def test_two_processes_agree_on_one_secret(tmp_path):
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert len(set(pool.map(_key, [tmp_path / "new"] * 16))) == 1


def test_given_secrets_are_used_and_written_nowhere(tmp_path):
    given = settings_in(tmp_path / "new", THADS_SECRET_KEY="s", THADS_AUDIT_KEY="a")
    assert (given.secret_key, given.audit_key) == ("s", b"a")
    assert not (tmp_path / "new").exists()


def test_an_empty_setting_is_an_absent_one(tmp_path):
    assert settings_in(tmp_path, THADS_REDIS_URL="").redis_url is None


def test_the_working_day_of_a_practice_province_moves(instance):
    registry.set_practice_day("lao-cai", date(2024, 10, 1))
    assert registry.find("lao-cai").practice_day == date(2024, 10, 1)
    assert registry.find("nghe-an").practice_day == date(2024, 9, 30)
    with pytest.raises(UnknownTenantError):
        registry.set_practice_day("ha-noi", date(2024, 10, 1))


SCRATCH = {"rawrows.py"}  # a workbook's stage: a private file that is no province's database


def test_only_tenants_opens_databases():
    opening = re.compile(
        r"\b(create_engine|engine_from_config|sqlite3\.connect|psycopg\.connect)\("
    )
    files = [path for area in ("thads", "workers") for path in (ROOT / area).rglob("*.py")]
    found = {path.name for path in files if opening.search(path.read_text("utf-8"))}
    assert found == SCRATCH

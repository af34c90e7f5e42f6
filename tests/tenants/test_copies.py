"""Backup and restore of one province (P29)."""

import hashlib
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tenants import copies, registry
from tenants.errors import ForeignBackupError, UnusableTermsError
from tenants.sessions import open_session
from thads.units.models import Unit, UnitKind


def add_unit(slug: str, code: str) -> None:
    with open_session(slug) as db:
        db.add(
            Unit(
                code=code,
                name=code,
                kind=UnitKind.DISTRICT_BRANCH,
                valid_from=date(2020, 1, 1),
                place="",
            )
        )
        db.commit()


def codes(slug: str) -> list[str]:
    with open_session(slug, read_only=True) as db:
        return list(db.scalars(select(Unit.code).order_by(Unit.code)))


def test_a_restore_changes_nothing_until_it_is_swapped(instance, tmp_path):
    add_unit("lao-cai", "A")
    manifest = copies.backup("lao-cai", tmp_path / "backup.zip")
    assert manifest.rows["unit"] == 1
    add_unit("lao-cai", "B")

    beside = copies.restore("lao-cai", tmp_path / "backup.zip")
    assert beside.differences == {"unit": (2, 1)}
    assert codes("lao-cai") == ["A", "B"]

    copies.restore("lao-cai", tmp_path / "backup.zip", swap=True)
    assert codes("lao-cai") == ["A"]
    add_unit("lao-cai", "C")
    assert codes("lao-cai") == ["A", "C"]


def test_files_come_back_and_those_present_stay(instance, tmp_path):
    folder = instance / "tenants" / "lao-cai" / "files" / "reports"
    folder.mkdir(parents=True)
    (folder / "1.pdf").write_bytes(b"one")
    (folder / "2.pdf").write_bytes(b"two")
    assert copies.backup("lao-cai", tmp_path / "backup.zip").files == 2
    (folder / "1.pdf").unlink()
    (folder / "2.pdf").write_bytes(b"kept")
    copies.restore("lao-cai", tmp_path / "backup.zip", swap=True)
    assert (folder / "1.pdf").read_bytes() == b"one"
    assert (folder / "2.pdf").read_bytes() == b"kept"


def test_another_provinces_backup_is_refused(instance, tmp_path):
    copies.backup("nghe-an", tmp_path / "backup.zip")
    with pytest.raises(ForeignBackupError, match="nghe-an"):
        copies.restore("lao-cai", tmp_path / "backup.zip", swap=True)


def test_a_province_of_the_same_name_made_anew_is_another(instance, tmp_path):
    copies.backup("lao-cai", tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as packed:
        manifest = json.loads(packed.read("manifest.json"))
    assert manifest["tenant_id"] == str(registry.find("lao-cai").id)


def test_the_other_province_is_left_untouched(instance, tmp_path):
    def state(ref) -> object:
        own = instance / "tenants" / ref.slug
        files = sorted(p for p in own.rglob("*") if p.is_file() and "-" not in p.suffix)
        return [hashlib.sha256(p.read_bytes()).hexdigest() for p in files], ref

    before = state(registry.find("nghe-an"))
    copies.backup("lao-cai", tmp_path / "backup.zip")
    copies.restore("lao-cai", tmp_path / "backup.zip", swap=True)
    assert state(registry.find("nghe-an")) == before


def _repacked(source: Path, target: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.namelist():
            new.writestr(item, content if item == name else old.read(item))
    return target


def test_a_damaged_backup_is_refused(instance, tmp_path):
    good = tmp_path / "backup.zip"
    copies.backup("lao-cai", good)
    (tmp_path / "text.zip").write_text("not an archive")
    for bad in (
        tmp_path / "text.zip",
        _repacked(good, tmp_path / "1.zip", "database", b"something else"),
        _repacked(good, tmp_path / "2.zip", "manifest.json", b"{}"),
    ):
        with pytest.raises(ForeignBackupError):
            copies.restore("lao-cai", bad, swap=True)


def test_a_backup_is_private_and_never_overwritten(instance, tmp_path):
    copies.backup("lao-cai", tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").stat().st_mode & 0o077 == 0
    with pytest.raises(UnusableTermsError):
        copies.backup("lao-cai", tmp_path / "backup.zip")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["backup.zip"]

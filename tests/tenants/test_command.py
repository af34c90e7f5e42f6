"""The `thads` command: what it does, what it refuses, with which exit code."""

import json

import pytest

from tenants import provisioning, registry
from thads.cli import run
from thads.identity import queries


@pytest.fixture
def thads(instance, capsys):
    """Runs a command; gives exit code, standard output, standard error."""

    def of(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return of


def refused(outcome: tuple[int, str, str]) -> bool:
    """Exit 2 and one line that says why."""
    code, out, err = outcome
    return code == 2 and not out and err.startswith("thads: ") and err.count("\n") == 1


def test_a_new_province_has_its_first_administrator_invited(thads):
    code, out, _ = thads("tenants", "create", "yen-bai", "--name", "Yên Bái")
    assert code == 0
    assert "/t/yen-bai/invitations/" in out
    code, out, _ = thads("users", "list", "yen-bai", "--json")
    assert [person["role"] for person in json.loads(out)] == ["administrator"]


def test_a_province_that_exists_is_refused(thads):
    assert refused(thads("tenants", "create", "lao-cai", "--name", "Lào Cai"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["tenants", "create", "Yên Bái", "--name", "x"],
        ["tenants", "create", "../x", "--name", "x"],
        ["tenants", "create", "yen-bai"],
        ["tenants", "create", "yen-bai", "--name", "x", "--practice", "30/09/2024"],
        ["tenants", "create", "yen-bai", "--name", "x", "--database", "mysql://h/d"],
        ["tenants", "create", "yen-bai", "--name", "x", "--database", "not an address"],
        ["tenants", "create", "yen-bai", "--name", "x", "--database", "postgresql://127.0.0.1:1/x"],
        ["tenants", "create", "yen-bai", "--name", "x", "--database", "sqlite:///control.db"],
        ["tenants", "suspend", "ha-noi"],
        ["tenants", "backup", "lao-cai", "/nowhere/at/all.zip"],
        ["tenants", "restore", "lao-cai", "/nowhere/at/all.zip"],
        ["users", "list", "ha-noi"],
        ["users", "invite", "lao-cai", "an", "--role", "king"],
        ["users", "invite", "lao-cai", "nguyen.an", "--role", "officer"],
        ["users", "invite", "lao-cai", "nguyen.an", "--role", "officer", "--unit", "nowhere"],
        ["users", "disable", "lao-cai", "nobody"],
        ["nothing"],
        ["tenants", "nothing"],
        ["tenants", "list", "--nothing"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_refused_in_one_line(thads, monkeypatch, arguments):
    monkeypatch.delenv("THADS_POSTGRES_ADMIN_URL", raising=False)
    assert refused(thads(*arguments))
    assert [ref.slug for ref in registry.every() if ref.is_active] == ["lao-cai", "nghe-an"]


def test_every_command_has_help_in_vietnamese(thads):
    code, out, _ = thads("--help")
    assert code == 0
    assert "Cách dùng" in out
    for command in (["tenants"], ["tenants", "create"], ["users", "invite"], ["serve"], ["work"]):
        code, out, _ = thads(*command, "--help")
        assert code == 0
        assert "Usage" not in out


def test_a_province_is_listed_suspended_and_resumed(thads):
    assert thads("tenants", "suspend", "nghe-an")[0] == 0
    listed = {
        one["slug"]: one["state"] for one in json.loads(thads("tenants", "list", "--json")[1])
    }
    assert listed == {"lao-cai": "active", "nghe-an": "suspended"}
    assert refused(thads("users", "list", "nghe-an"))
    assert thads("tenants", "resume", "nghe-an")[0] == 0
    assert thads("users", "list", "nghe-an")[0] == 0


def test_one_province_that_fails_does_not_stop_the_others(thads, lao_cai):
    provisioning.switch_database("lao-cai", "sqlite:///tenants/nghe-an/province.db")
    code, out, err = thads("tenants", "migrate")
    assert code == 1
    assert "nghe-an" in out
    assert "lao-cai" in err
    assert thads("tenants", "migrate", "nghe-an")[0] == 0


def test_a_restore_says_what_differs(thads, tmp_path):
    archive = str(tmp_path / "backup.zip")
    assert thads("tenants", "backup", "lao-cai", archive)[0] == 0
    thads("users", "invite", "lao-cai", "tham.sat", "--role", "oversight")
    code, out, _ = thads("tenants", "restore", "lao-cai", archive)
    assert code == 1
    assert "user_account: hiện có 1, bản sao lưu 0" in out
    assert thads("tenants", "restore", "lao-cai", archive, "--swap")[0] == 0
    assert json.loads(thads("users", "list", "lao-cai", "--json")[1]) == []
    assert refused(thads("tenants", "restore", "nghe-an", archive))


def test_an_invited_person_can_be_disabled(thads, db):
    code, out, _ = thads("users", "invite", "lao-cai", "tham.sat", "--role", "oversight")
    assert code == 0
    assert out.startswith("http")
    assert thads("users", "disable", "lao-cai", "tham.sat")[0] == 0
    assert not queries.by_username(db, "tham.sat").is_active

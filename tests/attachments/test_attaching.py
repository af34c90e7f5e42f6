"""Files attached to a case on screen: kept once, served as what they are, never deleted."""

import hashlib
import io
from datetime import date
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import IntegrityError

from tests.attachments import samples
from thads.attachments import queries
from thads.attachments.filetypes import ABOUT, About, FileType
from thads.attachments.models import Attachment
from thads.audit.models import AuditEntry
from thads.cases.models import ActKind
from thads.identity.models import Role


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """30/09/2024."""
    monkeypatch.setattr("thads.attachments.views.today", lambda: date(2024, 9, 30))


def sent(*given: tuple[str, bytes], **typed: str) -> dict:
    """The form as a browser sends it."""
    return {
        "files": [(io.BytesIO(content), name) for name, content in given],
        "kind": "proof", "received_on": "25/09/2024", "submission_key": str(uuid4()), **typed,
    }  # fmt: skip


def attach(client, case, *given: tuple[str, bytes], **typed: str):
    return client.post(f"/cases/{case.id}/attachments/new", data=sent(*given, **typed))


def kept(db) -> list[Attachment]:
    db.rollback()
    return list(db.scalars(select(Attachment).order_by(Attachment.id)))


def on_disk(db) -> list[str]:
    db.scalar(select(1))
    folder = Path(db.info["folder"]) / "files"
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_a_file_is_kept_as_it_was_given_and_recorded(sign_in, make, db):
    case = make.case()
    act = make.act(case, ActKind.VALID_NOTICE, date(2023, 10, 6))
    client, content = sign_in(Role.OFFICER), samples.pdf(2)

    answer = attach(client, case, (r"..\..\biên bản.pdf", content), title="Biên bản giao",
                    act=str(act.id), issued_on="24/09/2024")  # fmt: skip

    assert answer.status_code == 303
    [one] = kept(db)
    assert (one.title, one.file_name, one.file_type, one.pages, one.size) == (
        "Biên bản giao", "biên bản.pdf", FileType.PDF, 2, len(content))  # fmt: skip
    assert one.sha256 == hashlib.sha256(content).hexdigest()
    assert queries.of_acts(db, [act.id]) == {act.id: [one]}
    assert on_disk(db) == [one.file_key]
    entry = db.scalars(select(AuditEntry).where(AuditEntry.act == "attachment.added")).one()
    assert (entry.subject_id, entry.details["sha256"]) == (str(one.id), one.sha256)
    assert "Biên bản giao" in client.get(f"/cases/{case.id}").text
    assert "Biên bản giao" in client.get(f"/cases/{case.id}/attachments").text


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [("a.pdf", samples.pdf(), True), ("a.jpg", samples.image() + b"<script>1</script>", True),
     ("a.docx", samples.word(), False), ("quét.tif", samples.scan(2), False)],
)  # fmt: skip
def test_a_file_comes_back_as_what_it_is_and_nothing_else(sign_in, make, db, name, content, shown):
    client = sign_in(Role.OFFICER)
    attach(client, make.case(), (name, content))
    [one] = kept(db)

    answer = client.get(f"/attachments/{one.id}/file")

    assert answer.data == content
    assert answer.content_length == len(content)
    assert answer.mimetype == one.file_type.about.mimetype
    assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers.getlist("Content-Security-Policy")[0]
    assert answer.headers["Content-Disposition"].startswith("inline" if shown else "attachment")
    saved = client.get(f"/attachments/{one.id}/file?copy=1").headers["Content-Disposition"]
    assert saved.startswith("attachment")
    assert one.file_type.is_image == (client.get(f"/attachments/{one.id}/picture").data[:2]
                                      == b"\xff\xd8")  # fmt: skip


def test_several_files_stand_or_fall_together(sign_in, make, db):
    case, client = make.case(), sign_in(Role.OFFICER)

    refused = attach(client, case, ("1.jpg", samples.image(colour="red")), ("2.pdf", b"hello"),
                     title="Ảnh")  # fmt: skip
    assert refused.status_code == 422
    assert "“2.pdf”" in refused.text
    assert "Ảnh" in refused.text
    assert (kept(db), on_disk(db)) == ([], [])

    attach(client, case, ("1.jpg", samples.image(colour="red")), ("2.jpg", samples.image()),
           title="Ảnh")  # fmt: skip
    assert [one.title for one in kept(db)] == ["Ảnh (1/2)", "Ảnh (2/2)"]


def test_the_same_bytes_twice_in_a_case_are_told(sign_in, make, db):
    case, client, photo = make.case(), sign_in(Role.OFFICER), ("a.jpg", samples.image())
    attach(client, case, photo, title="Ảnh nhà")

    again = attach(client, case, ("b.jpg", photo[1]))
    twice = attach(client, make.case(), photo, ("c.jpg", photo[1]))

    assert again.status_code == twice.status_code == 422
    assert "Ảnh nhà" in again.text
    assert "hai lần" in twice.text
    assert attach(client, make.case(), photo).status_code == 303  # another case may have it too
    assert len(kept(db)) == 2


def test_a_form_sent_twice_attaches_once(sign_in, make, db):
    case, client, key = make.case(), sign_in(Role.OFFICER), str(uuid4())
    for _ in range(2):
        assert attach(client, case, ("a.pdf", samples.pdf()), submission_key=key).status_code == 303
    assert len(kept(db)) == 1
    assert len(on_disk(db)) == 1


def test_a_struck_file_stays_readable_and_counts_no_more(sign_in, make, db):
    case, client = make.case(), sign_in(Role.OFFICER)
    act = make.act(case, ActKind.VALID_NOTICE, date(2023, 10, 6))
    attach(client, case, ("a.pdf", samples.pdf()), title="Nhầm", act=str(act.id))
    [one] = kept(db)

    assert client.post(f"/attachments/{one.id}/strike", data={"reason": " "}).status_code == 422
    assert client.post(f"/attachments/{one.id}/strike",
                       data={"reason": "Của việc khác"}).status_code == 303  # fmt: skip
    again = client.post(f"/attachments/{one.id}/strike", data={"reason": "Lần hai"})

    assert again.status_code == 422
    page = client.get(f"/cases/{case.id}/attachments").text
    assert "<s>Nhầm</s>" in page
    assert "Của việc khác" in page
    assert client.get(f"/attachments/{one.id}/file").status_code == 200
    assert queries.of_acts(db, [act.id]) == {}
    assert attach(client, case, ("a.pdf", samples.pdf())).status_code == 303


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"received_on": "01/10/2024"}, "received_on"), ({"received_on": ""}, "received_on"),
     ({"issued_on": "26/09/2024"}, "issued_on"), ({"kind": "virus"}, "kind")],
)  # fmt: skip
def test_days_that_cannot_be_are_refused(sign_in, make, db, typed, field):
    answer = attach(sign_in(Role.OFFICER), make.case(), ("a.pdf", samples.pdf()), **typed)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert kept(db) == []


def test_an_act_of_another_case_is_not_offered(sign_in, make, db):
    elsewhere = make.act(make.case(), ActKind.VALID_NOTICE, date(2023, 10, 6))
    answer = attach(sign_in(Role.OFFICER), make.case(), ("a.pdf", samples.pdf()),
                    act=str(elsewhere.id))  # fmt: skip
    assert answer.status_code == 422
    assert kept(db) == []


def test_too_large_a_file_and_too_large_a_request(sign_in, make, db, monkeypatch):
    monkeypatch.setitem(ABOUT, FileType.JPEG, About("image/jpeg", 1024, True, frozenset({"jpg"})))
    case, client = make.case(), sign_in(Role.OFFICER)
    large = attach(client, case, ("a.jpg", samples.image(size=(400, 400)) + bytes(2000)))
    assert large.status_code == 422
    assert "“a.jpg” có 0,0 MB" in large.text

    monkeypatch.setattr("thads.web.request.WITH_FILES", {"attachments.create": 5000})
    whole = attach(client, case, ("a.pdf", samples.pdf() + bytes(9000)))
    assert whole.status_code == 413
    assert "Chưa nhận tệp nào" in whole.text
    assert (kept(db), on_disk(db)) == ([], [])


@pytest.mark.parametrize("role", [Role.EXAMINER, Role.OVERSIGHT, Role.ADMINISTRATOR])
def test_who_does_not_act_on_cases_attaches_nothing(sign_in, make, db, role):
    case = make.case(unit=make.province())
    assert attach(sign_in(role), case, ("a.pdf", samples.pdf())).status_code == 404
    assert kept(db) == []


def test_a_case_moved_away_is_for_its_new_unit(sign_in, make, db):
    case, other = make.case(), make.unit("XA")
    make.act(case, ActKind.TRANSFER, date(2024, 1, 5), to_unit_id=other.id)
    assert attach(sign_in(Role.OFFICER), case, ("a.pdf", samples.pdf())).status_code == 422
    assert attach(sign_in(Role.OFFICER, unit=other), case, ("a.pdf", samples.pdf())
                  ).status_code == 303  # fmt: skip


def test_nothing_of_an_attachment_is_changed_or_deleted(sign_in, make, db):
    attach(sign_in(Role.OFFICER), make.case(), ("a.pdf", samples.pdf()))
    [one] = kept(db)
    for statement in ("UPDATE attachment SET title = 'x'", "DELETE FROM attachment"):
        with pytest.raises(IntegrityError, match="append_only"):
            db.execute(text(statement))
        db.rollback()
    assert db.scalar(select(func.count()).select_from(Attachment)) == 1
    assert one.file_key in on_disk(db)


def test_opening_a_file_is_recorded_and_its_small_picture_is_part_of_the_page(sign_in, make, db):
    case, client = make.case(), sign_in(Role.OFFICER)
    attach(client, case, ("a.jpg", samples.image()))
    [one] = kept(db)
    for address in (f"cases/{case.id}/attachments", f"attachments/{one.id}/picture",
                    f"attachments/{one.id}/file"):  # fmt: skip
        assert client.get(f"/{address}").status_code == 200
    db.rollback()
    last = db.scalars(select(AuditEntry).order_by(AuditEntry.number.desc()).limit(2)).all()
    assert [(e.act, e.subject_id) for e in last] == [
        ("attachments.file.read", str(one.id)), ("attachments.index.read", str(case.id)),
    ]  # fmt: skip


def _note(told: list[str], *given) -> None:
    told.append(given[2])


def test_the_proofs_of_many_acts_take_one_statement(make, db, sign_in):
    case, client = make.case(), sign_in(Role.OFFICER)
    acts = [make.act(case, ActKind.VALID_NOTICE, date(2023, 10, 6)) for _ in range(4)]
    for n, act in enumerate(acts[:3]):
        attach(client, case, ("a.pdf", samples.pdf(text=str(n))), act=str(act.id))
    db.rollback()
    told: list[str] = []
    note = partial(_note, told)
    event.listen(db.get_bind(), "before_cursor_execute", note)
    found = queries.of_acts(db, [act.id for act in acts])
    event.remove(db.get_bind(), "before_cursor_execute", note)

    assert set(found) == {act.id for act in acts[:3]}
    assert len([statement for statement in told if "attachment" in statement]) == 1

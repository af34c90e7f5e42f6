"""What a file is said by its content; what is not sound is refused by its name."""

import pytest

from tests.attachments import samples
from thads.attachments.filetypes import FileType
from thads.attachments.inspecting import bare, inspect
from thads.core.errors import RuleBroken

SOUND = [
    ("don.pdf", samples.pdf(3), FileType.PDF, 3),
    ("anh.jpg", samples.image(), FileType.JPEG, 1),
    ("anh.png", samples.image("PNG"), FileType.PNG, 1),
    ("quet.tiff", samples.scan(3), FileType.TIFF, 3),
    ("anh.webp", samples.image("WEBP"), FileType.WEBP, 1),
    ("bien ban.docx", samples.word(), FileType.DOCX, None),
    ("bang ke.xlsx", samples.excel(), FileType.XLSX, None),
    ("scan 22.11.2026", samples.pdf(1), FileType.PDF, 1),  # no ending that says anything
]  # fmt: skip


def test_each_kept_type_is_known_by_its_content(tmp_path):
    given = [
        (name, samples.kept(tmp_path, content, str(n)))
        for n, (name, content, *_) in enumerate(SOUND)
    ]
    found = inspect(given)
    assert [(one.name, one.file_type, one.pages) for one in found] == [
        (name, kind, pages) for name, _, kind, pages in SOUND
    ]
    assert [one.picture is not None for one in found] == [
        kind.is_image for _, _, kind, _ in SOUND
    ]  # fmt: skip


REFUSED = {
    "empty": ("a.pdf", b""),
    "unknown_type": ("a.pdf", b"<html><script>alert(1)</script>"),
    "not_as_named": ("a.pdf", samples.image()),
    "other_type": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "encrypted": ("a.pdf", samples.pdf(1, password="x")),
    "broken": ("a.pdf", samples.pdf(3)[:-60]),
    "too_many_pixels": ("a.png", samples.png_bomb()),
    "too_much_inside": ("a.docx", samples.zip_bomb()),
    "macros": ("a.docx", samples.word(word__vbaProject_bin=b"x").replace(b"ect_bin", b"ect.bin")),
    "other_package": ("a.docx", samples.package("hello.txt")),
}


@pytest.mark.parametrize(("fault", "given"), REFUSED.items(), ids=REFUSED)
def test_what_is_not_sound_is_refused_and_named(tmp_path, fault, given):
    name, content = given
    with pytest.raises(RuleBroken) as refused:
        inspect([("tot.jpg", samples.kept(tmp_path, samples.image(), "good")),
                 (name, samples.kept(tmp_path, content))])  # fmt: skip
    assert refused.value.code == f"attachment.{fault}"
    assert f"“{name}”" in refused.value.message
    assert "Chưa nhận tệp nào" in refused.value.message


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.jpg", samples.image()[:400], "broken"),  # the end is missing
        ("a.png", samples.image("PNG")[:100], "broken"),
        ("a.pdf", b"%PDF-1.7\n" + b"x" * 500, "broken"),
        ("a.pdf", b"<script>1</script>" + samples.pdf(), "unknown_type"),  # a page and a PDF
        ("a.docx", b"MZ" + samples.word(), "unknown_type"),  # a program and a package
        ("a.docx", samples.lying_bomb(), "broken"),
        ("a.docx", samples.word() [:-30], "broken"),
        ("chay.exe", samples.pdf(), "not_as_named"),
        ("anh.heic", b"\0\0\0\x18ftypheic" + b"\0" * 90, "other_type"),
    ],
)  # fmt: skip
def test_two_things_at_once_or_half_a_thing_is_neither(tmp_path, name, content, fault):
    with pytest.raises(RuleBroken) as refused:
        inspect([(name, samples.kept(tmp_path, content))])
    assert refused.value.code == f"attachment.{fault}"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\a\\Don.pdf", "Don.pdf"), ("..", "tep"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"), ("x" * 400 + ".pdf", "x" * 188 + ".pdf"), ("", "tep"),
    ],
)  # fmt: skip
def test_a_name_leads_nowhere(given, kept):
    assert bare(given) == kept

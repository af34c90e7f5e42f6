"""Files of a province are written once and never leave its folder."""

import pytest

from thads.core import files
from thads.core.errors import NotFound


def test_a_file_is_read_back_and_never_overwritten(db):
    first = files.put(db, "reports/2024-09-v1.pdf", b"one")
    assert files.put(db, "reports/2024-09-v1.pdf", b"one") == first
    with pytest.raises(files.FileExists):
        files.put(db, "reports/2024-09-v1.pdf", b"two")
    assert files.read(db, "reports/2024-09-v1.pdf") == b"one"


@pytest.mark.parametrize("key", ["../x", "/etc/passwd", "a/../../b", "", "a//b", "A b"])
def test_a_key_never_leads_out_of_the_folder(db, key):
    with pytest.raises(ValueError, match="key"):
        files.put(db, key, b"x")


def test_an_absent_file_is_not_found(db):
    with pytest.raises(NotFound):
        files.read(db, "reports/none.pdf")

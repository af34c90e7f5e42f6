"""A signed file is taken only if it is our paper with one more good signature (each refusal by
name); the private keys here belong to people who exist for the length of a test."""

import io
import json
from datetime import UTC, datetime, timedelta
from random import Random

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.documents.authority import Authority, Token
from tests.documents.test_lint import RIGHT
from thads.core.errors import RuleBroken
from thads.documents.signatures import Signed, verify
from workers import pdf

NOW = datetime(2026, 7, 10, 3, 0, tzinfo=UTC)
LE_KY, AGENCY = "Lê Ký", "Chi cục Thi hành án dân sự huyện Mẫu"


@pytest.fixture(scope="module")
def made() -> bytes:
    """The paper as we made it."""
    return pdf.decision(json.loads(json.dumps(RIGHT.content)))


@pytest.fixture(scope="module")
def authority() -> Authority:
    """Trusted by the province."""
    return Authority()


@pytest.fixture(scope="module")
def token(authority) -> Token:
    """The head's."""
    return authority.token(LE_KY)


@pytest.fixture(scope="module")
def signed(made, token) -> bytes:
    """The paper as the head signed it."""
    return token.sign(made)


def check(made: bytes, given: bytes, authority: Authority, stage: int = 1, at=NOW) -> Signed:
    return verify(made, given, stage=stage, roots=[authority.pem], at=at)


def refused(made: bytes, given: bytes, authority: Authority, stage: int = 1, at=NOW) -> str:
    with pytest.raises(RuleBroken, match="Văn bản giữ nguyên như trước") as broken:
        check(made, given, authority, stage, at)
    return broken.value.code


def test_a_good_signature_says_who_made_it(made, signed, authority):
    found = check(made, signed, authority)
    assert (found.name, found.personal_id) == (LE_KY, "CCCD:000000000001")
    assert LE_KY in found.subject
    assert found.claimed_at is not None


def test_the_seal_of_the_agency_comes_on_top(signed, authority):
    sealed = authority.token(AGENCY, personal_id="MST:0000000001").sign(signed)
    found = check(signed, sealed, authority, stage=2)
    assert (found.name, found.personal_id) == (AGENCY, "MST:0000000001")
    assert refused(signed, sealed, authority, stage=1) == "signature.several"


def test_the_same_file_bears_no_signature(made, signed, authority):
    assert refused(made, made, authority) == "signature.none"
    assert refused(signed, signed, authority, stage=2) == "signature.none"


def test_another_document_is_not_ours(made, token, authority):
    other = pdf.decision(json.loads(json.dumps({**RIGHT.content, "signer": "Người Khác"})))
    assert refused(made, token.sign(other), authority) == "signature.other_file"


def test_an_altered_byte_of_ours_is_another_file(made, signed, authority):
    at = len(made) // 2
    altered = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    assert refused(made, altered, authority) == "signature.other_file"


def test_an_altered_byte_after_ours_breaks_the_signature(made, signed, authority):
    at = signed.index(b"(Ky ban hanh)", len(made)) + 1
    altered = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
    assert refused(made, altered, authority) == "signature.broken"


def test_what_stands_after_the_signature_is_not_covered(made, signed, authority):
    assert refused(made, signed + b"\n% more", authority) == "signature.not_whole"


def test_a_page_that_is_changed_before_signing_is_found(made, token, authority):
    writer = IncrementalPdfFileWriter(io.BytesIO(made))
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    page.get_object()[pdf_name("/Rotate")] = NumberObject(180)
    writer.mark_update(page.reference)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(made)
    assert refused(made, token.sign(out.getvalue()), authority) == "signature.changed"


def test_a_file_written_anew_is_not_the_one_we_made(made, signed, authority):
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as opened:
        opened.save(again)
    assert refused(made, again.getvalue(), authority) == "signature.other_file"


def test_an_authority_that_nobody_trusts(made, signed, authority):
    forged = Authority().token(LE_KY).sign(made)
    assert refused(made, forged, authority) == "signature.untrusted"
    with pytest.raises(RuleBroken, match="không do tổ chức chứng thực"):
        verify(made, signed, stage=1, roots=[], at=NOW)


def test_a_certificate_has_to_be_good_on_the_day(made, authority):
    short = authority.token(LE_KY, until=NOW + timedelta(days=1)).sign(made)
    assert check(made, short, authority).name == LE_KY
    assert refused(made, short, authority, at=NOW + timedelta(days=2)) == "signature.expired"


def test_a_certificate_that_is_not_for_signing(made, authority):
    given = authority.token(LE_KY, signs=False).sign(made)
    assert refused(made, given, authority) == "signature.untrusted"


@pytest.mark.parametrize("tail", [b"rubbish", b"\n%%EOF\n" * 3, b"\nstartxref\n0\n%%EOF\n"])
def test_what_cannot_be_read_is_refused_not_crashed_on(made, authority, tail):
    assert refused(made, made + tail, authority) in {"signature.none", "signature.unreadable"}


def test_no_byte_altered_after_ours_is_accepted_and_none_crashes(made, signed, authority):
    """Only the padding of the signature's own container is outside what it covers."""
    rng = Random(3)
    hole = range(signed.index(b"/Contents <", len(made)), signed.index(b"/ByteRange", len(made)))
    places = [at for at in range(len(made), len(signed)) if at not in hole]
    for at in rng.sample(places, 30):
        altered = signed[:at] + bytes([signed[at] ^ (1 + rng.randrange(255))]) + signed[at + 1 :]
        assert refused(made, altered, authority).startswith("signature.")

"""A certificate authority of the test's own, and what a person's signing program does."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

DER, PEM = serialization.Encoding.DER, serialization.Encoding.PEM
FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Token:
    """What an official carries: a certificate and its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def sign(self, content: bytes) -> bytes:
        """The same file with this person's signature appended."""
        output = signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(content)),
            signers.PdfSignatureMetadata(
                field_name=f"Chu ky {self.certificate.serial_number:x}"[:20],
                subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", reason="Ky ban hanh",
            ),
            signer=self._signer(),
        )  # fmt: skip
        return output.getvalue()

    def _signer(self) -> signers.SimpleSigner:
        key = self.key.private_bytes(
            DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return signers.SimpleSigner(
            signing_cert=asn1.Certificate.load(self.certificate.public_bytes(DER)),
            signing_key=keys.PrivateKeyInfo.load(key), cert_registry=SimpleCertificateStore(),
        )  # fmt: skip


class Authority:
    """A root that issues tokens."""

    def __init__(self, name: str = "Tổ chức chứng thực Thử") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        made = self._builder(self.name, self.key, FIRST, LAST)
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        made = made.add_extension(_usage(signs=False), critical=True)
        self.certificate = made.sign(self.key, hashes.SHA256())

    pem_encoding = PEM

    @property
    def pem(self) -> bytes:
        """What the administrator is given."""
        return self.certificate.public_bytes(PEM)

    def token(
        self, name: str, *, personal_id: str | None = "CCCD:000000000001",
        until: datetime = LAST, signs: bool = True,
    ) -> Token:  # fmt: skip
        """A token for this person or agency."""
        key = ec.generate_private_key(ec.SECP256R1())
        said = [x509.NameAttribute(NameOID.COMMON_NAME, name)]
        if personal_id:
            said.append(x509.NameAttribute(NameOID.USER_ID, personal_id))
        made = self._builder(x509.Name(said), key, FIRST, until)
        made = made.add_extension(_usage(signs=signs), critical=True)
        return Token(made.sign(self.key, hashes.SHA256()), key)

    def _builder(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, since: datetime, until: datetime
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder(issuer_name=self.name, subject_name=name)
            .public_key(key.public_key()).serial_number(x509.random_serial_number())
            .not_valid_before(since).not_valid_after(until - timedelta(seconds=1))
        )  # fmt: skip


def _usage(*, signs: bool) -> x509.KeyUsage:
    """For papers, or for certificates."""
    return x509.KeyUsage(
        digital_signature=signs, content_commitment=signs, key_cert_sign=not signs,
        crl_sign=not signs, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip

"""Where the files of a province stand: a folder of this machine, or a bucket of an S3 server.

Both keep `thads.core.files.Store`: what stands is never overwritten by `add`. A server that does
not answer is a ConnectionError, and nothing is half kept.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any, BinaryIO, Protocol, cast
from urllib.parse import parse_qs, urlsplit

from tenants.errors import UnusableTermsError
from tenants.settings import Settings, private_folder

MEGABYTE = 2**20
TAKEN = ("PreconditionFailed", "ConditionalRequestConflict", "412", "409")
ABSENT = ("NoSuchKey", "NotFound", "404")
SECONDS = 20  # for one answer of the server


class Store(Protocol):
    """What commands need of a store: all keys, each content, adding what is not there."""

    def every_key(self) -> Iterator[str]:
        """All keys in their order."""

    def open(self, key: str) -> BinaryIO:
        """A file on this machine until it is closed."""

    def add(self, key: str, made: Path) -> None:
        """Keep a finished file; FileExistsError when something stands there."""


class Folder:
    """The files of one province under one folder, a key each."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(self, key: str, made: Path) -> None:
        """The file is whole on the disk before it has its name; none takes another's."""
        os.link(self._finished(key, made), self.root / key)
        made.unlink()

    def replace(self, key: str, made: Path) -> None:
        """At no moment does nothing stand there."""
        self._finished(key, made).replace(self.root / key)

    def open(self, key: str) -> BinaryIO:
        """The file itself."""
        path = self.root / key
        if path.is_dir():
            raise FileNotFoundError(key)
        return path.open("rb")

    def discard(self, key: str) -> None:
        """Gone, if it was there."""
        (self.root / key).unlink(missing_ok=True)

    def remove_older(self, kind: str, before: datetime) -> int:
        """By the time at which each was made."""
        whole = (path for path in (self.root / kind).glob("*") if path.is_file())
        old = [path for path in whole if path.stat().st_mtime < before.timestamp()]
        for path in old:
            path.unlink()
        return len(old)

    def every_key(self) -> Iterator[str]:
        """All keys in their order; what is half made has none."""
        for path in sorted(path for path in self.root.rglob("*") if path.is_file()):
            name = path.relative_to(self.root)
            if not any(part.startswith(".") for part in name.parts):
                yield name.as_posix()

    def _finished(self, key: str, made: Path) -> Path:
        private_folder((self.root / key).parent)
        made.chmod(0o600)
        with made.open("rb") as file:
            os.fsync(file.fileno())
        return made


@dataclass(frozen=True)
class Address:
    """Which server, which bucket, and what stands before every key there."""

    bucket: str
    prefix: str
    endpoint: str | None
    region: str | None

    @classmethod
    def of(cls, url: str) -> Address:
        """From s3://bucket/prefix?endpoint=https://server&region=name."""
        parts = urlsplit(url)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.scheme != "s3" or not parts.netloc or asked.keys() - {"endpoint", "region"}:
            raise UnusableTermsError(
                f"THADS_FILES_URL không đọc được: {url}. Viết theo dạng "
                "s3://ten-bucket/thu-muc?endpoint=https://may-chu&region=vung."
            )
        prefix = parts.path.strip("/")
        return cls(parts.netloc, f"{prefix}/" if prefix else "", asked.get("endpoint"),
                   asked.get("region"))  # fmt: skip


class Bucket:
    """The files of one province in a bucket, under a prefix of its own."""

    def __init__(self, settings: Settings, slug: str) -> None:
        assert settings.files_url is not None
        self.settings = settings
        self.address = Address.of(settings.files_url)
        self.prefix = f"{self.address.prefix}{slug}/"
        self.desk = settings.tenant_folder(slug) / "files"  # what is fetched lies here meanwhile

    def add(self, key: str, made: Path) -> None:
        """Refused by the server itself when something stands there; asked first, too, since not
        every server knows that condition."""
        if self._stands(key):
            raise FileExistsError(key)
        self._put(key, made, IfNoneMatch="*")

    def replace(self, key: str, made: Path) -> None:
        """The server changes from one to the other at once."""
        self._put(key, made)

    def open(self, key: str) -> BinaryIO:
        """Fetched to this machine's disk for as long as it is open."""
        private_folder(self.desk)
        fetched = NamedTemporaryFile(prefix=".fetched-", dir=self.desk)  # noqa: SIM115
        try:
            with _answering(key):
                found = self._client.get_object(**self._at(key))
                for piece in found["Body"].iter_chunks(MEGABYTE):
                    fetched.write(piece)
        except BaseException:
            fetched.close()
            raise
        fetched.seek(0)
        return cast("BinaryIO", fetched)

    def discard(self, key: str) -> None:
        """Gone, if it was there."""
        with _answering(key):
            self._client.delete_object(**self._at(key))

    def remove_older(self, kind: str, before: datetime) -> int:
        """By the server's own clock."""
        old = [found["Key"] for found in self._listed(f"{kind}/")
               if found["LastModified"] < before]  # fmt: skip
        for name in old:
            self.discard(name.removeprefix(self.prefix))
        return len(old)

    def every_key(self) -> Iterator[str]:
        """All keys in their order."""
        for found in self._listed(""):
            yield found["Key"].removeprefix(self.prefix)

    @cached_property
    def _client(self) -> Any:
        return _client(self.settings, self.address)

    def _at(self, key: str) -> dict[str, str]:
        return {"Bucket": self.address.bucket, "Key": self.prefix + key}

    def _stands(self, key: str) -> bool:
        try:
            with _answering(key):
                self._client.head_object(**self._at(key))
        except FileNotFoundError:
            return False
        return True

    def _put(self, key: str, made: Path, **condition: str) -> None:
        with made.open("rb") as file:
            digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False))
            file.seek(0)
            whole = b64encode(digest.digest()).decode()  # the server refuses a broken transfer
            with _answering(key):
                self._client.put_object(**self._at(key), Body=file, ContentMD5=whole, **condition)
        made.unlink()

    def _listed(self, start: str) -> Iterator[dict[str, Any]]:
        pages = self._client.get_paginator("list_objects_v2")
        with _answering(start):
            for page in pages.paginate(Bucket=self.address.bucket, Prefix=self.prefix + start):
                yield from page.get("Contents", ())


def is_key(name: str) -> bool:
    """Whether a name from elsewhere leads nowhere else."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def of(slug: str) -> Folder | Bucket:
    """The store of a province, by this installation's settings."""
    here = (os.environ.get("THADS_INSTANCE"), os.environ.get("THADS_FILES_URL"))
    return _of(*here, slug)


def copy(source: Store, target: Store) -> Iterator[tuple[str, str]]:
    """Add to `target` what it lacks; each key with the SHA-256 of the source's content."""
    there = set(target.every_key())
    with TemporaryDirectory(prefix=".thads-") as folder:
        for key in source.every_key():
            with source.open(key) as file:
                if key not in there:
                    _add(target, key, file, Path(folder) / "copy")
                yield key, _sha256(file)


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(MEGABYTE):
        digest.update(piece)
    return digest.hexdigest()


def _add(target: Store, key: str, file: BinaryIO, draft: Path) -> None:
    with draft.open("wb") as written:
        shutil.copyfileobj(file, written, MEGABYTE)
    target.add(key, draft)


@lru_cache(maxsize=256)
def _of(instance: str | None, files_url: str | None, slug: str) -> Folder | Bucket:
    """Asked for by every session; the environment tells tests apart."""
    settings = Settings.from_environment()
    if settings.files_url is None:
        return Folder(settings.tenant_folder(slug) / "files")
    return Bucket(settings, slug)


@lru_cache(maxsize=4)
def _client(settings: Settings, address: Address) -> Any:
    """One for all provinces; boto3's clients may be used by several threads."""
    import boto3  # half a second and 20 MB that an installation with a folder does not need
    from botocore.config import Config

    return boto3.client(
        "s3", endpoint_url=address.endpoint, region_name=address.region or "us-east-1",
        aws_access_key_id=settings.files_key_id, aws_secret_access_key=settings.files_secret,
        config=Config(
            connect_timeout=SECONDS / 4, read_timeout=SECONDS,
            retries={"mode": "standard", "total_max_attempts": 2},
            s3={"addressing_style": "path"}, request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )  # fmt: skip


@contextmanager
def _answering(key: str) -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as refused:
        code = str(refused.response.get("Error", {}).get("Code", ""))
        if code in TAKEN:
            raise FileExistsError(key) from refused
        if code in ABSENT:
            raise FileNotFoundError(key) from refused
        raise ConnectionError(f"{key}: {code}") from refused
    except BotoCoreError as unreached:
        raise ConnectionError(f"{key}: {type(unreached).__name__}") from unreached

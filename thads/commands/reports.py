"""thads reports …: the summaries of many provinces, one job in each."""

import time
from collections.abc import Iterator, Sequence
from contextvars import Context
from datetime import UTC, date, datetime
from uuid import UUID

import click

from tenants import context, registry
from tenants.sessions import open_session
from thads.closing import queries as closing
from thads.commands.arguments import DAY
from thads.commands.vietnamese import VietnameseGroup
from thads.core.days import VIETNAM
from thads.core.errors import RuleBroken
from thads.core.jobs import BackgroundJob, JobState
from thads.reports import actions, queries, sending

LOOK_SECONDS = 1.0
STILL_SECONDS = 600.0  # nothing moved for so long: the work goes on without being watched
ENDED = (JobState.DONE, JobState.FAILED)


@click.group(cls=VietnameseGroup)
def reports() -> None:
    """Báo cáo tháng của nhiều tỉnh: lập hàng loạt, gửi lại số liệu đã công bố."""


@reports.command()
@click.argument("slugs", nargs=-1, metavar="[TỈNH…]")
@click.option("--at", type=DAY, required=True, help="Ngày cuối kỳ, dạng YYYY-MM-DD.")
def make(slugs: Sequence[str], at: date) -> int:
    """Lập báo cáo tháng ở từng tỉnh (bỏ trống: mọi tỉnh) và in tiến độ từng dòng."""
    asked: dict[str, UUID] = {}
    failed = False
    for slug in _chosen(slugs):
        try:
            asked[slug] = Context().run(_ask, slug, at)
            click.echo(f"{slug}: đã ghi việc lập báo cáo.")
        except RuleBroken as refused:
            failed = True
            click.echo(f"{slug}: {refused.message}")
    return 1 if failed | (not _watch(asked)) else 0


@reports.command()
@click.argument("slugs", nargs=-1, metavar="[TỈNH…]")
def send(slugs: Sequence[str]) -> None:
    """Gửi lại số liệu đã công bố cho bàn toàn quốc; bản đã nhận thì giữ nguyên."""
    for slug in _chosen(slugs):
        count = Context().run(_send_again, slug)
        click.echo(f"{slug}: {count} bản sẽ được gửi.")


def _chosen(slugs: Sequence[str]) -> list[str]:
    if slugs:
        return [registry.find(slug).slug for slug in slugs]
    return [ref.slug for ref in registry.every() if ref.is_active]


def _ask(slug: str, at: date) -> UUID:
    """The job in this province; one that makes the same report already is followed."""
    with open_session(slug) as db:
        now = datetime.now(UTC)
        today = context.current().practice_day or now.astimezone(VIETNAM).date()
        version = closing.newest(db, at)  # what counts; provisional figures while there is none
        job = actions.ask_for(db, at, version=version, by=None, today=today, now=now)
        db.commit()
        return job.id


def _send_again(slug: str) -> int:
    with open_session(slug) as db:
        published = queries.published(db)
        for report in published:
            sending.ask(db, report, by=None, now=datetime.now(UTC))
        db.commit()
        return len(published)


def _watch(asked: dict[str, UUID]) -> bool:
    """Print a line whenever a province moves; whether all ended well."""
    shown: dict[str, str] = {}
    under_way, moved_at, well = dict(asked), time.monotonic(), True
    while under_way:
        for slug, job_id in list(under_way.items()):
            line, state = Context().run(_line, slug, job_id)
            if shown.get(slug) != line:
                shown[slug], moved_at = line, time.monotonic()
                click.echo(f"{slug}: {line}")
            if state in ENDED:
                del under_way[slug]
                well &= state is JobState.DONE
        if under_way and time.monotonic() - moved_at > STILL_SECONDS:
            names = ", ".join(under_way)
            click.echo(f"Chưa xong, việc vẫn nằm trong hàng đợi của tỉnh: {names}.", err=True)
            return False
        if under_way:
            time.sleep(LOOK_SECONDS)
    return well


def _line(slug: str, job_id: UUID) -> tuple[str, JobState]:
    with open_session(slug, read_only=True) as db:
        job = db.get_one(BackgroundJob, job_id)
        return " ".join(_words(job)), job.state


def _words(job: BackgroundJob) -> Iterator[str]:
    yield job.state.label.lower()
    if job.state is JobState.RUNNING and job.steps_total:
        yield f"{job.steps_done}/{job.steps_total}"
    if job.step_label:
        yield job.step_label
    if job.message:
        yield job.message

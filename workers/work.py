"""The process that works: loads what papers need once, then forks for each job."""

import gc
import logging
import time

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.serializers import JSONSerializer

from tenants.settings import Settings
from thads.assembly import assemble
from workers import pdf
from workers.queue import NAME

log = logging.getLogger(__name__)


def main() -> None:
    """Wait for the queue and take its messages until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("weasyprint").setLevel(logging.WARNING)  # a line a step is noise here
    settings = Settings.from_environment()
    assemble(settings.audit_key)
    if settings.redis_url is None:
        raise SystemExit("THADS_REDIS_URL chưa đặt: worker không có hàng đợi để nghe.")
    pdf.warm()
    gc.collect()
    gc.freeze()  # what is loaded now is shared with the children
    client = Redis.from_url(settings.redis_url)
    _wait_for(client)
    worker = Worker(
        [Queue(NAME, connection=client, serializer=JSONSerializer)],
        connection=client, serializer=JSONSerializer,
    )  # fmt: skip
    worker.work(logging_level="WARNING")


def _wait_for(client: Redis) -> None:
    while True:
        try:
            client.ping()
            return
        except RedisError:
            log.warning("waiting for the queue")
            time.sleep(2)


if __name__ == "__main__":
    main()

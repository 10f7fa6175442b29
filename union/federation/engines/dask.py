"""A Dask cluster: one of this computer's own, or one whose scheduler's address is given.

That of this computer listens on the loopback alone, under a certificate made for this run, so that no other user of the
computer can hand it work, and opens no port for a dashboard.
"""

from __future__ import annotations

import itertools
import logging
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from distributed import Client, Future, Nanny, Scheduler, Security, SpecCluster, Worker, as_completed
from distributed.comm import CommClosedError
from distributed.scheduler import KilledWorker

from connectors.reading.without_pandas import keep_pandas_out
from connectors.reading_limits import QUIET
from connectors.trouble import CannotGoOn
from union.federation.engine_limits import EngineLimits
from union.federation.member_summary import MadeSummary, MemberAsked, made
from words.speech import say

LOOPBACK = "127.0.0.1"
AT_A_TIME = 1000  # members the scheduler knows of before the first is done, so that ten thousand need no more of it
TOO_LONG = 124  # how a worker ends that took too long over one member
MB = 1_000_000


def run(asked: Sequence[MemberAsked], limits: EngineLimits, scheduler: str = "") -> Iterator[MadeSummary]:
    """What became of each member, as it is done; CannotGoOn where no scheduler answers, or it is lost."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with _client(limits, scheduler) as client:
        waiting, whose = iter(asked), dict[object, MemberAsked]()

        def submit(one: MemberAsked) -> Future:
            future = client.submit(made_within, one, limits.seconds, pure=False)
            whose[future.key] = one
            return future

        under_way = as_completed([submit(one) for one in itertools.islice(waiting, AT_A_TIME)], loop=client.loop)
        for future in under_way:
            yield _result(future, whose.pop(future.key), limits, scheduler)
            if (one := next(waiting, None)) is not None:
                under_way.add(submit(one))


def made_within(one: MemberAsked, seconds: float) -> MadeSummary:
    """What became of the member, on a worker; one that takes longer ends its worker, and is tried on another."""
    clock = threading.Timer(seconds, os._exit, [TOO_LONG])
    clock.daemon = True
    clock.start()
    try:
        return made(one)
    finally:
        clock.cancel()


def dask_setup(worker: object) -> None:
    """Makes a worker ready that was started with `--preload union.federation.engines.dask`; Dask calls it."""
    keep_pandas_out()


def _result(future: Future, one: MemberAsked, limits: EngineLimits, scheduler: str) -> MadeSummary:
    try:
        answer: MadeSummary = future.result()
        return answer
    except KilledWorker:
        return MadeSummary(one.name, reason=say("federation.not_made.died", count=limits.tries))
    except (TimeoutError, OSError, CommClosedError) as fault:
        raise _lost(scheduler, fault) from fault
    except Exception as fault:  # a worker without Lotwise, or another one
        if future.status in ("cancelled", "lost"):
            raise _lost(scheduler, fault) from fault
        return MadeSummary(one.name, reason=say("federation.not_made.worker"), fault=repr(fault))


@contextmanager
def _client(limits: EngineLimits, scheduler: str) -> Iterator[Client]:
    with ExitStack() as open_ones:
        cluster = None if scheduler else open_ones.enter_context(_own_cluster(limits))
        try:
            client = ClosingClient(
                cluster or scheduler,
                timeout=limits.connect_seconds,
                set_as_default=False,
                security=cluster.security if cluster else None,
            )
        except Exception as fault:  # of an address that is none, or where time is over, Dask raises many a kind
            raise CannotGoOn(
                say("federation.scheduler.none.what", address=scheduler),
                say("federation.scheduler.none.fix"),
                repr(fault),
            ) from fault
        yield open_ones.enter_context(client)


def _own_cluster(limits: EngineLimits) -> SpecCluster:
    """Started processes of this computer under a scheduler in this one."""
    security = Security.temporary()
    place = {"host": LOOPBACK, "protocol": "tls", "security": security}
    worker = {
        "cls": Nanny,
        "options": place
        | {
            "nthreads": 1,  # whose last digits differ otherwise, and whose memory is not its own
            "memory_limit": limits.memory_mb * MB,
            "worker_class": QuietWorker,
            "env": QUIET,
            "preload": [__name__],
            "silence_logs": logging.CRITICAL,
        },
    }
    return SpecCluster(
        workers=dict.fromkeys(range(limits.workers), worker),
        scheduler={"cls": QuietScheduler, "options": place | {"port": 0, "allowed_failures": limits.tries - 1}},
        security=security,
        silence_logs=logging.CRITICAL,
    )


class ClosingClient(Client):
    """A client that closes itself where no scheduler answers; else the garbage collector does, within the lock in which
    another begins, and both wait for ever."""

    def start(self, **kwargs: object) -> None:
        """Connects to the scheduler."""
        try:
            super().start(**kwargs)
        except BaseException:
            self.close()
            self._loop_runner.stop()  # which close leaves running where Dask had closed the rest itself
            raise


class QuietScheduler(Scheduler):
    """A scheduler without a port for browsers."""

    def start_http_server(self, *_: object, **__: object) -> None:
        """Starts none."""


class QuietWorker(Worker):
    """A worker without a port for browsers."""

    def start_http_server(self, *_: object, **__: object) -> None:
        """Starts none."""


def _lost(scheduler: str, fault: Exception) -> CannotGoOn:
    return CannotGoOn(
        say("federation.scheduler.lost.what", address=scheduler or LOOPBACK),
        say("federation.scheduler.lost.fix"),
        repr(fault),
    )

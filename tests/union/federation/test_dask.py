"""A real Dask cluster: what it works out is, byte for byte, what one process does; and what befalls its workers."""

from __future__ import annotations

import threading
from dataclasses import replace

import psutil
import pytest

from connectors.trouble import CannotGoOn
from tests.union.federation.members_here import data_folder
from union.federation.engine_limits import engine_limits
from union.federation.engines import dask, here, pool
from union.federation.member_summary import MemberAsked

Said = dict[str, tuple[str, bytes, str]]


def said_by(found) -> Said:
    return {made.name: (made.key, made.content, made.reason) for made in found}


@pytest.fixture(scope="module")
def asked(tmp_path_factory) -> list[MemberAsked]:
    """One good member, and one in whose folder nothing lies."""
    place = tmp_path_factory.mktemp("members")
    return [MemberAsked("A", str(data_folder(place / "A"))), MemberAsked("B", str(place / "nobody"))]


@pytest.fixture(scope="module")
def alone(asked) -> Said:
    """What one process says of them."""
    found = said_by(here.run(asked, engine_limits()))
    assert found["A"][1] and found["B"][2]
    return found


def test_a_cluster_of_two_processes_gives_the_bytes_of_one_and_is_heard_by_this_computer_alone(asked, alone):
    before = {one.pid for one in psutil.Process().children(recursive=True)}
    heard, found = set(), []
    for made in dask.run(asked, engine_limits()):
        found.append(made)
        ours = [one for one in psutil.Process().children(recursive=True) if one.pid not in before]
        assert sum("spawn_main" in " ".join(one.cmdline()) for one in ours) == 2
        heard |= {c.laddr.ip for p in (psutil.Process(), *ours) for c in p.net_connections() if c.status == "LISTEN"}
    assert said_by(found) == alone
    assert heard == {"127.0.0.1"}


def test_the_pool_gives_the_bytes_of_one_process(asked, alone):
    assert said_by(pool.run(asked, engine_limits())) == alone


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8948", "nowhere", "carrier-pigeon://loft"])
def test_a_scheduler_that_does_not_answer_is_one_sentence(address):
    soon = replace(engine_limits(), connect_seconds=0.2)
    with pytest.raises(CannotGoOn, match=f"No Dask scheduler answers at {address}"):
        list(dask.run([MemberAsked("A", "/nowhere")], soon, address))


def test_a_client_nobody_answers_leaves_nothing_to_the_garbage_collector():
    """One that is collected while another begins stands in its way for ever: both want the lock of Dask's loops."""
    soon = replace(engine_limits(), connect_seconds=0.2)
    before = {thread for thread in threading.enumerate() if thread.name == "IO loop"}
    with pytest.raises(CannotGoOn) as told:
        list(dask.run([MemberAsked("A", "/nowhere")], soon, "tcp://127.0.0.1:8948"))
    assert {thread for thread in threading.enumerate() if thread.name == "IO loop"} <= before, told

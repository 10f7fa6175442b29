"""A real Dask cluster: what it works out is, byte for byte, what one process does; and what befalls its workers."""

from __future__ import annotations

import psutil

from tests.union.federation.members_here import data_folder
from union.federation.engine_limits import engine_limits
from union.federation.engines import dask, here, pool
from union.federation.member_summary import MemberAsked


def of_family(pid: int) -> list[psutil.Process]:
    return psutil.Process(pid).children(recursive=True)


def test_two_processes_of_a_cluster_and_of_the_pool_give_the_bytes_of_one(tmp_path):
    """Two good members, and one in whose folder nothing lies."""
    asked = [MemberAsked(name, str(data_folder(tmp_path / name))) for name in ("A", "B")]
    asked.append(MemberAsked("C", str(tmp_path / "nobody")))
    alone = {made.name: (made.key, made.content, made.reason) for made in here.run(asked, engine_limits())}
    assert alone["A"][1] and alone["B"][1] and alone["C"][2]
    before = {one.pid for one in psutil.Process().children(recursive=True)}
    heard, of_cluster = set(), {}
    for made in dask.run(asked, engine_limits()):
        of_cluster[made.name] = (made.key, made.content, made.reason)
        ours = [one for one in psutil.Process().children(recursive=True) if one.pid not in before]
        heard |= {c.laddr.ip for p in (psutil.Process(), *ours) for c in p.net_connections() if c.status == "LISTEN"}
    assert of_cluster == alone
    # heard by this computer alone
    assert heard == {"127.0.0.1"}
    assert {m.name: (m.key, m.content, m.reason) for m in pool.run(asked, engine_limits())} == alone

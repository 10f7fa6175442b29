"""What a server's threads let go of goes back: they share one pool of the allocator."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Twelve threads at once allocate blocks below the size that gets a map of its own; a pool is 64 MB of addresses on a
# border of 64 MB. Prints how many there are beside the first, which is the heap.
COUNTED = """
import ctypes, threading
from connectors.reading_limits import share_memory_pool
if {shared}:
    share_memory_pool()
libc, together = ctypes.CDLL(None), threading.Barrier(12)
libc.malloc.restype = ctypes.c_void_p
def allocate():
    together.wait()
    for _ in range(50):
        libc.malloc(ctypes.c_size_t(50_000))
    together.wait()
threads = [threading.Thread(target=allocate) for _ in range(12)]
for one in threads: one.start()
for one in threads: one.join()
starts = [int(line.split("-")[0], 16) for line in open("/proc/self/maps")]
print(sum(start % (64 << 20) == 0 for start in starts))
"""


def pools(shared: bool) -> int:
    ran = subprocess.run(
        [sys.executable, "-c", COUNTED.format(shared=shared)], cwd=ROOT, capture_output=True, text=True
    )
    return int(ran.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="only this allocator keeps pools")
def test_threads_that_allocate_at_once_share_the_pool():
    # without it each thread that finds the others busy opens a pool, up to eight a processor
    assert pools(shared=True) < 2 < pools(shared=False)


# A large block is let go and another one asked for. Prints how many blocks have a map of their own then.
MAPPED = """
import ctypes
from connectors.reading_limits import share_memory_pool
if {shared}:
    share_memory_pool()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, (ctypes.c_void_p,)
class Told(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks hblkhd a b c d e".split()]
libc.mallinfo2.restype = Told
before = libc.mallinfo2().hblks
libc.free(libc.malloc(ctypes.c_size_t(4_000_000)))
libc.malloc(ctypes.c_size_t(1_000_000))
print(libc.mallinfo2().hblks - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only this allocator keeps pools")
@pytest.mark.parametrize(("shared", "mapped"), [(True, 1), (False, 0)])
def test_a_large_block_has_a_map_of_its_own_also_after_a_larger_one_was_let_go(shared, mapped):
    ran = subprocess.run([sys.executable, "-c", MAPPED.format(shared=shared)], cwd=ROOT, capture_output=True, text=True)
    assert int(ran.stdout) == mapped, ran.stderr

"""What a reading process may use, and how this computer enforces it; the one file with POSIX and Windows apart."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import tomllib
from contextlib import suppress
from pathlib import Path

LIMITS = tomllib.loads(Path(__file__).with_name("reading_limits.toml").read_text(encoding="utf-8"))
MB = 1_000_000
SECONDS = LIMITS["process"]["seconds"]
PROCESSOR_SECONDS = LIMITS["process"]["processor_seconds"]
# As malloc.h of glibc names them: the most pools, also of readers; the bytes from which a block has a map of its own.
M_ARENA_MAX, MOST_POOLS = -8, 1
M_MMAP_THRESHOLD, LARGE_BLOCK = -3, 128 * 1024
# The variables of a process that works beside this one: thread pools and allocators of numeric libraries reserve far
# more address space than they use.
QUIET = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": str(MOST_POOLS),
    "PYTHONUTF8": "1",
}
ORPHANED = 3  # how a reader ends whose refresh is no more
# Windows: JobObjectExtendedLimitInformation; PROCESS_QUERY_LIMITED_INFORMATION, what it answers of one that runs, and
# where it may not be asked
EXTENDED_LIMITS, QUERY_LIMITED, STILL_ACTIVE, ACCESS_DENIED = 9, 0x1000, 259, 5


def confine(memory_mb: int = LIMITS["process"]["memory_mb"], processor_seconds: int = PROCESSOR_SECONDS) -> None:
    """Holds this process to so much memory and processor time, those of a reading process unless given, for good."""
    if sys.platform == "win32":
        _confine_windows(memory_mb * MB, processor_seconds)
    else:
        _confine_posix(memory_mb * MB, processor_seconds)


def start(arguments: list[str], folder: Path, log: Path) -> subprocess.Popen:
    """Starts a module of this project as a process of its own, without a window, without a key, heard only through its
    files."""
    # What reads the bytes of strangers has no use for a key that stands in a variable.
    inherited = {name: value for name, value in os.environ.items() if "PRIVATE KEY" not in value}
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    with log.open("wb") as heard:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=folder,
            env=inherited | QUIET,
            stdin=subprocess.PIPE,  # closed when this process ends, however it ends
            stdout=heard,
            stderr=heard,
            creationflags=flags,
        )


def end_with_parent() -> None:
    """From now on this process, started by `start`, ends as soon as whoever started it has ended."""
    threading.Thread(target=_until_closed, daemon=True).start()


def share_memory_pool() -> None:
    """From now on the threads of this process allocate from one pool, where the allocator can be told so: what is let
    go in one pool is of no use to another, and a server that runs for long grows by it. To be called while there are
    few threads, for a pool that is there stays. A large block always gets a map of its own, so that it goes back once
    it is let go; the allocator would sooner or later take such blocks from the pool, where what lies between them keeps
    them."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):  # not every Linux has this allocator
            allocator = ctypes.CDLL(None)
            allocator.mallopt(M_ARENA_MAX, MOST_POOLS)
            allocator.mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK)


def give_back_memory() -> None:
    """Gives memory that this process no longer uses back to the system, where it can be asked to: what was let go stays
    with the process otherwise, for it may be wanted again."""
    gc.collect()
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):  # not every Linux has this allocator
            ctypes.CDLL(None).malloc_trim(0)


def runs(pid: int) -> bool:
    """Whether a process of that number is there."""
    if sys.platform == "win32":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # there, and another user's
        return True
    return True


def _until_closed() -> None:
    with suppress(OSError):
        while os.read(0, 1):
            pass
    os._exit(ORPHANED)


def _confine_posix(memory: int, seconds: int) -> None:
    import resource

    # Whoever comes to the soft limit of time is told apart from whoever is killed from outside.
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        above = resource.getrlimit(kind)[1]
        if above != resource.RLIM_INFINITY:
            soft, hard = min(soft, above), min(hard, above)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):  # macOS does not know every limit; the time limit of the parent remains
            continue


if sys.platform == "win32":

    def _runs_on_windows(pid: int) -> bool:
        import ctypes
        from ctypes import wintypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        kernel.GetExitCodeProcess.argtypes = (wintypes.HANDLE, ctypes.POINTER(wintypes.DWORD))
        process, code = kernel.OpenProcess(QUERY_LIMITED, False, pid), wintypes.DWORD()
        if not process:
            return ctypes.get_last_error() == ACCESS_DENIED
        try:
            return bool(kernel.GetExitCodeProcess(process, ctypes.byref(code))) and code.value == STILL_ACTIVE
        finally:
            kernel.CloseHandle(process)

    def _confine_windows(memory: int, seconds: int) -> None:
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = (
                ("per_process_time", ctypes.c_int64),
                ("per_job_time", ctypes.c_int64),
                ("flags", wintypes.DWORD),
                ("least_set", ctypes.c_size_t),
                ("most_set", ctypes.c_size_t),
                ("active", wintypes.DWORD),
                ("affinity", ctypes.c_size_t),
                ("priority", wintypes.DWORD),
                ("scheduling", wintypes.DWORD),
            )

        class Extended(ctypes.Structure):
            _fields_ = (
                ("basic", Basic),
                ("io", ctypes.c_uint64 * 6),
                ("process_memory", ctypes.c_size_t),
                ("job_memory", ctypes.c_size_t),
                ("peak_process", ctypes.c_size_t),
                ("peak_job", ctypes.c_size_t),
            )

        limits = Extended()
        limits.basic.flags = 0x2 | 0x100 | 0x400  # time of the process, its memory, and no window when it dies
        limits.basic.per_process_time = seconds * 10_000_000  # in steps of 100 ns
        limits.process_memory = memory
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job = kernel.CreateJobObjectW(None, None)
        # Where a guard around this process forbids another job, the time limit of the parent remains.
        if job and kernel.SetInformationJobObject(job, EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)):
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

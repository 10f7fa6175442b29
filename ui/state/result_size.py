"""How large a result is that is kept in memory."""

from __future__ import annotations

import gc
import sys
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

MOST_LOOKED_AT = 100_000  # objects; what has more is taken for as large as these
_SHARED = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType)  # there for everybody


def size_of(result: Any) -> int:
    """Bytes of the result and of all it holds, but for what belongs to the program itself."""
    seen: set[int] = set()
    waiting, found = [result], 0
    while waiting and len(seen) < MOST_LOOKED_AT:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, _SHARED):
            continue
        seen.add(id(one))
        found += sys.getsizeof(one, 0)
        waiting.extend(gc.get_referents(one))
    return found

"""What was written for a buyer, and what the cooperative should know before it is sent, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from command_line.printing import harmless, plain, wrapped
from words.speech import say

if TYPE_CHECKING:
    from packs.buyer.buyer_pack import BuyerPack


def buyer_text(pack: BuyerPack, folder: str, names: list[str]) -> str:
    """Which lots and files were written, with the seal of each passport, and what the files say is not documented."""
    lines = [
        say("buyer.terminal.heading", year=pack.crop_year),
        *wrapped(say("buyer.terminal.written", count=len(pack.lots), folder=harmless(folder, 200)), "  "),
        *wrapped(", ".join(map(harmless, names)), "    "),
    ]
    for lot in pack.lots:
        said = [say("buyer.terminal.lot", lot=harmless(lot.lot_id), count=lot.not_documented)]
        said += [say("buyer.terminal.contradiction")] if lot.contradicted else []
        lines += ["", *wrapped(" ".join(said), "  ")]
        lines += wrapped(say("buyer.terminal.sha", sha=lot.passport.sha256), "    ")
    lines += ["", *([] if pack.contact else wrapped(say("buyer.terminal.no_contact"), "  "))]
    lines += wrapped(say("buyer.terminal.check"), "  ")
    return plain("\n".join(lines)) + "\n"

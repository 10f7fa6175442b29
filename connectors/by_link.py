"""A workbook behind a link, read once and kept nowhere: fetched beside whatever else is begun."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from threading import Thread

from connectors.cells import Workbook
from connectors.source import Source, kind_of
from connectors.trouble import NothingToRead
from connectors.web.web_failures import host_of


class ByLink:
    """A workbook being fetched; ask for its `result()`, which raises CannotGoOn where it can't be had."""

    def __init__(self, source: Source):
        self.source = source
        self._done: Future[Workbook] = Future()
        Thread(target=self._fetch, daemon=True).start()

    def result(self) -> Workbook:
        """The workbook, once it is here."""
        return self._done.result()

    def _fetch(self) -> None:
        try:
            kind = kind_of(self.source.where, bool(self.source.key))
            found = kind.fetch(self.source, None, lambda words: None).workbooks
            if not found:
                raise NothingToRead(
                    "Behind the link there is no workbook.", "Open the link in a browser and see what it leads to."
                )
            self._done.set_result(found[0])
        except BaseException as trouble:  # raised where it is asked for
            self._done.set_exception(trouble)


def start_links(links: Sequence[str], key: str = "") -> list[ByLink]:
    """Every link being fetched; workbooks are called after their host, several of one host are numbered."""
    hosts = [host_of(link.strip()) or "link" for link in links]
    names = [
        host if hosts.count(host) == 1 else f"{host} ({hosts[: number + 1].count(host)})"
        for number, host in enumerate(hosts)
    ]
    return [ByLink(Source(name, "", link.strip(), key=key)) for name, link in zip(names, links, strict=True)]

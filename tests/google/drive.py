"""What Drive answers, the export of a spreadsheet shared by link, and the pages a browser gets."""

from __future__ import annotations

import re

from tests.google import answers, exported, faults, masks
from tests.google.faults import Answer, page, refused, told
from tests.google.sheets import EXCEL, Spreadsheet

USUAL_FILE = "kind,id,name,mimeType"
USUAL_FILES = f"kind,nextPageToken,incompleteSearch,files({USUAL_FILE})"
CONDITION = re.compile(
    r"""(?P<name>mimeType|name)\s*(?P<how>=|!=|contains)\s*(["'])(?P<value>.*?)\3"""
    r"|trashed\s*=\s*(?P<trashed>true|false)"
)


def files(google, call) -> Answer:
    """Answers /drive/v3/files and /drive/v3/files/{id}; what is not shared is not there, as in the real one."""
    tree = masks.mask(call.query.get("fields", [""])[0] if call.query.get("fields") else None)
    key = call.path.removeprefix("/drive/v3/files").strip("/")
    if not key:
        return _list(google, call, masks.mask(call.query.get("fields", [USUAL_FILES])[0]))
    book = google.files.get(key)
    if book is None or not book.may_read(call.user):
        return refused(404, "", f"File not found: {key}.", reason="notFound")
    masks.check(tree, answers.FILE)
    with book.lock:
        return told(200, masks.pruned(answers.file_of(book), tree or masks.mask(USUAL_FILE)), call.compact)


def _list(google, call, tree) -> Answer:
    masks.check(tree, answers.FILES)
    size = int(call.query.get("pageSize", ["100"])[0])
    if not 1 <= size <= 1000:
        return refused(
            400, "", f"Invalid value '{size}'. Values must be within the range: [1, 1000]", reason="invalidParameter"
        )
    size = min(size, google.files_a_page or size)
    start = 0
    if token := call.query.get("pageToken", [""])[0]:
        if not token.startswith("~!!~"):
            return refused(400, "", "Invalid Value", reason="invalid")
        start = int(token.removeprefix("~!!~"))
    with google.lock:
        found = sorted(
            (one for one in google.files.values() if call.user in one.readers), key=lambda one: (-one.modified, one.key)
        )
    found = [one for one in found if _meets(one, call.query.get("q", [""])[0])]
    answer: dict = {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [answers.file_of(one) for one in found[start : start + size]],
    }
    if start + size < len(found):
        answer["nextPageToken"] = f"~!!~{start + size}"
    return told(200, masks.pruned(answer, tree), call.compact)


def _meets(book: Spreadsheet, query: str) -> bool:
    for found in CONDITION.finditer(query):
        if found["trashed"]:
            if book.trashed != (found["trashed"] == "true"):
                return False
            continue
        is_now = {"mimeType": book.mime, "name": book.title}[found["name"]]
        meets = (
            found["value"].lower() in is_now.lower()
            if found["how"] == "contains"
            else (is_now == found["value"]) == (found["how"] == "=")
        )
        if not meets:
            return False
    return True


def export(google, call) -> Answer:
    """Answers /spreadsheets/d/{id}/export?format=xlsx: a redirect to the file where the link is shared, else to the
    sign-in page."""
    key = call.path.split("/")[3]
    book = google.files.get(key)
    if book is None:
        return page(404, "Not Found", "Sorry, unable to open the file at this time.")
    if not book.link_shared:
        return Answer(302, b"", faults.HTML, (("Location", f"{google.base}/ServiceLogin?continue={call.path}"),))
    if call.query.get("format", ["xlsx"])[0] != "xlsx":
        return page(400, "Bad Request", "This server exports .xlsx only.")
    return Answer(307, b"", faults.HTML, (("Location", f"{google.base}/export/ab12/{key}?format=xlsx"),))


def page_of(google, call) -> Answer:
    """Answers everything else: the exported bytes, the sign-in page, or that there is nothing."""
    if call.path.startswith("/ServiceLogin"):
        return faults.SIGN_IN
    book = google.files.get(call.path.rpartition("/")[2])
    if call.path.startswith("/export/") and book is not None and book.link_shared:
        with book.lock:
            content = exported.xlsx(book)
        name = re.sub(r"[^\w .-]", "", book.title, flags=re.ASCII)
        return Answer(200, content, EXCEL, (("Content-Disposition", f'attachment; filename="{name}.xlsx"'),))
    return page(404, "Not Found", "The requested URL was not found on this server.")

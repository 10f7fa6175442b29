"""The first bytes by which files of other kinds, and of ours, are known."""

ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")

# Offset, bytes, what it is.
OTHERS = (
    *((0, magic, "a picture") for magic in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")),
    (8, b"WEBP", "a picture"),
    (4, b"ftyp", "a picture or film"),
    (0, b"%PDF", "a PDF document"),
    (0, b"{\\rtf", "a text document"),
    *((0, magic, "a packed archive") for magic in (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")),
    *((0, magic, "a program") for magic in (b"MZ\x90", b"\x7fELF")),
    (0, b"SQLite format 3", "a database"),
    (0, b"PAR1", "a data file"),
)


def has_second_reader(start: bytes) -> bool:
    """Whether a file that begins so may be known to calamine too, which knows no .csv."""
    return start.startswith((ZIP, OLE, *OLD_EXCEL))

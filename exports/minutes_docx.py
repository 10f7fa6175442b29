"""The minutes as a DOCX: a zip of five small XML files (ECMA-376), with nothing in it but text and four styles."""

from __future__ import annotations

from xml.sax.saxutils import escape

from exports.fixed_zip import zip_of
from exports.text_workbook import FORBIDDEN
from words.minutes_words import Minutes, MinutesSection

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# id, name, what its paragraphs look like, what its letters look like; sizes in half points, spaces in twentieths
STYLES = (
    ("Title", "Title", '<w:spacing w:after="80"/>', '<w:b/><w:sz w:val="30"/>'),
    ("Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="140" w:after="30"/>', '<w:b/><w:sz w:val="22"/>'),
    ("ListBullet", "List Bullet", '<w:ind w:left="284" w:hanging="170"/>', ""),
    ("Blank", "Line to write on", "<w:spacing w:after='60' w:before='160'/>", ""),
    ("Foot", "Foot", '<w:spacing w:before="200"/>', '<w:color w:val="57534E"/><w:sz w:val="16"/>'),
)
# A4 with margins of 15 and 16 mm
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="850" w:right="907" w:bottom="850" w:left="907" '
    'w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
)
LINE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="78716C"/></w:pBdr>'  # the line to write on
BULLET = "\u2022 "


def minutes_docx(minutes: Minutes) -> bytes:
    """The page as a DOCX that Word and LibreOffice open; the same minutes give the same bytes."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations("officeDocument", "word/document.xml"),
        "word/document.xml": _document(minutes),
        "word/styles.xml": _styles(),
        "word/_rels/document.xml.rels": _relations("styles", "styles.xml"),
    }
    return zip_of((name, text.encode("utf-8", "replace")) for name, text in parts.items())


def _document(minutes: Minutes) -> str:
    told = [_paragraph("Title", minutes.title)]
    told += [_paragraph("", minutes.label, "<w:b/>")] if minutes.label else []
    told += [one for section in minutes.sections for one in _section(section)]
    told.append(_paragraph("Foot", minutes.foot))
    return f'{DECLARED}<w:document xmlns:w="{MAIN}"><w:body>{"".join(told)}{PAGE}</w:body></w:document>'


def _section(section: MinutesSection) -> list[str]:
    return [
        _paragraph("Heading1", section.title),
        *(_paragraph("", one) for one in section.sentences),
        *(_paragraph("ListBullet", BULLET + one) for one in section.points),
        *(_paragraph("Blank", one, line=LINE) for one in section.blanks),
    ]


def _paragraph(style: str, text: str, letters: str = "", line: str = "") -> str:
    """One paragraph; what XML does not allow is shown as a question mark in a diamond."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    looks = f"<w:rPr>{letters}</w:rPr>" if letters else ""
    safe = escape(FORBIDDEN.sub("\ufffd", text))
    return f'<w:p><w:pPr>{named}{line}</w:pPr><w:r>{looks}<w:t xml:space="preserve">{safe}</w:t></w:r></w:p>'


def _styles() -> str:
    usual = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
        '<w:sz w:val="20"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="30"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
    )
    ours = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        for id, name, paragraph, letters in STYLES
    )
    return f'{DECLARED}<w:styles xmlns:w="{MAIN}">{usual}{ours}</w:styles>'


def _content_types() -> str:
    return (
        f'{DECLARED}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{KINDS}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{KINDS}.styles+xml"/></Types>'
    )


def _relations(kind: str, target: str) -> str:
    return (
        f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )

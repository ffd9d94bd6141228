"""Word files made by hand for the reader's tests: the XML that matters, the rest of the package around it."""

import io
import zipfile

from huibao.formats.docx.read_xml import MC, PIC, WP, A, M, R, V, W
from huibao.formats.docx.reader import read_docx
from huibao.model.source import Source, SourceParagraph

PREFIXES = {"w": W, "r": R, "a": A, "wp": WP, "pic": PIC, "m": M, "mc": MC, "v": V}
NAMESPACES = " ".join(f'xmlns:{prefix}="{name[1:-1]}"' for prefix, name in PREFIXES.items())
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


def part(name: str, content: str) -> str:
    """The root element ``w:name`` with every namespace declared."""
    return f"<w:{name} {NAMESPACES}>{content}</w:{name}>"


def relations(*found: tuple[str, str, str]) -> str:
    """A relationships part of (id, kind, target); a target with :// is outside."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for key, kind, target in found
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def word(
    body: str,
    styles: str = "",
    numbering: str = "",
    parts: dict[str, str | bytes] | None = None,
    links: tuple[tuple[str, str, str], ...] = (),
) -> bytes:
    """A .docx of this body. ``parts`` are further parts by name, ``links`` further relationships of the document."""
    links = (*links, ("rIdS", "styles", "styles.xml"), ("rIdN", "numbering", "numbering.xml"))
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations(*links),
        "word/styles.xml": part("styles", styles),
        "word/numbering.xml": part("numbering", numbering),
    }
    return zipped(files | (parts or {}))


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def p(content: str, properties: str = "") -> str:
    """A paragraph; ``content`` without markup is one run."""
    inside = content if content.startswith("<") or not content else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(body: str, styles: str = "", numbering: str = "") -> Source:
    return read_docx(word(body, styles, numbering))


def paragraphs(source: Source) -> list[SourceParagraph]:
    return [item for item in source.items if isinstance(item, SourceParagraph)]


def lines(body: str, styles: str = "", numbering: str = "") -> list[str]:
    """The text of each paragraph, its number before it."""
    return [line.label + line.text for line in paragraphs(read(body, styles, numbering))]

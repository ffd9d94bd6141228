"""Old Word files are read as the same words, numbers, tables and notes that Word shows."""

import struct
from pathlib import Path

import pytest
from tests.formats.doc_made import Made, add_list, change, compound, fonts, level, plc, style_sheet

from huibao.errors import InputError
from huibao.formats.doc import sprms
from huibao.formats.doc.binary import OLD
from huibao.formats.doc.reader import read_doc
from huibao.model.report import Run
from huibao.model.source import Source, SourceComment, SourceParagraph, SourcePicture, SourceTable

BOLD = change(sprms.BOLD, 1)
SIGN = change(sprms.SPECIAL, 1)
IN_TABLE = change(sprms.IN_TABLE, 1)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def read(made: Made) -> Source:
    return read_doc(made.bytes())


def lines(source: Source) -> list[str]:
    return [item.label + item.text for item in source.items if isinstance(item, SourceParagraph)]


def paragraph(source: Source, number: int = 0) -> SourceParagraph:
    return [item for item in source.items if isinstance(item, SourceParagraph)][number]


def made(*paragraphs: str) -> Made:
    out = Made()
    for text in paragraphs:
        out.add(text)
    return out


def test_paragraphs_are_read_in_order() -> None:
    source = read(made("社区2023年工作总结", "一、主要工作", "正文。"))
    assert lines(source) == ["社区2023年工作总结", "一、主要工作", "正文。"]
    assert source.kind == "doc"
    assert source.notes == ()


def test_text_may_stand_in_one_byte_a_character() -> None:
    out = Made(squeezed=True)
    out.add("“Annual” – report")
    assert lines(read(out)) == ["“Annual” – report"]


def test_characters_beyond_the_first_plane_stay_whole() -> None:
    assert lines(read(made("𠮷祥村"))) == ["𠮷祥村"]


def test_the_header_of_a_file_from_wps_is_no_obstacle() -> None:
    assert lines(read_doc(made("正文").bytes(clsid=bytes(range(16))))) == ["正文"]


def test_looks_and_styles_are_evidence() -> None:
    out = Made()
    out.parts[1] = style_sheet(
        ("Normal", 0, 0xFFF, b"", change(sprms.SIZE, 32, 0)),
        ("heading 1", 1, 0, change(sprms.ALIGN, 1), BOLD + change(sprms.EAST_FONT, 1, 0)),
    )
    out.parts[15] = fonts("仿宋", "黑体")
    out.add("题目", style=1)
    out.add(("重点。", BOLD), "其余", changes=change(sprms.FIRST_CHARS, 200, 0))
    title, body = read(out).items
    assert isinstance(title, SourceParagraph)
    assert isinstance(body, SourceParagraph)
    assert (title.outline_level, title.style, title.bold, title.font, title.align, title.size_pt) == (
        1, "heading 1", True, "黑体", "center", 16.0,
    )  # fmt: skip
    assert body.runs == (Run("重点。", bold=True), Run("其余"))
    assert (body.indent, body.font, body.bold) == (2.0, "仿宋", False)


def test_a_toggle_can_turn_round_what_the_style_gives() -> None:
    out = Made()
    out.parts[1] = style_sheet(("Normal", 0, 0xFFF, b"", BOLD))
    out.add(("浅", change(sprms.BOLD, 0x81)), ("深", change(sprms.BOLD, 0x80)))
    assert not read(out).items[0].bold  # type: ignore[union-attr]
    out = Made()
    out.add(("深", change(sprms.BOLD, 0x81)))
    assert read(out).items[0].bold  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "form", "labels"),
    [
        ("\0、", 39, ["一、", "二、"]),
        ("（\0）", 37, ["（一）", "（二）"]),
        ("\0.", 0, ["1.", "2."]),
        ("\0", 18, ["①", "②"]),
        ("\0", 23, ["•", "•"]),
        ("●", 23, ["●", "●"]),
    ],
)
def test_automatic_numbers_are_what_a_reader_sees(text: str, form: int, labels: list[str]) -> None:
    out = Made()
    add_list(out, level(text, form))
    for words in ("甲", "乙"):
        out.add(words, changes=change(sprms.LIST, 1, 0) + change(sprms.LEVEL, 0))
    assert [item.label for item in read(out).items if isinstance(item, SourceParagraph)] == labels


def test_a_damaged_list_is_said() -> None:
    out = Made()
    add_list(out, level("\0、", 39))
    out.parts[73] = struct.pack("<H", 4000)
    out.add("甲")
    assert any("自动编号" in note for note in read(out).notes)


def test_signs_are_what_they_show() -> None:
    source = read(made("甲\t乙\x1e丙\x0b换行\x0c新页\x00末"))
    assert lines(source) == ["甲\t乙\u2011丙", "换行", "新页末"]
    assert paragraph(source, 1).continues
    assert paragraph(source, 2).page_break_before


def test_a_symbol_of_a_symbol_font_is_shown() -> None:
    out = Made()
    out.parts[15] = fonts("Wingdings")
    out.add(("(", change(sprms.SYMBOL, 0, 0, 0xFC, 0xF0)), "合格")
    assert lines(read(out)) == ["✔合格"]


def test_of_a_field_only_the_result_is_read() -> None:
    source = read(made('见\x13 HYPERLINK "http://a" \x14网站\x15。'))
    assert lines(source) == ["见网站。"]


def test_a_table_of_contents_is_left_out_by_name() -> None:
    out = Made()
    out.parts[1] = style_sheet(("Normal", 0, 0xFFF, b"", b""), ("toc 1", 19, 0, b"", b""))
    out.add('\x13 TOC \\o "1-3" \x14一、工作\t1', style=1)
    out.add("二、问题\t2\x15", style=1)
    out.add("正文")
    source = read(out)
    assert lines(source) == ["正文"]
    assert "二、问题" in source.left_out[0].text


def test_revisions_are_accepted_and_counted() -> None:
    out = Made()
    out.add("留", ("删", change(sprms.DELETED, 1)), ("增", change(sprms.INSERTED, 1)))
    source = read(out)
    assert lines(source) == ["留增"]
    assert "插入 1 处，删除 1 处" in source.notes[0]


def test_hidden_text_is_named() -> None:
    out = Made()
    out.add("显", ("隐", change(sprms.HIDDEN, 1)))
    source = read(out)
    assert lines(source) == ["显"]
    assert [(left.text, left.why) for left in source.left_out] == [("隐", "隐藏文字")]


def row_end(*edges: int, records: bytes = b"") -> bytes:
    cells = len(edges) - 1
    packed = bytes([cells]) + struct.pack(f"<{cells + 1}h", *edges) + records
    return IN_TABLE + change(sprms.ROW_END, 1) + change(sprms.TABLE_DEFINITION, *packed)


def add_row(out: Made, cells: list[str], end: bytes) -> None:
    for text in cells:
        out.add(text, changes=IN_TABLE, end="\x07")
    out.add(changes=end, end="\x07")


def test_a_table_keeps_its_cells_and_their_spans() -> None:
    out = made("前")
    add_row(out, ["序号", "问题"], row_end(0, 1000, 3000) + change(sprms.HEADER_ROW, 1))
    add_row(out, ["合并的一行"], row_end(0, 3000))
    add_row(out, ["1", "落实不力"], row_end(5, 990, 3000))
    out.add("后")
    before, table, after = read(out).items
    assert isinstance(table, SourceTable)
    text = [[(cell.paragraphs[0].text, cell.colspan) for cell in row] for row in table.rows]
    assert text == [[("序号", 1), ("问题", 1)], [("合并的一行", 2)], [("1", 1), ("落实不力", 1)]]
    assert table.header_rows == 1
    assert [item.text for item in (before, after) if isinstance(item, SourceParagraph)] == ["前", "后"]


def test_cells_merged_down_are_one() -> None:
    out = Made()
    first, second = struct.pack("<H18x", 3 << 5), struct.pack("<H18x", 1 << 5)
    plain = bytes(20)
    add_row(out, ["类", "甲"], row_end(0, 1000, 2000, records=first + plain))
    add_row(out, ["", "乙"], row_end(0, 1000, 2000, records=second + plain))
    (table,) = read(out).items
    assert isinstance(table, SourceTable)
    assert table.rows[0][0].rowspan == 2
    assert [len(row) for row in table.rows] == [2, 1]


def test_a_table_within_a_cell_gives_its_words_to_the_cell() -> None:
    out = Made()
    deep = IN_TABLE + change(sprms.DEPTH, 2, 0, 0, 0)
    out.add("内", changes=deep + change(sprms.INNER_CELL, 1))
    out.add(changes=deep + change(sprms.INNER_ROW_END, 1))
    out.add("外", changes=IN_TABLE, end="\x07")
    out.add(changes=row_end(0, 1000), end="\x07")
    (table,) = read(out).items
    assert isinstance(table, SourceTable)
    assert [line.text for line in table.rows[0][0].paragraphs] == ["内", "外"]


def test_notes_stand_behind_their_paragraph_and_comments_and_headers_are_named() -> None:
    out = Made()
    out.add("甲", ("\x02", SIGN), "乙", ("\x05", SIGN))
    out.add("脚注的话", story=1)
    out.add("汇报单位页眉", story=2)
    out.add("批注的话", story=4)
    out.parts |= {
        2: plc([1, out.counts[0]], b"\1\0"),
        3: plc([0, out.counts[1], out.counts[1] + 1]),
        4: plc([3, out.counts[0]], bytes(20) + b"\0\0" + bytes(8)),
        5: plc([0, out.counts[4], out.counts[4] + 1]),
        6: plc([0, out.counts[0]], b"\0\0\xff\xff\xff\xff" + bytes(6)),
        11: plc([0] * 8 + [out.counts[2]] * 6),
        36: struct.pack("<H", 2) + "王敏".encode("utf-16-le"),
    }
    source = read(out)
    assert lines(source) == ["甲〔注1〕乙", "〔注1〕脚注的话"]
    left = {(one.text, one.why) for one in source.left_out}
    assert left == {("汇报单位页眉", "页眉")}
    first = source.items[0]
    assert isinstance(first, SourceParagraph)
    assert first.comments == (SourceComment("批注的话", "王敏"),)


def record(kind: int, content: bytes, version: int = 0) -> bytes:
    return struct.pack("<HHI", version, kind, len(content)) + content


def picture_in_text(blip: bytes) -> bytes:
    body = record(0xF004, b"", 0xF) + record(0xF007, bytes(36) + blip)
    head = struct.pack("<iHh", 0x44 + len(body), 0x44, 0x64).ljust(0x1C, b"\0")
    return (head + struct.pack("<4h", 1440, 2880, 1000, 500)).ljust(0x44, b"\0") + body


def test_a_picture_in_the_text_is_kept() -> None:
    out = Made(data=picture_in_text(record(0xF01E, bytes(17) + PNG, 0x6E00)))
    out.add(("\x01", change(sprms.PICTURE, 0, 0, 0, 0)))
    source = read(out)
    (picture,) = source.items
    assert isinstance(picture, SourcePicture)
    assert (picture.extension, picture.width_mm, picture.height_mm) == ("png", 25.4, 25.4)
    assert source.media[picture.sha256] == PNG


def test_a_picture_that_is_damaged_is_named() -> None:
    out = Made(data=bytes(30))
    out.add(("\x01", change(sprms.PICTURE, 0, 0, 0, 0)), "正文")
    source = read(out)
    assert lines(source) == ["正文"]
    assert "图片" in source.left_out[0].text


def drawing(*shapes: bytes, store: bytes = b"") -> bytes:
    group = record(0xF003, record(0xF004, record(0xF00A, struct.pack("<iI", 1024, 5)), 0xF) + b"".join(shapes), 0xF)
    return record(0xF000, record(0xF001, store, 0xF), 0xF) + b"\0" + record(0xF002, group, 0xF)


def shape(number: int, options: bytes = b"") -> bytes:
    return record(0xF004, record(0xF00A, struct.pack("<iI", number, 0)) + record(0xF00B, options), 0xF)


def test_a_text_box_is_read_where_it_is_anchored() -> None:
    out = Made()
    out.add(("\x08", SIGN), "正文")
    length = out.counts[0]
    out.add("框中的题目", story=6)
    out.parts[40] = plc([0, length], struct.pack("<5i6x", 1025, 0, 0, 1440, 1440))
    out.parts[50] = drawing(shape(1025))
    out.parts[56] = plc([0, out.counts[6], out.counts[6] + 2], bytes(14) + struct.pack("<i4x", 1025), bytes(22))
    assert lines(read(out)) == ["框中的题目", "正文"]


def test_pictures_beside_the_text_are_found_in_their_store_also_in_groups() -> None:
    out = Made()
    out.add(("\x08", SIGN), "正文")
    blip = record(0xF01E, bytes(17) + PNG, 0x6E00)
    group = record(0xF004, record(0xF00A, struct.pack("<iI", 1025, 1)), 0xF)
    inner = record(0xF003, group + shape(1026, struct.pack("<HI", 0x4104, 1)), 0xF)
    out.parts[40] = plc([0, out.counts[0]], struct.pack("<5i6x", 1025, 0, 0, 1440, 2880))
    out.parts[50] = drawing(inner, store=record(0xF007, bytes(36) + blip))
    picture, _ = read(out).items
    assert isinstance(picture, SourcePicture)
    assert (picture.width_mm, picture.height_mm) == (25.4, 50.8)


def form(kind: int, result: int, *choices: str) -> bytes:
    names = b"".join(struct.pack("<H", len(name)) + name.encode("utf-16-le") for name in choices)
    data = struct.pack("<IHHH", 0xFFFFFFFF, kind | result << 2, 0, 0) + bytes(4) + bytes(2) + bytes(20)
    data += struct.pack("<HHH", 0xFFFF, len(choices), 0) + names
    return struct.pack("<iH", 0x44 + len(data), 0x44).ljust(0x44, b"\0") + data


@pytest.mark.parametrize(
    ("data", "shown"),
    [(form(2, 1, "甲稿", "乙稿"), "乙稿"), (form(1, 1), "☑"), (form(1, 25), "□"), (form(2, 9, "甲"), "")],
)
def test_a_form_field_shows_what_was_chosen(data: bytes, shown: str) -> None:
    out = Made(data=data)
    out.add("第", "\x13 FORM ", ("\x01", change(sprms.PICTURE, 0, 0, 0, 0) + change(sprms.FIELD_DATA, 1)), "\x15版")
    assert lines(read(out)) == [f"第{shown}版"]


def test_sections_begin_pages() -> None:
    out = Made()
    out.add("甲", end="\x0c")
    out.add("乙")
    out.parts[6] = plc([0, 2, 4], b"\0\0\xff\xff\xff\xff" + bytes(6), b"\0\0\xff\xff\xff\xff" + bytes(6))
    source = read(out)
    assert [paragraph(source, number).page_break_before for number in (0, 1)] == [False, True]


def test_word_95_is_said() -> None:
    for magic, version in ((0xA5DC, 0x68), (0xA5EC, 0x69)):
        with pytest.raises(InputError) as caught:
            read(Made(magic=magic, version=version, text="x\r", counts=[2] + [0] * 7))
        assert caught.value.message == OLD


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        compound({"WordDocument": b""}),
        made("正文").bytes()[:3000],
        Made().bytes(),
    ],
)
def test_damage_is_one_sentence(data: bytes) -> None:
    with pytest.raises(InputError, match="已损坏"):
        read_doc(data)


def test_a_file_without_a_document_is_said() -> None:
    with pytest.raises(InputError, match="没有 Word 正文"):
        read_doc(compound({"Other": b"x"}))


def test_received_files_keep_every_paragraph(shared: Path) -> None:
    for path in sorted((shared / "corpus").rglob("*.doc")) + sorted((shared / "corpus").rglob("*.wps")):
        source = read_doc(path.read_bytes())
        assert len(source.items) > 10, path.name
        assert not [line for line in lines(source) if "\ufffd" in line or "\ufffc" in line], path.name

"""Plain text comes in whatever its encoding, damaged or not, and goes out so that Notepad reads it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huibao.errors import InputError
from huibao.formats import txt
from huibao.model.source import Source, SourceParagraph

REPORT = """某社区2023年工作总结

　　今年以来，社区坚持“一手抓建设、一手抓服务”，现将有关情况汇报如下：
一、存在的问题
（一）服务群众方面
1.走访不够深入。入户走访多在白天，上班的居民见不到面。
"""
LINE_ENDS = "\r\n\x0b\x0c\x85\u2028\u2029"
ENCODINGS = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


def paragraphs(source: Source) -> list[SourceParagraph]:
    return [item for item in source.items if isinstance(item, SourceParagraph)]


def texts(source: Source) -> list[str]:
    return [line.text for line in paragraphs(source)]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_report_reads_the_same_in_every_encoding(encoding: str) -> None:
    source = txt.read_text(REPORT.encode(encoding))
    assert source == txt.read_plain(REPORT)
    assert source.notes == ()
    assert source.kind == "txt"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "text", ["总结", "工作总结", "一、", "2023年", "职务", "问题和措施：\r\n1、", "a总", "（三）整改措施"]
)
def test_even_a_few_characters_are_told_apart(encoding: str, text: str) -> None:
    assert txt.decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_sample_reads_the_same_in_every_encoding(shared: Path, encoding: str) -> None:
    text = (shared / "samples" / "seed-2023.txt").read_text(encoding="utf-8")
    assert txt.decode(text.encode(encoding))[0] == text


# The first level of GB 2312: its 3,755 most common characters.
COMMON = "".join(
    bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
)
SENTENCES = st.text(st.sampled_from(COMMON + "，。、：；（）“”0123456789\n"), min_size=6, max_size=80)


@given(SENTENCES, st.sampled_from(ENCODINGS))
def test_common_text_reads_the_same_in_every_encoding(text: str, encoding: str) -> None:
    # A word of six Chinese characters at least; less can be valid in two encodings.
    text = "今年以来社区" + text
    assert txt.decode(text.encode(encoding))[0] == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_what_was_written_is_read_again(text: str) -> None:
    data = txt.write_text(text)
    again = txt.write_text(txt.decode(data)[0])
    assert again == data


def test_text_is_written_for_windows_notepad() -> None:
    assert txt.write_text("一\n二\u2028三\r\n") == b"\xef\xbb\xbf" + "一\r\n二\r\n三\r\n".encode()


def test_what_no_file_can_hold_is_replaced_when_written() -> None:
    assert txt.write_text("a\x00\ud800b").decode("utf-8-sig") == "a\ufffd\ufffdb"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig"])
def test_a_damaged_byte_costs_its_character_alone_and_is_noted(encoding: str) -> None:
    data = bytearray(REPORT.encode(encoding))
    at = REPORT.encode(encoding).index("居民".encode(encoding.removesuffix("-sig")))
    data[at] = 0xFF
    source = txt.read_text(bytes(data))
    assert texts(source)[:4] == texts(txt.read_plain(REPORT))[:4]
    assert texts(source)[4].count("\ufffd") == 1
    assert texts(source)[4].replace("\ufffd", "居") == texts(txt.read_plain(REPORT))[4]
    (note,) = source.notes
    assert "损坏" in note


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16-le"])
def test_a_file_cut_off_within_a_character_keeps_all_before_it(encoding: str) -> None:
    whole = REPORT.strip()
    assert txt.decode(whole.encode(encoding)[:-1])[0][: len(whole) - 1] == whole[:-1]


TRADITIONAL = "社區居民委員會今年以來開展黨建工作，走訪居民三百戶，解決實際問題二十件；問題整改落實情況總結如下。"


@given(st.integers(0, 30), st.integers(6, 40))
def test_traditional_text_in_big5_is_told_from_gbk(start: int, length: int) -> None:
    text = TRADITIONAL[start : start + length]
    for encoding in ("big5", "gbk"):
        assert txt.decode(text.encode(encoding))[0] == text


def test_a_chosen_encoding_is_followed() -> None:
    assert texts(txt.read_text("繁體總結".encode("big5"), "big5")) == ["繁體總結"]
    assert txt.decode(b"\xd6\xd0", "latin-1") == ("ÖÐ", "latin-1")
    with pytest.raises(InputError, match="编码"):
        txt.decode(b"a", "no such thing")


def test_blank_lines_are_layout_and_leading_blanks_are_evidence() -> None:
    source = txt.read_plain(
        "标题\n\n \u3000\n　　正文 \n" + " " * 68 + "某社区\n" + "\u00a0" * 60 + "2023年12月8日\n\t表"
    )
    assert [(line.text, line.indent, line.where) for line in paragraphs(source)] == [
        ("标题", 0.0, "第1行"),
        ("正文", 2.0, "第4行"),
        ("某社区", 34.0, "第5行"),
        ("2023年12月8日", 30.0, "第6行"),
        ("表", 4.0, "第7行"),
    ]


def test_line_ends_of_every_kind_part_lines_and_a_form_feed_parts_pages() -> None:
    source = txt.read_plain("一\r\n二\r三\n四\u2029五\u2028六\x0b七\x0c八\n\x0c\n九\x0c")
    assert [(line.text, line.continues, line.page_break_before) for line in paragraphs(source)] == [
        ("一", False, False),
        ("二", False, False),
        ("三", False, False),
        ("四", False, False),
        ("五", False, False),
        ("六", True, False),
        ("七", True, False),
        ("八", False, True),
        ("九", False, True),
    ]


def test_marks_of_old_systems_at_the_end_are_no_text() -> None:
    assert texts(txt.read_text("总结\r\n\x1a".encode("gbk"))) == ["总结"]
    assert texts(txt.read_text(b"abc" + bytes(100))) == ["abc"]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_visible_character_is_lost(text: str) -> None:
    def visible(content: str) -> list[str]:
        return [character for character in content if character not in txt.BLANKS + LINE_ENDS + "\ufeff\u200b"]

    kept = visible("".join(texts(txt.read_plain(text))))
    bare = visible(text)
    assert len(kept) == len(bare)
    assert all(one == other or one == "\ufffd" for one, other in zip(kept, bare, strict=True))


def test_a_text_over_50_mb_is_refused() -> None:
    with pytest.raises(InputError, match="50 MB"):
        txt.read_text(b"a" * (50 * 1024 * 1024 + 1))

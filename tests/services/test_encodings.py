"""The encodings a text file may be opened in anew."""

from pathlib import Path

import pytest

from huibao.errors import InputError
from huibao.services import encodings

TEXT = "关于2023年工作情况的总结\n一、主要工作\n" * 600


@pytest.mark.parametrize("encoding", [name for name, _ in encodings.ENCODINGS if name != "big5hkscs"])
def test_what_is_guessed_is_offered_and_reads_well(encoding: str) -> None:
    data = TEXT.encode(encoding)
    assert encodings.guessed(data) == encoding
    shown = encodings.beginning(data, encoding)
    assert TEXT.startswith(shown)
    assert len(shown) > 1000


def test_a_wrong_encoding_shows_that_it_is_wrong() -> None:
    data = TEXT.encode("gb18030")
    assert "\ufffd" in encodings.beginning(data, "utf-8")
    assert encodings.beginning(data, "gb18030").startswith("关于2023年")


def test_a_byte_order_mark_is_not_shown() -> None:
    assert encodings.beginning(TEXT.encode("utf-8-sig"), "utf-8").startswith("关于")


def test_only_a_text_has_an_encoding(tmp_path: Path) -> None:
    assert encodings.is_text(Path("总结.TXT"))
    assert encodings.is_text(Path("总结"))
    assert not encodings.is_text(Path("总结.docx"))
    file = tmp_path / "总结.txt"
    file.write_bytes(b"PK\x03\x04" + b"x" * 50)
    with pytest.raises(InputError, match="不是文本文件"):
        encodings.text_bytes(file)

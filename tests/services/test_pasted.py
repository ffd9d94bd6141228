"""The HTML of a clipboard, as Word, WPS, browsers, WeChat and spreadsheets write it."""

import base64
import time
from pathlib import Path

import pytest

from huibao.model.report import Paragraph, Picture, Run, Table
from huibao.services.pasted import MOST_CHARACTERS, Pasted, pasted_html

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="gb2312">
<style><!-- p.MsoNormal {mso-style-parent:"";font-size:16.0pt} --></style></head><body lang=ZH-CN><!--StartFragment-->
<h2 style='text-indent:32.0pt'><span lang=EN-US>1.</span>走访不够经常<o:p></o:p></h2>
<p class=MsoNormal style='text-indent:32.0pt'>每月只去<b>一次</b>，<span style='mso-spacerun:yes'>&nbsp;</span>群众有意见。<o:p></o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>2.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span><![endif]>台账不全<span lang=EN-US><o:p></o:p></span></p>
<!--EndFragment--></body></html>"""


def read(html: str, temporary: Path | None = None) -> Pasted:
    found = pasted_html(html, temporary)
    assert found is not None
    return found


def texts(found: Pasted) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def test_words_paragraphs_headings_and_typed_numbers() -> None:
    found = read(WORD)
    assert texts(found) == ["1.走访不够经常", "每月只去一次， 群众有意见。", "2.  台账不全"]
    first, second, _ = found.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert first.level == 2
    assert [run for run in second.runs if run.bold] == [Run("一次", bold=True)]
    assert not found.plain


def test_a_paragraph_that_is_bold_throughout_is_none_in_the_report() -> None:
    (block,) = read("<p><b>全部加粗</b></p>").blocks
    assert isinstance(block, Paragraph)
    assert block.runs == (Run("全部加粗"),)


def test_what_says_no_more_than_its_text_is_plain() -> None:
    assert read("<div><span style='color:red;font-size:30px'>一句话</span></div><div>又一句</div>").plain


def test_lists_keep_their_numbers_and_lose_their_bullets() -> None:
    found = read("<ol><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>")
    assert [text.replace(" ", "") for text in texts(found)] == ["1.甲", "2.乙", "丙"]


def test_a_spreadsheets_cells_with_spans() -> None:
    found = read(
        "<table border=0><tr><td colspan=2>合计</td><td>9</td></tr><tr><td>甲</td><td><b>乙</b></td><td>丙</td></tr></table>"
    )
    (table,) = found.blocks
    assert isinstance(table, Table)
    assert [[(c.paragraphs[0].text, c.colspan) for c in row] for row in table.rows] == [
        [("合计", 2), ("9", 1)],
        [("甲", 1), ("乙", 1), ("丙", 1)],
    ]


def test_a_picture_within_the_html_is_kept_one_elsewhere_is_counted_and_nothing_is_loaded() -> None:
    data = base64.b64encode(PIXEL).decode()
    found = read(f"<p>前</p><img src='data:image/png;base64,{data}' alt='图一'><img src='https://example.com/a.png'><p>后</p>")
    assert [type(block) for block in found.blocks] == [Paragraph, Picture, Paragraph]
    assert list(found.media.values()) == [PIXEL]
    assert found.missing == 1


def test_pictures_that_word_and_wps_wrote_beside_it_are_taken_from_their_own_folders_alone(tmp_path: Path) -> None:
    own = tmp_path / "msohtmlclip1" / "01"
    own.mkdir(parents=True)
    (own / "clip_image001.png").write_bytes(PIXEL)
    (tmp_path / "secret.png").write_bytes(PIXEL)
    (own / "notes.txt").write_text("秘密", encoding="utf-8")
    good = (own / "clip_image001.png").as_uri()
    assert [type(b) for b in read(f"<p>图</p><img src='{good}'>", tmp_path).blocks] == [Paragraph, Picture]
    for address in (
        (tmp_path / "secret.png").as_uri(),
        (own / "notes.txt").as_uri(),
        f"{own.as_uri()}/../../secret.png",
        "file://server/msohtmlclip1/01/clip_image001.png",
    ):
        found = read(f"<p>图</p><img src='{address}'>", tmp_path)
        assert [type(b) for b in found.blocks] == [Paragraph]
        assert found.missing == 1


def test_scripts_hidden_text_and_navigation_are_no_words_of_the_report() -> None:
    found = read("<script>alert(1)</script><nav>首页</nav><p style='display:none'>暗</p><p>正文</p>")
    assert texts(found) == ["正文"]


@pytest.mark.parametrize("html", ["", "  ", "<p></p>", "<script>1</script>", "x" * (MOST_CHARACTERS + 1)])
def test_nothing_and_too_much_give_none(html: str) -> None:
    assert pasted_html(html) is None


def test_html_nested_beyond_reason_does_no_harm() -> None:
    found = pasted_html("<div>" * 5000 + "深" + "</div>" * 5000)
    assert found is None or texts(found) == ["深"]


def test_ten_pages_are_read_before_the_user_notices() -> None:
    html = "<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋'>" + "社区工作" * 30 + "</span></p>"
    start = time.perf_counter()
    assert len(read(html * 100).blocks) == 100
    assert time.perf_counter() - start < 1.0

"""Nothing of a source is lost, invented or moved, whatever it is."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from tests.recognise.world import keeps_law, source

from huibao.model.report import Run
from huibao.model.source import Source, SourceCell, SourceItem, SourceParagraph, SourcePicture, SourceTable

PIECES = (
    *"。；：，、！？”“（）《》a\u3000\t\u2028\u200b ①",
    *"…… —— 一、 二、 三、四月份 （一） （二） 1. 2. 1、 3） （1） 第一， 第一章 1.1 2.3.1 3.5亩".split(),
    *"工作 学习不够深入 存在问题 整改措施 原因分析： 由于 主要原因是 具体表现： 整改目标： 下一步打算 方面 问题".split(),
    *"2023年12月8日 （2018年1月2日） 2019.1.2 时间： 汇报人： 张三 某某社区 特此报告 总之， 此致 敬礼！".split(),
    *"附件 附件： 附件1 附件2： 统计表 联系人： ##paidbegin## ##paidend## ……… 当前位置： 各位领导： 关于".split(),
    *"年度工作总结 2024年度工作计划 8月： 9月： 今年以来，社区党总支带领居民开展了许多工作，取得了一些成绩".split(),
    *("1 ", "- - - -", "首页 > 新闻", "Word 2.0"),
)
texts = st.lists(st.sampled_from(PIECES), min_size=0, max_size=7).map("".join)


@st.composite
def looks(draw: st.DrawFn) -> SourceParagraph:
    content = tuple(
        Run(draw(texts), bold=draw(st.booleans()), underline=draw(st.booleans()))
        for _ in range(draw(st.integers(0, 3)))
    )
    return SourceParagraph(
        runs=content,
        label=draw(st.sampled_from(["", "", "", "一、", "（二）", "1.", "2.", "●", "-", "1.1", "第一条"])),
        outline_level=draw(st.sampled_from([0, 0, 0, 1, 2])),
        size_pt=draw(st.sampled_from([0.0, 16.0, 22.0])),
        bold=draw(st.booleans()),
        font=draw(st.sampled_from(["", "仿宋", "黑体"])),
        align=draw(st.sampled_from(["", "center", "right"])),
        indent=draw(st.sampled_from([0.0, 2.0, 30.0])),
        page_break_before=draw(st.booleans()),
        continues=draw(st.booleans()),
    )


def items() -> st.SearchStrategy[SourceItem]:
    cells = st.lists(looks(), min_size=1, max_size=2).map(lambda content: SourceCell(tuple(content)))
    rows = st.lists(cells, min_size=1, max_size=2).map(tuple)
    tables = st.lists(rows, min_size=1, max_size=2).map(lambda content: SourceTable(tuple(content)))
    pictures = st.just(SourcePicture("0" * 64, "png", alt="图"))
    return st.one_of(looks(), looks(), looks(), looks(), tables, pictures)


@given(st.lists(texts, max_size=30))
@example(["一、", "1.。", "（一）：。", "原因分析：", "附件："])
def test_every_character_of_plain_lines_is_kept_or_named(lines: list[str]) -> None:
    assert keeps_law(source(*lines))


@given(st.lists(items(), max_size=25))
def test_every_character_of_a_word_file_is_kept_or_named(content: list[SourceItem]) -> None:
    assert keeps_law(Source(tuple(content), kind="docx"))

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.world import PROFILE, TEXTS, body, heading, pages_of, png, table

from huibao.layout import Composer, Fonts, Pages
from huibao.layout.blocks import PictureBlock
from huibao.model.manuscript import Item, Span
from huibao.model.report import Picture, runs


def composer() -> Composer:
    return Composer(PROFILE, Fonts(PROFILE), {})


def shape(pages: Pages) -> list[tuple[int, list[tuple[str, float, float]]]]:
    return [(page.number, [(line.text, line.x, line.y) for line in page.lines]) for page in pages.pages]


def long_report(paragraphs: int = 200) -> list[Item]:
    return [body(f"第{number}段。" + "党建引领社区治理，" * (number % 9), str(number)) for number in range(paragraphs)]


def test_an_edit_leaves_the_pages_it_does_not_reach_as_they_are() -> None:
    made, items = composer(), long_report()
    before = made.compose(items)
    items[100] = replace(items[100], runs=runs("改" + items[100].text[1:]))
    after = made.compose(items)
    assert len(after) == len(before) > 15
    changed = [new.number for new, old in zip(after.pages, before.pages, strict=True) if new is not old]
    assert 1 <= len(changed) <= 3


def test_undo_finds_what_was_composed_before() -> None:
    made, items = composer(), long_report(30)
    first = made.compose(items)
    made.compose([*items[:10], body("插入"), *items[10:]])
    again = made.compose(items)
    assert shape(again) == shape(first)
    blocks = {one.block.item.node: one.block for page in first.pages for one in page.slices}
    assert all(one.block is blocks[one.block.item.node] for page in again.pages for one in page.slices)


def test_a_picture_that_comes_late_is_shown() -> None:
    media: dict[str, bytes] = {}
    items = [*long_report(3), Item("picture", "p", picture=Picture("p", "a", "png"))]
    made = Composer(PROFILE, Fonts(PROFILE), media)

    def height() -> float:
        block = made.compose(items).pages[0].slices[-1].block
        assert isinstance(block, PictureBlock)
        return block.height_pt

    frame = height()
    media["a"] = png(300, 150)
    assert height() == pytest.approx(150 / 96 * 72, rel=0.01)
    assert height() != pytest.approx(frame)


def test_a_line_knows_the_node_it_comes_from() -> None:
    text = "标题句。" + "正文" * 40
    item = Item("heading", "p", runs(text), "1.", 3, 4, spans=(Span("p", "headline", 0, 4), Span("q", "text", 4, 84)))
    first, second, *_ = pages_of(item).pages[0].lines
    assert (first.node, second.node) == ("p", "q")
    assert first.span_at(first.x + 20) == Span("p", "headline", 0, 4)
    assert first.span_at(first.x + first.width - 5) == Span("q", "text", 4, 84)
    assert first.span_at(first.x - 100) == Span("p", "headline", 0, 4)


def test_pages_tell_where_a_node_begins() -> None:
    pages = pages_of(body("党" * 28 * 30, "a"), body("建", "b"))
    lines = pages.pages[1].lines
    assert pages.place_of("a") == (0, pages.pages[0].lines[0].y)
    assert pages.place_of("b") == (1, lines[-1].y)
    assert pages.place_of("nowhere") is None


def test_headings_become_bookmarks() -> None:
    run_in = Item("heading", "r", runs("学习不够深入。具体如下"), "1.", 3, 7, first_indent=2.0)
    pages = pages_of(heading("基本情况"), body("正文"), run_in)
    assert [(mark.title, mark.level, mark.page) for mark in pages.bookmarks()] == [
        ("一、基本情况", 1, 0),
        ("1.学习不够深入", 3, 0),
    ]


MADE = st.one_of(
    st.builds(body, TEXTS, st.sampled_from("abc"), blank_before=st.integers(0, 1), new_page=st.booleans()),
    st.builds(heading, TEXTS),
    st.builds(lambda text: Item("date", "d", runs(text), align="right", blank_before=1), TEXTS),
    st.just(table([["一", "二"], ["三" * 300, "四"]], header_rows=1)),
    st.just(table([["问题清单和措施清单"] * 9, *[["措施"] * 9] * 20], header_rows=1, node="wide")),
    st.just(Item("attachment_label", "label", runs("附件"), new_page=True)),
    st.builds(lambda times: body("党建引领" * times, "long"), st.integers(0, 300)),
)
REPORTS = st.lists(MADE, max_size=25)
EDITS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.lists(MADE, max_size=4)), max_size=5)


@given(report=REPORTS, edits=EDITS)
def test_composing_after_an_edit_gives_what_composing_anew_gives(
    report: list[Item], edits: list[tuple[int, int, list[Item]]]
) -> None:
    made, items = composer(), list(report)
    made.compose(items)
    for at, gone, come in edits:
        items[at : at + gone] = come
        assert shape(made.compose(items)) == shape(composer().compose(items))

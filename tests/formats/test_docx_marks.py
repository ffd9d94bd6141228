"""The bookmarks that say which node a paragraph prints: written, read back, and named alike by both."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.model.strategies import MEDIA, PIXEL_SHA256

from huibao.formats.docx.marks import Names
from huibao.formats.docx.reader import read_docx
from huibao.formats.docx.writer import write_docx
from huibao.model.manuscript import Item
from huibao.model.profile import Profile
from huibao.model.report import Cell, Paragraph, Picture, Table, runs

nodes = st.lists(st.sampled_from(["a1b2c3", "A1B2C3", "甲", "n" * 40, "_", "a1b2c3_2", "f00"]), max_size=12)


def written(node: str, number: int) -> Item:
    if number % 5 == 3:
        table = Table(node, ((Cell((Paragraph("", ()),)), Cell((Paragraph("", runs("表中")),))),))
        return Item("table", node, table=table)
    if number % 5 == 4:
        return Item("picture", node, picture=Picture(node, PIXEL_SHA256, "png"))
    return Item("body", node, runs(f"第{number}句\u2028又一行。"))


@given(nodes)
def test_every_mark_is_read_back_under_the_name_it_was_given(held: list[str]) -> None:
    items = tuple(written(node, number) for number, node in enumerate(held))
    names = Names()
    found = read_docx(write_docx(items, Profile(), MEDIA)).items
    assert [item.mark for item in found if item.mark] == [names.next(node) for node in held]


@given(nodes)
def test_no_name_is_given_twice_or_too_long_for_word(held: list[str]) -> None:
    names = Names()
    given_names = [names.next(node) for node in held]
    assert len({name.lower() for name in given_names}) == len(held) == len(names)
    assert all(len(name) <= 40 for name in given_names)

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.world import PROFILE, TEXTS, body, heading, pages_of, texts_of

from huibao.layout import Pages
from huibao.model.manuscript import Item
from huibao.model.profile import Profile
from huibao.model.report import runs

LINE = "党" * 26


def counts(pages: Pages) -> list[int]:
    return [len(page.lines) for page in pages.pages]


def signature(own: str = "XX社区", date: str = "2023年12月8日") -> tuple[Item, Item]:
    return (
        Item("signature", "s", runs(own), align="right", right_indent=2.0, blank_before=1),
        Item("date", "d", runs(date), align="right", right_indent=2.0),
    )


def test_a_page_takes_22_lines_of_28_characters() -> None:
    pages = pages_of(body("党" * (28 * 50)))
    assert counts(pages) == [22, 22, 7]
    assert {len(line.text) for line in pages.pages[1].lines} == {28}


def test_lines_stand_on_the_grid_of_the_profile() -> None:
    first, second, *_, last = pages_of(body("党" * 28 * 22)).pages[0].lines
    assert first.y == pytest.approx(37 / 25.4 * 72)
    assert second.y - first.y == pytest.approx(28.95)
    assert last.y + last.height <= (297 - 35) / 25.4 * 72
    assert second.x == pytest.approx(28 / 25.4 * 72)
    assert first.x - second.x == pytest.approx(2 * 15.75)


def test_a_heading_at_the_foot_goes_along_with_its_text() -> None:
    texts = texts_of(
        pages_of(*[body(LINE)] * 20, heading("基本情况"), heading("党建", label="（一）", level=2), body("正文。"))
    )
    assert len(texts[0]) == 20
    assert texts[1] == ["一、基本情况", "（一）党建", "正文。"]


def test_a_heading_of_two_lines_is_not_parted() -> None:
    texts = texts_of(pages_of(*[body(LINE)] * 21, heading("情" * 40), body("正文。")))
    assert [len(page) for page in texts] == [21, 3]


@pytest.mark.parametrize("before", range(17, 24))
def test_signature_and_date_never_stand_without_a_line_of_text(before: int) -> None:
    pages = pages_of(*[body(LINE)] * before, *signature())
    last = [line.text for line in pages.pages[-1].lines]
    assert last[-2:] == ["XX社区", "2023年12月8日"]
    assert LINE in last


def test_a_long_last_paragraph_gives_the_signature_one_line_only() -> None:
    texts = texts_of(pages_of(body("党" * 28 * 21), *signature()))
    assert [len(page) for page in texts] == [21, 3]


def test_blank_lines_are_set_but_not_at_the_top_of_a_page() -> None:
    first, second = pages_of(body("一"), body("二", blank_before=1)).pages[0].lines
    assert second.y - first.y == pytest.approx(2 * 28.95)
    pages = pages_of(*[body(LINE)] * 22, body("二", blank_before=1))
    assert pages.pages[1].lines[0].y == pages.pages[0].lines[0].y


def test_an_attachment_begins_a_page_its_title_on_the_third_line() -> None:
    label = Item("attachment_label", "a", runs("附件1"), new_page=True)
    title = Item("attachment_title", "t", runs("整改台账"), align="center", blank_before=1)
    pages = pages_of(body("正文。"), label, title, body("见下。"))
    assert counts(pages) == [1, 3]
    assert pages.pages[1].lines[1].y - pages.pages[1].lines[0].y == pytest.approx(2 * 28.95)


def test_no_items_make_one_empty_page() -> None:
    pages = pages_of()
    assert (len(pages), pages.pages[0].number, pages.pages[0].lines) == (1, 1, ())


def test_red_head_paper_leaves_room_on_the_first_page_alone() -> None:
    profile = Profile(faces=PROFILE.faces, first_page_top_mm=37 + 5 * 28.95 / 72 * 25.4)
    assert counts(pages_of(*[body(LINE)] * 40, profile=profile)) == [17, 22, 1]


def test_a_chain_of_headings_longer_than_a_page_ends_somewhere() -> None:
    pages = pages_of(*[heading("标题", node=str(number)) for number in range(60)])
    assert sum(counts(pages)) == 60


@pytest.mark.parametrize(
    "change", [{"top_mm": -20.0}, {"pitch_pt": 0.0}, {"lines": 0}, {"characters": 0}, {"right_mm": 500.0}]
)
def test_a_profile_with_impossible_lengths_still_makes_pages(change: dict[str, float]) -> None:
    profile = Profile(faces=PROFILE.faces, **change)  # type: ignore[arg-type]
    pages = pages_of(body("党建引领" * 20), profile=profile)
    assert "".join(line.text for page in pages.pages for line in page.lines) == "党建引领" * 20


PARAGRAPHS = st.lists(st.tuples(TEXTS, st.sampled_from(["body", "heading", "sign"])), max_size=30)


@given(paragraphs=PARAGRAPHS)
def test_every_character_of_every_item_is_on_the_pages_once_and_in_order(paragraphs: list[tuple[str, str]]) -> None:
    items: list[Item] = []
    for number, (text, kind) in enumerate(paragraphs):
        node = f"n{number}"
        if kind == "sign":
            items.extend(signature(text))
        else:
            items.append(heading(text, node) if kind == "heading" else body(text, node, blank_before=number % 2))
    pages = pages_of(*items)
    placed = [line for page in pages.pages for line in page.lines]
    assert "".join(line.text for line in placed) == "".join(item.label + item.text for item in items)
    assert all(len(page.lines) <= 22 for page in pages.pages)
    bottom = PROFILE.top_mm / 25.4 * 72 + 22 * 28.95
    assert all(line.y + line.height <= bottom + 0.1 for line in placed)
    for page in pages.pages:
        tops = [line.y for line in page.lines]
        assert tops == sorted(tops)
        assert len(set(tops)) == len(tops)

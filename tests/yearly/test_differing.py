"""What changed in a text: whole, minimal enough, and cut where a reader would cut."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from huibao.yearly import Piece, differences

texts = st.text("甲乙丙，。12 ", max_size=30)


@given(texts, texts)
def test_both_texts_can_be_put_together_from_the_pieces(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(piece.text for piece in pieces)


@given(texts, texts)
def test_neighbouring_pieces_differ_in_kind_and_what_was_removed_comes_first(old: str, new: str) -> None:
    kinds = [piece.kind for piece in differences(old, new)]
    pairs = list(itertools.pairwise(kinds))
    assert all(one != other for one, other in pairs)
    assert ("added", "removed") not in pairs


@given(texts)
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    assert differences(text, text) == ((Piece("same", text),) if text else ())


def test_characters_that_are_equal_by_chance_do_not_break_a_change_up() -> None:
    assert differences("强化学习教育。", "加强督促检查。") == (
        Piece("removed", "强化学习教育"),
        Piece("added", "加强督促检查"),
        Piece("same", "。"),
    )


def test_a_sentence_that_was_put_in_is_shown_whole() -> None:
    assert differences("抓好学习。抓好落实。", "抓好学习。抓好宣传。抓好落实。") == (
        Piece("same", "抓好学习。"),
        Piece("added", "抓好宣传。"),
        Piece("same", "抓好落实。"),
    )


def test_a_number_changes_as_a_whole() -> None:
    assert differences("党员126名。", "党员130名。") == (
        Piece("same", "党员"),
        Piece("removed", "126"),
        Piece("added", "130"),
        Piece("same", "名。"),
    )


def test_a_long_text_in_another_order_is_compared_at_once() -> None:
    old = "".join(f"第{number}件事办好了。" for number in range(400))
    new = "".join(f"第{number}件事办好了。" for number in range(399, -1, -1))
    assert "".join(piece.text for piece in differences(old, new) if piece.kind != "removed") == new

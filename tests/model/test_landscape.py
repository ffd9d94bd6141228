from huibao.model.landscape import turn
from huibao.model.manuscript import Item, manuscript
from huibao.model.profile import Face, Profile
from huibao.model.report import Attachment, Cell, Paragraph, Part, Report, Table, runs

PROFILE = Profile(faces={"table": Face(("仿宋",), 12.0)})


def table(columns: int) -> Item:
    row = tuple(Cell((Paragraph(f"c{at}", runs("问题清单和措施清单")),)) for at in range(columns))
    return Item("table", "t", table=Table("t", (row, row)))


def words(role: str = "body", **more: object) -> Item:
    return Item(role, "b", runs("党建"), **more)  # type: ignore[arg-type]


def turned(*items: Item) -> list[bool]:
    return [item.turned for item in turn(items, PROFILE)]


def test_only_a_wide_table_turns_its_page() -> None:
    assert turned(words(), table(4), words(), table(9), words()) == [False, False, False, True, False]


def test_where_no_table_is_wide_the_items_are_the_very_same() -> None:
    items = (words(), table(3))
    assert turn(items, PROFILE) is items


def test_turned_items_are_the_very_same_the_next_time() -> None:
    items = (words(), table(9))
    assert all(a is b for a, b in zip(turn(items, PROFILE), turn(items, PROFILE), strict=True))


def test_the_headings_right_above_a_wide_table_go_along() -> None:
    headings = (words("heading", level=1, keep_next=True), words("heading", level=2, keep_next=True))
    assert turned(words(), *headings, table(9), words()) == [False, True, True, True, False]
    assert turned(words("heading", level=3, head=1), table(9)) == [False, True]


def test_an_attachment_that_begins_with_a_wide_table_is_turned_to_its_end() -> None:
    label, title = words("attachment_label", new_page=True), words("attachment_title")
    other = words("attachment_label", new_page=True)
    assert turned(words(), label, title, table(9), words(), other, words()) == [False, *[True] * 4, False, False]
    assert turned(words(), label, title, words(), table(9), words()) == [False, False, False, False, True, False]


def test_no_signature_is_left_alone_on_the_page_after_a_wide_table() -> None:
    assert turned(words(), table(9), words("signature"), words("date")) == [False] * 4
    assert turned(words(), table(9), words("closing"), words("signature")) == [False, True, False, False]


def test_a_ledger_that_was_attached_lies_across() -> None:
    ledger = table(9).table
    assert ledger is not None
    attachment = Attachment("a", "附件：1.", runs("台账"), "附件", (Paragraph("at", runs("台账")),), (ledger,))
    report = Report(end=(Part("s", "signature", (Paragraph("sp", runs("社区")),)),), attachments=(attachment,))
    roles = {item.role: item.turned for item in turn(manuscript(report), PROFILE)}
    assert roles == {
        "attachment_list": False,
        "signature": False,
        "attachment_label": True,
        "attachment_title": True,
        "table": True,
    }

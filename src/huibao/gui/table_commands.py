"""What can be done to a table, as data: the editor does it, menus and shortcuts name it."""

from __future__ import annotations

# The name of a command and its words; an empty one is a line between.
COMMANDS = (
    ("row_above", "在上方插入行"),
    ("row_below", "在下方插入行"),
    ("column_left", "在左侧插入列"),
    ("column_right", "在右侧插入列"),
    ("", ""),
    ("drop_row", "删除这一行"),
    ("drop_column", "删除这一列"),
    ("drop_table", "删除表格"),
    ("", ""),
    ("merge", "合并选中的单元格"),
    ("split", "拆分单元格"),
    ("header", "首行作为表头（每页重复）"),
)

import pytest

from huibao.model.kinsoku import NO_END, NO_START, is_narrow, kinsoku
from huibao.model.profile import Breaking

USUAL = Breaking()


def breaks(text: str, rules: Breaking = USUAL) -> list[str]:
    """``text`` cut wherever a line may end."""
    ends = [at for at in range(1, len(text)) if kinsoku(rules).may_break(text, at)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("一二三", ["一", "二", "三"]),
        ("做到，不", ["做", "到，", "不"]),
        ("树“四个”，坚", ["树", "“四", "个”，", "坚"]),
        ("《条例》的", ["《条", "例》", "的"]),
        ("等……好——是", ["等……", "好", "——", "是"]),
        ("在2023年12月", ["在", "2023年", "12月"]),
        ("共1,200万元整", ["共", "1,200万元", "整"]),
        ("长3.5％的", ["长", "3.5％", "的"]),
        ("约5平方米地", ["约", "5平方米", "地"]),
        ("第一次2次", ["第", "一", "次", "2次"]),
        ("用GDP算", ["用", "GDP", "算"]),
        ("a big word", ["a ", "big ", "word"]),
        ("e-mail是", ["e-", "mail", "是"]),
        ("3-5人", ["3-5人"]),
        ("￥100元", ["￥100元"]),
        ("甲\u00a0乙", ["甲\u00a0乙"]),
        ("甲\u2028乙", ["甲\u2028", "乙"]),
        ("e\u0301甲", ["e\u0301", "甲"]),
        ("阿卜杜拉·买买提", ["阿", "卜", "杜", "拉·买", "买", "提"]),
    ],
)
def test_a_line_may_end_only_where_a_typesetter_would_end_it(text: str, pieces: list[str]) -> None:
    assert breaks(text) == pieces


def test_the_lists_are_those_of_the_standard_with_quotes_that_open_and_close() -> None:
    assert "“" in NO_END - NO_START
    assert "”" in NO_START - NO_END
    assert {"·", "．"} == NO_START & NO_END


def test_narrow_characters_are_those_of_latin_words() -> None:
    assert all(map(is_narrow, "aZ0.-é"))
    assert not any(map(is_narrow, "汉，“ \u2028　"))

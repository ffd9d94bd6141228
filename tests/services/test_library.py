"""The shipped and the user's own templates and profiles, with faults told apart from the rest."""

from pathlib import Path

import pytest

from huibao.services.library import Library

GOOD = """\
id = "{id}"
name = "{name}"
title = "标题"
order = {order}

[[sections]]
key = "work"
heading = "工作"
kind = "narrative"

[[front]]
id = "title"
label = "标题"
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("shipped", "user"):
        (tmp_path / name / "templates").mkdir(parents=True)
    return tmp_path / "shipped", tmp_path / "user"


def put(folder: Path, file: str, id: str, name: str = "名", order: int = 1) -> None:
    text = GOOD.format(id=id, name=name, order=order)
    (folder / "templates" / file).write_text(text, encoding="utf-8")


def test_what_is_shipped_loads_without_a_fault(resources: Path, tmp_path: Path) -> None:
    library = Library(resources, tmp_path / "none")
    assert [template.id for template in library.templates] == [
        "community-annual",
        "work-summary",
        "rectification",
        "self-examination",
        "duty-report",
    ]
    assert library.faults == ()
    template = library.template("community-annual")
    assert template is not None
    assert template.name == "社区年度工作总结"


def test_an_unknown_template_is_none(folders: tuple[Path, Path]) -> None:
    assert Library(*folders).template("nothing") is None


def test_a_users_file_takes_the_place_of_the_shipped_one_with_its_id(folders: tuple[Path, Path]) -> None:
    put(folders[0], "a.toml", "a", "原来的", 2)
    put(folders[0], "b.toml", "b", "另一个", 1)
    put(folders[1], "mine.toml", "a", "我改的", 3)
    library = Library(*folders)
    assert [(template.id, template.name) for template in library.templates] == [("b", "另一个"), ("a", "我改的")]


def test_a_faulty_file_is_said_and_the_others_load(folders: tuple[Path, Path]) -> None:
    put(folders[0], "a.toml", "a", "原来的")
    put(folders[1], "b.toml", "b")
    (folders[1] / "templates" / "a.toml").write_text('id = "a"\nnmae = "错"\n', encoding="utf-8")
    library = Library(*folders)
    assert [template.id for template in library.templates] == ["a", "b"]
    assert [fault.message.split("：")[0] for fault in library.faults] == ["模板文件“a.toml”第 2 行有误"]


def test_two_files_of_a_folder_with_one_id_are_a_fault(folders: tuple[Path, Path]) -> None:
    put(folders[1], "1.toml", "a", "先")
    put(folders[1], "2.toml", "a", "后")
    library = Library(*folders)
    assert [template.name for template in library.templates] == ["先"]
    assert [fault.message for fault in library.faults] == [
        "模板文件“2.toml”的编号“a”已经被“1.toml”用了，请改成别的编号。"
    ]


def test_files_that_an_editor_left_behind_are_passed_over(folders: tuple[Path, Path]) -> None:
    put(folders[1], "~$a.toml", "a")
    put(folders[1], ".a.toml", "b")
    put(folders[1], "a.toml.bak", "c")
    assert Library(*folders).templates == ()


def test_reloading_sees_a_new_file(folders: tuple[Path, Path]) -> None:
    library = Library(*folders)
    assert library.templates == ()
    put(folders[1], "a.toml", "a")
    assert library.templates == ()
    library.reload()
    assert [template.id for template in library.templates] == ["a"]


def test_an_unknown_profile_is_the_default_one(resources: Path, folders: tuple[Path, Path]) -> None:
    library = Library(resources, folders[1])
    assert library.profile("gone") == library.profile() == library.profiles[0]
    assert library.profile().id == "gbt9704"


def test_without_any_profile_file_the_standard_holds(folders: tuple[Path, Path]) -> None:
    assert Library(*folders).profile("gbt9704").characters == 28


def test_a_users_profile_takes_the_place_of_the_shipped_one(resources: Path, folders: tuple[Path, Path]) -> None:
    (folders[1] / "profiles").mkdir()
    shipped = (resources / "profiles" / "gbt9704.toml").read_text(encoding="utf-8")
    assert "GB/T" in shipped
    (folders[1] / "profiles" / "own.toml").write_text(shipped.replace("GB/T", "本单位"), encoding="utf-8")
    assert "GB/T" in Library(resources, folders[0]).profile().name
    assert "本单位" in Library(resources, folders[1]).profile().name

"""The native file: what goes in comes out, whatever else is in the file is repaired, kept from harm or refused."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.strategies import MEDIA, PIXEL, PIXEL_SHA256, reports

from huibao.errors import InputError
from huibao.formats import native
from huibao.model.report import (
    Cell,
    Comment,
    Group,
    Heading,
    Limit,
    Measure,
    Paragraph,
    Part,
    Picture,
    Problem,
    Report,
    Run,
    Section,
    Table,
    runs,
)


def a_report() -> Report:
    """A problem, and a measure that answers it."""
    problem = Problem(
        "p1", Heading(runs("学习不够"), "1. ", 3), (Part("a1", "cause", (Paragraph("t1", runs("原因。")),)),)
    )
    measure = Measure("m1", Heading(runs("加强学习"), "1. ", 3), answers=("p1",))
    picture = Picture("i1", PIXEL_SHA256, "png", alt="合影")
    return Report(
        "r1",
        (Part("f1", "title", (Paragraph("t0", runs("社区工作总结")),)),),
        (
            Section("s0", "narrative", Heading(runs("基本情况"), "一、"), (picture,)),
            Section("s1", "problems", Heading(runs("问题"), "二、"), groups=(Group("g1", entries=(problem,)),)),
            Section("s2", "measures", Heading(runs("措施"), "三、"), groups=(Group("g2", entries=(measure,)),)),
        ),
    )


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The file of ``a_report`` after ``change`` was made to its JSON."""
    files = members(native.dump(a_report(), MEDIA))
    values = json.loads(files["report.json"])
    change(values)
    return packed({**files, "report.json": json.dumps(values).encode()})


@given(reports(), st.none() | reports())
def test_what_is_saved_comes_back_equal(report: Report, previous: Report | None) -> None:
    back = native.load(native.dump(report, MEDIA, previous))
    assert back.report == report
    assert back.previous == previous
    assert (back.version, back.read_only, back.notes) == (native.SCHEMA, False, ())
    assert set(back.media) == {
        picture.sha256 for part in (report, previous) if part for picture in native.pictures(part)
    }
    assert all(MEDIA[sha256] == data for sha256, data in back.media.items())


@given(reports())
def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert native.dump(report, MEDIA) == native.dump(native.load(native.dump(report, MEDIA)).report, MEDIA)


def test_the_mimetype_stands_first_and_uncompressed() -> None:
    data = native.dump(a_report(), MEDIA)
    assert data[30:38] == b"mimetype"
    assert data[38:].startswith(native.MIMETYPE.encode())
    assert list(members(data)) == ["mimetype", "report.json", f"media/{PIXEL_SHA256}.png"]


def test_the_json_is_readable_by_people() -> None:
    text = members(native.dump(a_report(), MEDIA))["report.json"].decode()
    assert "学习不够" in text
    assert text.count("\n") > 20
    assert json.loads(text)["schema"] == native.SCHEMA


def test_only_pictures_that_are_shown_are_written() -> None:
    other = b"not shown"
    media = {**MEDIA, hashlib.sha256(other).hexdigest(): other}
    assert set(native.load(native.dump(a_report(), media)).media) == {PIXEL_SHA256}


def test_a_picture_without_bytes_does_not_stop_a_save() -> None:
    back = native.load(native.dump(a_report(), {}))
    assert back.report == a_report()
    assert back.media == {}


def test_a_lone_surrogate_does_not_stop_a_save() -> None:
    report = Report("r", (Part("f", "title", (Paragraph("t", (Run("社\ud800区"),)),)),))
    assert native.load(native.dump(report, {})).report.title == "社\ufffd区"


def test_characters_the_model_cannot_hold_are_replaced_at_the_door() -> None:
    data = changed(lambda values: values["report"]["front"][0]["blocks"][0].update(runs="社\x00区\ufffe\x0b"))
    assert native.load(data).report.title == "社\ufffd区\ufffd\u2028"


def test_a_newer_version_opens_read_only_with_its_data() -> None:
    back = native.load(changed(lambda values: values.update(schema=native.SCHEMA + 1)))
    assert back.read_only
    assert back.version == native.SCHEMA + 1
    assert back.report == a_report()
    assert any("更高版本" in note for note in back.notes)


def test_a_newer_version_that_cannot_be_understood_says_so() -> None:
    data = changed(lambda values: (values.update(schema=2), values["report"]["sections"][0].update(kind="chart")))
    with pytest.raises(InputError, match="升级"):
        native.load(data)


@pytest.mark.parametrize("where", ["top", "report", "paragraph"])
def test_unknown_keys_are_not_lost_by_a_save_for_there_is_none(where: str) -> None:
    def add(values: dict[str, Any]) -> None:
        report = values["report"]
        {"top": values, "report": report, "paragraph": report["front"][0]["blocks"][0]}[where]["colour"] = "red"

    back = native.load(changed(add))
    assert back.read_only
    assert back.report == a_report()
    assert any("只能查看" in note for note in back.notes)


def test_a_doubled_id_is_replaced_and_said() -> None:
    back = native.load(changed(lambda values: values["report"]["sections"][2].update(id="s1")))
    first, second = (section.id for section in back.report.sections[1:])
    assert first == "s1" != second
    assert any("内部编号" in note for note in back.notes)


def test_a_link_that_points_nowhere_is_dropped_and_said() -> None:
    def point(values: dict[str, Any]) -> None:
        values["report"]["sections"][2]["groups"][0]["entries"][0]["answers"] = ["p1", "gone"]

    back = native.load(changed(point))
    assert back.report == a_report()
    assert any("对应" in note for note in back.notes)


def test_comments_are_kept_and_one_that_stands_nowhere_is_about_the_whole_report() -> None:
    here = Comment("c1", "t1", "请核对。", "张三", "2023-11-05T09:30:00", True, "原因")
    report = replace(a_report(), comments=(here, Comment("c2", "p1", "这条有依据吗？")))
    assert native.load(native.dump(report, {})).report == report
    back = native.load(native.dump(replace(report, comments=(here, Comment("c2", "gone", "改。", quote="旧"))), {}))
    assert back.report.comments == (here, Comment("c2", "r1", "改。"))
    assert any("批注" in note for note in back.notes)


def test_a_file_from_before_there_were_comments_has_none() -> None:
    text = members(native.dump(a_report(), MEDIA))["report.json"]
    assert b"comments" not in text
    assert native.load(native.dump(a_report(), MEDIA)).report.comments == ()


def test_numbers_out_of_bounds_are_brought_back_and_said() -> None:
    back = native.load(changed(lambda values: values["report"]["sections"][0]["heading"].update(level=10**6)))
    assert back.report.sections[0].heading.level == 4
    assert any("超出范围" in note for note in back.notes)


def test_a_limit_is_kept_in_the_file_and_older_files_have_none() -> None:
    limited = replace(a_report(), limit=Limit(6, 0))
    back = native.load(native.dump(limited, MEDIA))
    assert back.report.limit == Limit(6, 0)
    assert native.load(native.dump(replace(limited, limit=Limit()), MEDIA)).report.limit == Limit()  # lifts the template's
    assert b"limit" not in members(native.dump(a_report(), MEDIA))["report.json"]
    wrong = native.load(changed(lambda values: values["report"].update(limit={"pages": -4, "characters": 3000})))
    assert wrong.report.limit == Limit(0, 3000)
    assert any("超出范围" in note for note in wrong.notes)


def test_a_picture_that_was_exchanged_in_the_file_is_known_by_its_true_hash() -> None:
    files = members(native.dump(a_report(), MEDIA))
    other = PIXEL + b"more"
    back = native.load(packed({**files, f"media/{PIXEL_SHA256}.png": other}))
    (picture,) = native.pictures(back.report)
    assert back.media == {picture.sha256: other}
    assert hashlib.sha256(other).hexdigest() == picture.sha256
    assert any("图片" in note for note in back.notes)


def test_a_damaged_picture_costs_only_the_picture() -> None:
    data = native.dump(a_report(), MEDIA)
    at = data.index(PIXEL)
    back = native.load(data[:at] + b"\xff" + data[at + 1 :])
    assert back.report == a_report()
    assert back.media == {}
    assert any("图片已损坏" in note for note in back.notes)


def broken() -> dict[str, bytes]:
    good = native.dump(a_report(), MEDIA)
    files = members(good)
    deep = b'{"schema":1,"report":' + b'{"id":"a","sections":' * 5000 + b"[]" + b"}" * 5000 + b"}"
    group: dict[str, Any] = {"id": "g"}
    for number in range(200):
        group = {"id": f"g{number}", "groups": [group]}
    nested = {"schema": 1, "report": {"id": "r", "sections": [
        {"id": "s", "kind": "problems", "heading": {}, "groups": [group]}]}}  # fmt: skip
    return {
        "cut short": good[: len(good) // 2],
        "no zip": b"PK\x03\x04 and no more",
        "no report.json": packed({"mimetype": native.MIMETYPE.encode()}),
        "no JSON": packed({**files, "report.json": b"{"}),
        "no UTF-8": packed({**files, "report.json": b'{"schema":1,"report":{"id":"\xff"}}'}),
        "a list": packed({**files, "report.json": b"[]"}),
        "no schema": packed({**files, "report.json": b'{"report":{}}'}),
        "schema 0": packed({**files, "report.json": b'{"schema":0,"report":{}}'}),
        "schema true": packed({**files, "report.json": b'{"schema":true,"report":{}}'}),
        "no report": packed({**files, "report.json": b'{"schema":1}'}),
        "wrong type": changed(lambda values: values["report"].update(sealed="yes")),
        "no heading": changed(lambda values: values["report"]["sections"][0].pop("heading")),
        "unknown block": changed(lambda values: values["report"]["sections"][0]["blocks"][0].update(type="video")),
        "path in a hash": changed(lambda values: values["report"]["sections"][0]["blocks"][0].update(sha256="../../x")),
        "path in an extension": changed(lambda v: v["report"]["sections"][0]["blocks"][0].update(extension="/../x")),
        "nested JSON": packed({**files, "report.json": deep}),
        "nested groups": packed({**files, "report.json": json.dumps(nested).encode()}),
        "entry in a group's place": changed(lambda v: v["report"]["sections"][1].update(groups=[[]])),
    }


@pytest.mark.parametrize("name", broken())
def test_damage_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(InputError, match=r"。$"):
        native.load(broken()[name])


def test_a_flipped_byte_anywhere_is_refused_or_harmless() -> None:
    data = native.dump(a_report(), MEDIA)
    for at in range(0, len(data), 3):
        try:
            back = native.load(data[:at] + bytes([data[at] ^ 0x41]) + data[at + 1 :])
        except InputError:
            continue
        assert back.report == a_report()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members(native.dump(a_report(), MEDIA)).items():
            package.writestr(name, data)
        with package.open("media/" + "0" * 64 + ".png", "w") as member:
            for _ in range(450):
                member.write(bytes(1024 * 1024))
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(InputError, match="上限"):
        native.load(out.getvalue())


def test_an_empty_report_is_a_report() -> None:
    report = replace(a_report(), front=(), sections=())
    assert native.load(native.dump(report, {})).report == report


def test_a_table_keeps_its_merged_cells() -> None:
    table = Table("t", ((Cell((Paragraph("c1", runs("甲")),), 2, 3),),), (1.5, 2.0), 1)
    report = Report("r", sections=(Section("s", "narrative", Heading(), (table,)),))
    assert native.load(native.dump(report, {})).report == report

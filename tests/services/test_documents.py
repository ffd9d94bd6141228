"""Documents: whatever comes opens as a report, saves to a file of its own, and leaves what was received alone."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.strategies import MEDIA, PIXEL_SHA256, reports

from huibao.errors import InputError, OutputError
from huibao.formats import native
from huibao.model.manuscript import manuscript, printed
from huibao.model.report import Group, Heading, Paragraph, Part, Picture, Report, Section, runs
from huibao.services import documents, files
from huibao.services.library import Library

TEXT = """社区2023年工作总结
一、主要工作
开展志愿活动12次。
二、存在的问题
1.学习不够深入。学用结合不紧。
幸福社区居民委员会
2023年12月1日
"""


@pytest.fixture(scope="module")
def library(resources: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(resources, tmp_path_factory.mktemp("user"))


@pytest.fixture
def received(tmp_path: Path) -> Path:
    path = tmp_path / "去年.txt"
    path.write_text(TEXT, encoding="gb18030")
    return path


def titled(title: str) -> Report:
    return Report("r", (Part("f", "title", (Paragraph("t", runs(title)),)),))


def words(report: Report) -> str:
    return "".join(printed(manuscript(report)).split())


def test_received_text_opens_without_a_file_to_save_to(received: Path, library: Library) -> None:
    opened = documents.open_document(received, library)
    assert opened.path is None
    assert opened.source == received
    assert not opened.read_only
    assert opened.notes == ()
    assert words(opened.report) == "".join(TEXT.split())
    assert len(opened.verdicts) == len(TEXT.splitlines())


def test_pasted_text_is_the_same_report(received: Path, library: Library) -> None:
    pasted = documents.open_text(TEXT, library)
    assert (pasted.path, pasted.source) == (None, None)
    assert words(pasted.report) == words(documents.open_document(received, library).report)


def test_a_saved_report_opens_as_its_own_file(received: Path, tmp_path: Path, library: Library) -> None:
    report = documents.open_document(received, library).report
    path = tmp_path / "今年.huibao"
    documents.save(report, {}, path, previous=titled("去年的"))
    opened = documents.open_document(path, library)
    assert (opened.path, opened.source, opened.report) == (path, path, report)
    assert opened.previous == titled("去年的")
    assert received.read_text("gb18030") == TEXT


def test_an_encoding_can_be_given(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "big5.txt"
    path.write_text("社區工作總結\n一、主要工作\n", encoding="big5")
    opened = documents.open_document(path, library, encoding="big5")
    assert opened.report.title == "社區工作總結"


def test_a_template_can_be_given(received: Path, library: Library) -> None:
    template = library.template("duty-report")
    assert template is not None
    assert documents.open_document(received, library, template=template).report.template == "duty-report"
    assert documents.open_text(TEXT, library, template).report.template == "duty-report"


def test_the_sections_of_a_given_template_are_known_by_their_keys_even_where_it_is_not_clearly_followed(
    library: Library,
) -> None:
    template = library.template("community-annual")
    assert template is not None
    text = "社区总结\n一、概况\n" + TEXT * 2 + "\n二、存在的问题\n（一）服务不够。做得不够。\n三、别的\n" + TEXT * 2
    report = documents.open_text(text, library, template).report
    assert report.template == template.id
    assert any(section.key for section in report.sections)


@pytest.mark.parametrize("name", ["总结.docx", "总结.doc", "总结.huibao"])
def test_plain_text_under_another_name_opens_with_a_note(tmp_path: Path, library: Library, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    opened = documents.open_document(path, library)
    assert "纯文本" in opened.notes[0]
    assert name in opened.notes[0]
    assert opened.path is None


@pytest.mark.parametrize("name", ["总结.txt", "总结", "总结.md"])
def test_plain_text_needs_no_note_under_its_own_names(tmp_path: Path, library: Library, name: str) -> None:
    path = tmp_path / name
    path.write_text(TEXT, encoding="utf-8")
    assert documents.open_document(path, library).notes == ()


def test_a_native_file_under_another_name_is_not_saved_over(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "总结.docx"
    documents.save(titled("总结"), {}, path)
    opened = documents.open_document(path, library)
    assert opened.report == titled("总结")
    assert opened.path is None
    assert "汇报文件" in opened.notes[0]


def test_a_word_file_keeps_its_picture(tmp_path: Path, library: Library) -> None:
    picture = Picture("i", PIXEL_SHA256, "png", 10.0, 10.0, "合影")
    section = Section("s", "narrative", Heading(runs("主要工作"), "一、"), (Paragraph("p", runs("如图。")), picture))
    report = replace(titled("社区工作总结"), sections=(section,))
    path = tmp_path / "图.docx"
    assert documents.export(report, MEDIA, path, library, "docx") == ()
    opened = documents.open_document(path, library)
    assert [found.sha256 for found in native.pictures(opened.report)] == [PIXEL_SHA256]
    assert opened.media == MEDIA
    assert opened.path is None


def test_a_picture_that_word_cannot_hold_is_told(tmp_path: Path, library: Library) -> None:
    section = Section("s", "narrative", Heading(), (Picture("i", "0" * 64, "png", alt="丢失"),))
    notes = documents.export(Report("r", sections=(section,)), {}, tmp_path / "a.docx", library, "docx")
    assert "1 张图片" in notes[0]


def test_a_report_with_more_pictures_than_others_may_send_opens_again(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LIMIT", 300)
    documents.save(titled("总结"), {}, tmp_path / "a.huibao")
    assert (tmp_path / "a.huibao").stat().st_size > files.LIMIT
    assert documents.open_document(tmp_path / "a.huibao", library).report == titled("总结")
    (tmp_path / "b.txt").write_text(TEXT * 10, encoding="utf-8")
    with pytest.raises(InputError, match="太大"):
        documents.open_document(tmp_path / "b.txt", library)


def test_what_could_not_be_opened_again_is_not_saved(tmp_path: Path) -> None:
    group = Group("g0")
    for number in range(1, 100):
        group = Group(f"g{number}", groups=(group,))
    report = Report("r", sections=(Section("s", "narrative", Heading(), groups=(group,)),))
    path = tmp_path / "a.huibao"
    path.write_bytes(b"old")
    with pytest.raises(OutputError, match="检查没有通过"):
        documents.save(report, {}, path)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("kind", documents.KINDS)
def test_a_target_open_elsewhere_is_only_written_when_that_is_wished(
    tmp_path: Path, library: Library, kind: documents.Kind
) -> None:
    path = tmp_path / f"out.{kind}"
    (tmp_path / f"~${path.name}").write_bytes(b"")
    with pytest.raises(OutputError) as error:
        documents.export(titled("总结"), {}, path, library, kind)
    assert error.value.in_use
    assert not path.exists()
    documents.export(titled("总结"), {}, path, library, kind, even_if_open=True)
    assert path.stat().st_size > 0


@given(report=reports())
def test_plain_text_says_all_that_is_printed(library: Library, report: Report) -> None:
    data = documents.export_bytes(report, MEDIA, library, "txt")
    assert "".join(data.decode("utf-8-sig").split()) == words(report)


def test_the_profile_is_the_reports_own_else_its_templates(library: Library) -> None:
    template = next(template for template in library.templates if template.profile)
    other = next(profile for profile in library.profiles if profile.id != template.profile)
    assert documents.profile_of(Report("r"), library).id == "gbt9704"
    assert documents.profile_of(Report("r", template=template.id), library).id == template.profile
    assert documents.profile_of(Report("r", template=template.id, profile=other.id), library).id == other.id
    assert documents.profile_of(Report("r", template="gone", profile="gone"), library).id == "gbt9704"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("社区2023年工作总结", "社区2023年工作总结.huibao"),
        ("关于A/B：“整改”?的报告", "关于A／B：“整改”？的报告.huibao"),
        ("总结...", "总结.huibao"),
        ("  总结\t\u2028 ", "总结.huibao"),
        ("con", "报告 con.huibao"),
        ("LPT1.总结", "报告 LPT1.总结.huibao"),
        ("", "收到的.huibao"),
        ("……", "…….huibao"),
    ],
)
def test_a_name_is_proposed_from_the_title(title: str, name: str) -> None:
    assert documents.proposed_name(titled(title), Path("/x/收到的.docx")) == name


def test_a_name_can_always_be_proposed() -> None:
    assert documents.proposed_name(Report("r")) == "未命名报告.huibao"
    assert documents.proposed_name(Report("r"), suffix=".docx") == "未命名报告.docx"


@given(st.text(max_size=300))
def test_a_proposed_name_is_one_that_every_system_takes(title: str) -> None:
    name = documents.proposed_name(titled(title))
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable()
    assert name == name.strip(" .")
    assert len(name.encode("utf-8", "replace")) <= 255


def test_plain_text_is_opened_without_the_weight_of_word_and_pages(received: Path, root: Path, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom huibao.main import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        "print(sorted({'lxml', 'docx', 'PySide6', 'openpyxl', 'xlsxwriter', 'pikepdf'} & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "outline", str(received), "--json"]
    env = {"PYTHONPATH": str(root / "src"), "HOME": str(tmp_path), "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == "[]\n"


def test_the_kinds_that_can_be_opened_are_told_to_file_dialogs() -> None:
    kinds = documents.readable()
    endings = [ending for _, row in kinds for ending in row]
    assert kinds[0][1] == (".huibao",)
    assert {".docx", ".doc", ".wps", ".txt", ".html", ".rtf", ".odt"} <= set(endings)
    assert len(endings) == len(set(endings))
    assert all(name and row for name, row in kinds)


def test_pages_begun_by_hand_begin_again_after_word(received: Path, tmp_path: Path, library: Library) -> None:
    report = documents.open_document(received, library).report
    work, problems = report.sections
    broken = replace(problems, heading=replace(problems.heading, page_break_before=True))
    path = tmp_path / "导出.docx"
    report = replace(report, sections=(work, broken))
    path.write_bytes(documents.export_bytes(report, {}, library, "docx"))
    again = documents.open_document(path, library).report
    assert [section.heading.page_break_before for section in again.sections] == [False, True]


def test_a_pdf_tells_what_it_cannot_show(library: Library, tmp_path: Path) -> None:
    report = Report(sections=(Section("s", "narrative", Heading(runs("工作"), "一、"), (Paragraph("p", runs("王\u0378")),)),))
    notes = documents.export(report, {}, tmp_path / "a.pdf", library, "pdf")
    assert len(notes) == 1
    assert "\u0378" in notes[0]
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")

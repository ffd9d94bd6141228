"""Reports made by chance, as offices write them: headings of four levels, run-in entries, numbers, Latin words, tables
with merged cells, pictures, both kinds of signature, attachments. The same seed gives the same report."""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from random import Random

from huibao.model.report import (
    Attachment,
    Block,
    Cell,
    Group,
    Heading,
    Id,
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

_OPENINGS = (
    "一年来，", "下一步，", "对照要求，", "从检查情况看，", "年初以来，", "在街道党工委领导下，", "为此，", "同时，", "其中，", "总的看，"
)  # fmt: skip
_SUBJECTS = (
    "社区党总支", "各支部", "网格员", "志愿者队伍", "物业公司和业委会", "居民代表", "党员干部", "窗口工作人员", "议事小组", "XX社区"
)  # fmt: skip
_DEEDS = (
    "认真落实责任清单", "走访困难家庭{n}户", "召开议事会{n}次", "办理诉求{n}件，办结率{p}%", "清理楼道堆物{n}处", "发放宣传资料{n}余份",
    "坚持“三会一课”制度", "完善《居民公约》和《议事规则》", "推行“一网统管”（含APP、小程序）", "建立24小时值班制度", "组织培训{n}人次",
    "把问题查清、把原因找准、把措施定实", "改造老旧管网{p}公里", "为{n}名老人建立健康档案", "对照GB/T 9704-2012规范公文格式",
    "在2023年{m}月底前全部完成", "化解邻里纠纷{n}起，其中物业纠纷{m}起", "与A座、B座、C座楼长逐一签订责任书", "累计投入资金{p}万元",
    "每周二、周四集中学习，每次不少于2小时", "做到事事有回音、件件有着落", "更新公众号文章{n}篇……阅读量超过{n}00次",
)  # fmt: skip
_ENDS = "。。。。；；！"
_WORDS = "学习教育 组织建设 作风纪律 服务群众 平安建设 环境整治 基层治理 意识形态 队伍管理 责任落实 调查研究 矛盾调解".split()
_FAULTS = "不够深入 不够扎实 重视不足 办法不多 成效不明显 落实不到位 创新不强 联系不紧".split()
_PEOPLE = "党总支书记 居委会主任 网格长 张同志 综治专干".split()


class Maker:
    """Makes ids, sentences and blocks by chance, but the same ones for one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.media: dict[str, bytes] = {}
        self._nodes = 0

    def id(self) -> Id:
        self._nodes += 1
        return f"n{self._nodes:06d}"

    def sentence(self) -> str:
        pick = self.random.choice
        deeds = "，".join(self._deed() for _ in range(self.random.randint(1, 4)))
        return (pick(_OPENINGS) if self.random.random() < 0.4 else "") + pick(_SUBJECTS) + deeds + pick(_ENDS)

    def _deed(self) -> str:
        number, part, month = (
            self.random.randint(2, 1999),
            self.random.randint(11, 999) / 10,
            self.random.randint(1, 12),
        )
        return self.random.choice(_DEEDS).format(n=number, p=part, m=month)

    def text(self, most: int = 7) -> str:
        return "".join(self.sentence() for _ in range(self.random.randint(1, most)))

    def paragraph(self, **more: object) -> Paragraph:
        text = self.text()
        cut = self.random.randint(0, len(text))
        bold = self.random.random() < 0.1
        content = (Run(text[:cut], bold=True), Run(text[cut:])) if bold and cut else runs(text)
        return Paragraph(self.id(), content, **more)  # type: ignore[arg-type]

    def fault(self) -> str:
        return self.random.choice(_WORDS) + self.random.choice(_FAULTS)

    def line(self, text: str) -> Paragraph:
        return Paragraph(self.id(), runs(text))

    def cell(self, most: int = 3, **more: int) -> Cell:
        kind = self.random.random()
        if kind < 0.3:
            return Cell((self.line(str(self.random.randint(1, 9999))),), **more)
        if kind < 0.7:
            return Cell((self.line(self.random.choice(_WORDS)),), **more)
        if kind < 0.95:
            return Cell((self.line(self.text(most)),), **more)
        return Cell((self.line(self.random.choice(_WORDS)), self.line(self.sentence())), **more)

    def table(self, wide: float = 0.15) -> Table:
        """One in seven is too wide for an upright page."""
        most = (7, 10) if self.random.random() < wide else (2, 5)
        columns, rows = self.random.randint(*most), self.random.randint(2, 24)
        head = tuple(Cell((self.line(self.random.choice(_WORDS)),)) for _ in range(columns))
        body: list[tuple[Cell, ...]] = []
        while len(body) < rows:
            kind = self.random.random()
            if kind < 0.12 and columns > 2:
                body.append((self.cell(1, colspan=2), *(self.cell(1) for _ in range(columns - 2))))
            elif kind < 0.2 and columns > 2:
                body.append((self.cell(1, rowspan=2), *(self.cell(1) for _ in range(columns - 1))))
                body.append(tuple(self.cell(1) for _ in range(columns - 1)))
            else:
                body.append(tuple(self.cell(2) for _ in range(columns)))
        widths = (
            tuple(round(self.random.uniform(2.0, 4.0), 2) for _ in range(columns)) if self.random.random() < 0.7 else ()
        )
        return Table(self.id(), (head, *body), widths, header_rows=1)

    def picture(self) -> Picture:
        data = _png(self.random.randint(60, 160), self.random.randint(40, 120), self.random.randint(0, 255))
        name = hashlib.sha256(data).hexdigest()
        self.media[name] = data
        width = self.random.choice((0.0, 60.0, 100.0, 156.0, 400.0))
        return Picture(self.id(), name, "png", width_mm=width, alt="现场照片")

    def blocks(self, most: int) -> Iterator[Block]:
        for _ in range(self.random.randint(1, most)):
            kind = self.random.random()
            yield self.table() if kind < 0.08 else self.picture() if kind < 0.14 else self.paragraph()

    def problem(self, number: int) -> Problem:
        words = self.fault()
        part = Part(self.id(), "manifestation", (self.paragraph(),), own_paragraph=False)
        more = Part(self.id(), "body", tuple(self.blocks(2))) if self.random.random() < 0.3 else None
        heading = Heading(runs(words), f"{number}.", 3, headline_end="。", run_in=True)
        return Problem(self.id(), heading, (part, more) if more else (part,))

    def group(self, number: int, entries: bool) -> Group:
        heading = Heading(runs(self.random.choice(_WORDS) + "方面"), f"（{_HAN[number]}）", 2)
        if not entries:
            return Group(self.id(), heading, tuple(self.blocks(5)))
        return Group(self.id(), heading, (), tuple(self.problem(at) for at in range(1, self.random.randint(2, 6))))

    def section(self, number: int) -> Section:
        problems = self.random.random() < 0.4
        heading = Heading(runs(self.random.choice(_WORDS) + "情况"), f"{_HAN[number]}、", 1)
        groups = tuple(self.group(at, problems) for at in range(1, self.random.randint(2, 5)))
        return Section(self.id(), "problems" if problems else "narrative", heading, tuple(self.blocks(4)), groups)

    def attachment(self, number: int) -> Attachment:
        name = self.random.choice(_WORDS) + "台账"
        label = f"附件：{number}." if number == 1 else f"{number}."
        blocks = (self.table(wide=0.5), self.paragraph()) if self.random.random() < 0.5 else tuple(self.blocks(4))
        return Attachment(self.id(), label, runs(name), f"附件{number}", (self.line(name),), blocks)

    def part(self, field: str, text: str) -> Part:
        return Part(self.id(), field, (self.line(text),))


_HAN = "〇一二三四五六七八九"


def made_report(seed: int, sections: int) -> tuple[Report, dict[str, bytes]]:
    """A report with ``sections`` sections (1–9, about six pages each), and its pictures by SHA-256."""
    make = Maker(seed)
    pick, chance = make.random.choice, make.random.random
    title = f"{pick(_SUBJECTS[-1:])}关于{pick(_WORDS)}、{pick(_WORDS)}专题教育检查问题整改落实情况的报告"
    front = [make.part("title", title if chance() < 0.6 else f"{pick(_WORDS)}工作总结")]
    if chance() < 0.7:
        front.append(make.part("recipient", "中共玄枫街道工作委员会、玄枫街道办事处、区委社会工作部、区民政局："))
    front.append(make.part("lead", make.text(4)))
    office = pick(("枫林社区", "中共枫林社区总支部委员会", "枫林街道枫林社区居民委员会和党群服务中心"))
    end = [make.part("closing", "特此报告。"), make.part("signature", office), make.part("date", "2023年12月8日")]
    if chance() < 0.3:
        end.append(make.part("note", "（联系人：王五，电话：025-12345678）"))
    report = Report(
        id=make.id(),
        front=tuple(front),
        sections=tuple(make.section(number) for number in range(1, sections + 1)),
        end=tuple(end),
        attachments=tuple(make.attachment(at) for at in range(1, make.random.choice((1, 1, 2, 3)))),
        sealed=chance() < 0.5,
    )
    return report, make.media


def _png(width: int, height: int, shade: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + bytes((shade + column + row) % 256 for column in range(width)) for row in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")

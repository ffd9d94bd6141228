"""Reports made for these tests, and a revision of which it is known what became of every paragraph."""

from __future__ import annotations

import random
from dataclasses import dataclass

from huibao.model.report import Heading, Id, Paragraph, Part, Report, Section, new_id, runs

_WORDS = (
    "社区 党员 居民 网格 服务 治理 学习 问题 整改 落实 责任 活动 安全 环境 卫生 志愿者 矛盾 调解 宣传 教育 开展 推进 加强 完善 提升 "
    "组织 建设 工作 制度 机制 走访 会议 物业 楼道 停车 老人 儿童 食堂 消防 巡查 隐患 排查 台账 登记 反馈 评议 考核 培训 支部 书记"
).split()


def sentence(chance: random.Random) -> str:
    """A sentence of 8 to 40 characters out of words that all reports share."""
    words = [chance.choice(_WORDS) for _ in range(chance.randint(4, 16))]
    return "".join(words[:3]) + "，" + "".join(words[3:]) + "。"


def paragraph(chance: random.Random) -> str:
    """One to five sentences."""
    return "".join(sentence(chance) for _ in range(chance.randint(1, 5)))


def report_of(texts: list[str], title: str = "", ids: list[Id] | None = None) -> Report:
    """A report of one section that holds ``texts``, a paragraph each."""
    names = ids or [new_id() for _ in texts]
    blocks = tuple(Paragraph(name, runs(text)) for name, text in zip(names, texts, strict=True))
    front = (Part(new_id(), "title", (Paragraph(new_id(), runs(title)),)),) if title else ()
    return Report(front=front, sections=(Section(new_id(), "narrative", Heading(runs("主要工作"), "一、"), blocks),))


@dataclass(frozen=True)
class Revision:
    """Last year's and this year's texts, and for each of this year's the index of the one it was made from (None: new)."""

    last: list[str]
    this: list[str]
    origins: list[int | None]


def revised(seed: int, count: int = 300, strength: float = 0.3) -> Revision:
    """``count`` paragraphs, of which a tenth is dropped, a tenth inserted, a tenth moved, and two fifths edited in up to
    about ``strength`` of their characters."""
    chance = random.Random(seed)
    last = [paragraph(chance) for _ in range(count)]
    pairs: list[tuple[str, int | None]] = [(text, at) for at, text in enumerate(last)]
    for at in sorted(chance.sample(range(len(pairs)), count // 10), reverse=True):
        del pairs[at]
    for at in chance.sample(range(len(pairs)), count * 2 // 5):
        pairs[at] = (_edited(chance, pairs[at][0], strength), pairs[at][1])
    for _ in range(count // 10):
        pairs.insert(chance.randrange(len(pairs)), pairs.pop(chance.randrange(len(pairs))))
    for _ in range(count // 10):
        pairs.insert(chance.randrange(len(pairs)), (paragraph(chance), None))
    return Revision(last, [text for text, _ in pairs], [origin for _, origin in pairs])


def _edited(chance: random.Random, text: str, strength: float) -> str:
    letters = list(text)
    for _ in range(max(1, int(len(letters) * strength / 2))):
        at, kind = chance.randrange(len(letters)), chance.random()
        if kind < 0.35:
            letters[at : at + 2] = chance.choice(_WORDS)
        elif kind < 0.7:
            letters[at:at] = chance.choice(_WORDS)
        elif len(letters) > 6:
            del letters[at : at + 2]
    return "".join(letters)

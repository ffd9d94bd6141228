"""Which text of last year is which of this year: by id, by number and headline, by likeness, in order where it can be.

Each text is used once. Candidates are found by rare trigrams they share, so the work grows with the length of the reports
and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Indel

from huibao.model.report import Id
from huibao.yearly.passages import Passage
from huibao.yearly.sentences import bare, sentences

# Of 1,200 pairs of different paragraphs of real reports 99 % were alike to less than 0.3, and the short headings among
# them to less than 0.5 (an example: （一）加强党的全面领导… and （二）加强党的建设…, 0.38).
NEAR, NEAR_SHORT = 0.4, 0.55
_SHORT = 24  # characters
_BETWEEN = 0.3  # enough for the only one left between two neighbours that are matched
_TIE = 0.02
_SINGLE_ROLES = ("title", "date", "signature", "lead", "closing", "recipient")
_GRAM, _GRAMS, _COMMON, _CANDIDATES = 3, 40, 64, 12
_REPEATED = 64  # so many times a text may stand in both reports before its copies are simply taken in order
_LEAST_COPIED = 6  # characters of a sentence that proves something when it is copied
Pair = tuple[int, int]
Overrides = Mapping[Id, Id | None]


@lru_cache(maxsize=32_768)
def likeness(old: str, new: str) -> float:
    """0–1: how much of both texts (without blanks) is common, in order; or how much of ``new`` are sentences of ``old``."""
    alike = Indel.normalized_similarity(old, new)
    return alike if alike > 0.9 else max(alike, _copied_share(old, new))


def is_near(score: float, old: str, new: str) -> bool:
    """Whether texts alike to ``score`` are one text reworded; of short ones more is asked."""
    return score >= (NEAR_SHORT if min(len(old), len(new)) < _SHORT else NEAR)


def match(last: Sequence[Passage], this: Sequence[Passage], overrides: Overrides | None = None) -> list[int | None]:
    """For each passage of ``this`` the index of its counterpart in ``last``, None for one that has none.

    ``overrides`` says by ids what was set by hand: the counterpart of a passage, or None for none; what it names is given
    first, and an id that is not there is as if not named.
    """
    work = _Work(last, this)
    work.override(overrides or {})
    work.by_id()
    work.by_heading()
    work.by_likeness()
    work.between_neighbours()
    work.by_id_alone()
    return [work.taken.get(at) for at in range(len(this))]


@dataclass(slots=True)
class _Work:
    """What is matched so far: ``taken`` this → last, ``used`` of last; ``alone`` of this have none, by hand."""

    last: Sequence[Passage]
    this: Sequence[Passage]
    taken: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    alone: set[int] = field(default_factory=set)

    def take(self, old: int, new: int) -> None:
        if old not in self.used and new not in self.taken and new not in self.alone:
            self.taken[new] = old
            self.used.add(old)

    def free_last(self) -> list[int]:
        return [at for at in range(len(self.last)) if at not in self.used]

    def free_this(self) -> list[int]:
        return [at for at in range(len(self.this)) if at not in self.taken and at not in self.alone]

    def score(self, old: int, new: int) -> float:
        return likeness(self.last[old].key, self.this[new].key)

    def near(self, score: float, old: int, new: int) -> bool:
        return is_near(score, self.last[old].key, self.this[new].key)

    def override(self, overrides: Overrides) -> None:
        if not overrides:
            return
        places = _places([passage.nodes for passage in self.last])
        own = _places([passage.nodes for passage in self.this])
        for new, old in overrides.items():
            at = own.get(new)
            if at is not None and old is None:
                self.alone.add(at)
            elif at is not None and old in places:
                self.take(places[old], at)

    def by_id(self) -> None:
        """A passage that kept its id and at least some of its words."""
        for old, new in self._same_ids():
            if self.last[old].key == self.this[new].key or self.near(self.score(old, new), old, new):
                self.take(old, new)

    def by_id_alone(self) -> None:
        """A passage that kept its id, written anew: its old words are found nowhere else."""
        for old, new in self._same_ids():
            self.take(old, new)

    def _same_ids(self) -> Iterator[Pair]:
        places = _counted([passage.node for passage in self.last])
        for new, key in enumerate(_keys([passage.node for passage in self.this])):
            if key in places:
                yield places[key], new

    def by_heading(self) -> None:
        """Headings with the same number and words, and what stands once in a report (title, date …), where unmistakable."""
        old = _unique((at, _heading_key(self.last[at])) for at in self.free_last())
        new = _unique((at, _heading_key(self.this[at])) for at in self.free_this())
        for key, at in new.items():
            if key not in old:
                continue
            passage = self.this[at]
            whole = passage.role in _SINGLE_ROLES or passage.head == len(passage.text)
            if whole or self.near(self.score(old[key], at), old[key], at):
                self.take(old[key], at)

    def by_likeness(self) -> None:
        """First what is alike best on both sides and in the same order, then what was moved, then the next best."""
        self._equal_texts()
        pairs = self._candidates()
        best_old: dict[int, float] = defaultdict(float)
        best_new: dict[int, float] = defaultdict(float)
        for (old, new), score in pairs.items():
            best_old[old] = max(best_old[old], score)
            best_new[new] = max(best_new[new], score)
        mutual = {
            pair: score for pair, score in pairs.items() if score + _TIE >= max(best_old[pair[0]], best_new[pair[1]])
        }
        anchors = {(old, new): 1.0 for new, old in self.taken.items()}
        for old, new in _in_order(mutual | anchors):
            self.take(old, new)
        span = max(len(self.last), len(self.this), 1)
        for source in (mutual, pairs):
            for (old, new), _ in sorted(
                source.items(), key=lambda item: -item[1] + abs(item[0][0] - item[0][1]) / span / 20
            ):
                self.take(old, new)

    def _equal_texts(self) -> None:
        """Texts that stand equal once on both sides; of those that stand there often, copy by copy."""
        old, new = _by_text(self.last, self.free_last()), _by_text(self.this, self.free_this())
        for key, places in new.items():
            others = old.get(key, [])
            if len(others) * len(places) == 1 or len(others) * len(places) > _REPEATED:
                for pair in zip(others, places, strict=False):
                    self.take(*pair)

    def _candidates(self) -> dict[Pair, float]:
        """Pairs that may belong together, with their likeness."""
        free = set(self.free_last())
        index = _index_of(tuple(passage.key for passage in self.last))
        found: dict[Pair, float] = {}
        for new in self.free_this():
            for old in index.like(self.this[new].key):
                if old not in free:
                    continue
                score = self.score(old, new)
                if self.near(score, old, new):
                    found[old, new] = score
        return found

    def between_neighbours(self) -> None:
        """The only one left between two neighbours that are matched, where it is the only one left there last year too."""
        for new in self.free_this():
            before, after = self.taken.get(new - 1, -1 if new == 0 else None), self.taken.get(new + 1)
            if new == len(self.this) - 1:
                after = len(self.last)
            if before is None or after is None or after - before != 2:
                continue
            old = before + 1
            if old not in self.used and self.last[old].role == self.this[new].role and self.score(old, new) >= _BETWEEN:
                self.take(old, new)


class _Index:
    """Texts by the trigrams that are rare among them; what was asked of it once is remembered."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        self._known: dict[str, list[int]] = {}
        for at, text in enumerate(texts):
            for gram in set(_grams(text)):
                self._places[gram].append(at)

    def like(self, text: str) -> list[int]:
        """The few texts that share most with ``text``."""
        if text not in self._known:
            self._known[text] = self._like(text)
        return self._known[text]

    def _like(self, text: str) -> list[int]:
        known = [(len(places), places) for gram in set(_grams(text)) if (places := self._places.get(gram))]
        known.sort(key=lambda item: item[0])
        shared: Counter[int] = Counter()
        for count, places in known[:_GRAMS]:
            if count <= _COMMON or not shared:
                for at in places[:_COMMON]:
                    shared[at] += 1 / count  # type: ignore[assignment]
        return [at for at, _ in shared.most_common(_CANDIDATES)]


@lru_cache(maxsize=2)
def _index_of(texts: tuple[str, ...]) -> _Index:
    """The index of these texts: last year's stay the same while this year's are written, and so does what they are like."""
    return _Index(texts)


def _grams(text: str) -> Iterator[str]:
    if len(text) < _GRAM:
        yield text
    for at in range(len(text) - _GRAM + 1):
        yield text[at : at + _GRAM]


def _in_order(pairs: Mapping[Pair, float]) -> list[Pair]:
    """The pairs of the chain, rising on both sides, whose likeness sums up highest (longest chain in n log n)."""
    tops: list[int] = []  # last-year indices of chain ends, rising
    sums: list[float] = []  # best sum of a chain that ends at or before the index, rising too
    ends: list[int] = []
    ordered = sorted(pairs, key=lambda pair: (pair[1], -pair[0]))
    before: list[int] = []
    for number, pair in enumerate(ordered):
        at = bisect_left(tops, pair[0])
        before.append(ends[at - 1] if at else -1)
        total = pairs[pair] + (sums[at - 1] if at else 0.0)
        if at < len(tops) and tops[at] == pair[0] and sums[at] >= total:
            continue
        stop = at
        while stop < len(tops) and sums[stop] <= total:
            stop += 1
        tops[at:stop], sums[at:stop], ends[at:stop] = [pair[0]], [total], [number]
    chain: list[Pair] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(ordered[number])
        number = before[number]
    return chain[::-1]


def _copied_share(old: str, new: str) -> float:
    """How much of ``new`` stands, sentence by sentence, in ``old``."""
    known = set(sentences(old))
    copied = sum(len(part) for part in sentences(new) if len(part) >= _LEAST_COPIED and part in known)
    return copied / len(new) if new else 0.0


def _heading_key(passage: Passage) -> str:
    if passage.role in _SINGLE_ROLES:
        return passage.role
    headline = bare(passage.headline)
    return f"{bare(passage.label)} {headline}" if headline else ""


def _unique(keys: Iterator[tuple[int, str]]) -> dict[str, int]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, key in keys:
        found[key].append(at)
    return {key: places[0] for key, places in found.items() if key and len(places) == 1}


def _by_text(side: Sequence[Passage], free: list[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at in free:
        found[side[at].key].append(at)
    return found


def _keys(nodes: list[Id]) -> list[tuple[Id, int]]:
    """Ids with how many times they came before: an entry may print several paragraphs under its own id."""
    seen: Counter[Id] = Counter()
    out = []
    for node in nodes:
        out.append((node, seen[node]))
        seen[node] += 1
    return out


def _counted(nodes: list[Id]) -> dict[tuple[Id, int], int]:
    return {key: at for at, key in enumerate(_keys(nodes))}


def _places(nodes: list[tuple[Id, ...]]) -> dict[Id, int]:
    places: dict[Id, int] = {}
    for at, ids in enumerate(nodes):
        for node in ids:
            places.setdefault(node, at)
    return places

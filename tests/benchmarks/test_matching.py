"""Holding this year's report beside last year's: time of one comparison, and of the differences of one paragraph."""

import difflib
import statistics
import sys
import time
from collections.abc import Callable

import pytest
from tests.yearly.revisions import Revision, report_of, revised

from huibao.model.edits import SetText
from huibao.model.report import runs
from huibao.yearly import compare, differences

ROUNDS = 5


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_seconds(work: Callable[[], object]) -> float:
    return statistics.median(timed(work) for _ in range(ROUNDS))


def by_difflib(revision: Revision) -> None:
    """The yardstick: the standard library tells the differences of as many pairs of paragraphs as there are paragraphs."""
    for old, new in zip(revision.last, revision.this[1:], strict=False):
        difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


@pytest.mark.parametrize(("count", "aim"), [(300, 3.0), (3_500, 6.0)])
def test_a_report_is_compared_with_last_years(count: int, aim: float) -> None:
    revisions = [revised(seed, count) for seed in range(ROUNDS)]
    rounds = []
    for one in revisions:  # a report that was never seen before, each time
        last, this = report_of(one.last), report_of(one.this)
        taken = timed(lambda last=last, this=this: compare(last, this))  # type: ignore[misc]
        rounds.append((taken, timed(lambda one=one: by_difflib(one))))  # type: ignore[misc]
    taken = statistics.median(taken for taken, _ in rounds)
    ratio = statistics.median(taken / yardstick for taken, yardstick in rounds)
    sys.stdout.write(
        f"\ncomparing {count} paragraphs with {count}: {taken * 1000:.0f} ms, {ratio:.2f} times difflib's pairs (aim {aim})\n"
    )
    assert ratio <= aim


def test_ten_times_the_paragraphs_take_about_ten_times_as_long() -> None:
    def taken(count: int) -> float:
        revisions = [revised(200 + seed, count) for seed in range(ROUNDS)]
        pairs = [(report_of(one.last), report_of(one.this)) for one in revisions]
        return median_seconds(lambda: compare(*pairs.pop()))

    ratio = taken(3_000) / taken(300)
    sys.stdout.write(
        f"\ncomparing 3,000 paragraphs: {ratio:.1f} times as long as 300 (aim 20; each with each would be 100)\n"
    )
    assert ratio <= 40


@pytest.mark.parametrize("count", [300, 3_500])
def test_after_a_key_only_what_it_touched_is_compared_anew(count: int) -> None:
    revision = revised(100, count)
    last, this = report_of(revision.last), report_of(revision.this)
    whole = timed(lambda: compare(last, this))
    nodes = [block.id for block in this.sections[0].blocks[: ROUNDS + 1]]
    first, *edited = [SetText(node, runs("今天又走访了两户居民。")).apply(this) for node in nodes]
    compare(last, first)
    again = statistics.median(timed(lambda report=report: compare(last, report)) for report in edited)  # type: ignore[misc]
    sys.stdout.write(
        f"\ncomparing {count} paragraphs: {whole * 1000:.0f} ms, after a key {again * 1000:.0f} ms "
        f"({again / whole:.0%} of it, aim 30 %)\n"
    )
    assert again <= whole * 0.3


def test_paragraphs_that_share_most_of_their_words_are_compared_as_fast() -> None:
    common = "今年以来，社区坚持问题导向，逐户走访、逐项登记、逐件销号，居民反映的事情件件有着落。"
    pairs = []
    for round_ in range(ROUNDS):
        last = [f"{at % 10}.抓好第{at}项工作{round_}。" + common * (1 + at % 3) for at in range(1_000)]
        this = [text.replace("今年以来", "一年来") if at % 2 else text for at, text in enumerate(last) if at % 7]
        pairs.append((report_of(last), report_of(this)))
    taken = median_seconds(lambda: compare(*pairs.pop()))
    sys.stdout.write(f"\ncomparing 1,000 paragraphs of the same few sentences: {taken * 1000:.0f} ms (aim 3,000 ms)\n")
    assert taken <= 3


def test_the_differences_of_a_paragraph_are_there_before_the_next_frame() -> None:
    revision = revised(2, 60)
    pairs = [(old, new) for old in revision.last for new in revision.this[:20]]
    taken = median_seconds(lambda: [differences.__wrapped__(*pair) for pair in pairs]) / len(pairs)
    sys.stdout.write(f"\ndifferences of a pair of paragraphs: {taken * 1000:.3f} ms (aim 2 ms)\n")
    assert taken <= 0.002

"""Our own corpus comes out row for row as its truth says; the received one as well as it is measured to."""

from __future__ import annotations

import pytest
from tests.recognise import corpus
from tests.recognise.world import keeps_law

from huibao.cli.outline import outline_rows
from huibao.recognise import recognise


def found(name: str) -> list[corpus.Row]:
    data = outline_rows(recognise(corpus.source(name)).report)
    rows = [corpus.Row(row["role"], row["level"], row["number"] + row["text"]) for row in data["paragraphs"]]
    return rows + [corpus.Row("junk", 0, row["text"]) for row in data["left_out"]]


@pytest.mark.parametrize("name", corpus.names())
def test_every_row_has_its_true_role_and_level(name: str) -> None:
    rows, truth = found(name), corpus.truth(name)
    assert [(row.role, row.level, row.text[:24]) for row in rows] == [(row.role, row.level, row.text) for row in truth]


@pytest.mark.parametrize("name", corpus.names())
def test_nothing_of_it_is_lost(name: str) -> None:
    assert keeps_law(corpus.source(name))


def test_the_corpus_covers_what_offices_send() -> None:
    roles = {row.role for name in corpus.names() for row in corpus.truth(name)}
    assert len(corpus.names()) >= 6
    assert roles >= {"title", "recipient", "lead", "heading", "body", "closing", "signature", "date", "attachment"}
    assert roles >= {"note", "table", "junk"}


def test_every_source_line_has_a_verdict_with_a_reason() -> None:
    for name in corpus.names():
        source = corpus.source(name)
        verdicts = recognise(source).verdicts
        told = {verdict.index for verdict in verdicts}
        assert told <= set(range(len(source.items)))
        assert [verdict.index for verdict in verdicts] == sorted(told)
        assert all(verdict.why and 0.5 <= verdict.sure <= 1.0 for verdict in verdicts)

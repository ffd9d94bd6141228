"""Source paragraphs → report: every line judged by its evidence, every character kept or named as left out."""

from __future__ import annotations

from huibao.recognise.corrections import ROLES, Correction, Corrections
from huibao.recognise.linking import nodes_of
from huibao.recognise.recognising import Recognised, Verdict, recognise
from huibao.recognise.weighing import DOUBTFUL

__all__ = ["DOUBTFUL", "ROLES", "Correction", "Corrections", "Recognised", "Verdict", "nodes_of", "recognise"]

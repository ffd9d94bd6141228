"""Source paragraphs → report: every line judged by its evidence, every character kept or named as left out."""

from __future__ import annotations

from huibao.recognise.corrections import ROLES, Correction, Corrections
from huibao.recognise.recognising import Recognised, Verdict, recognise

__all__ = ["ROLES", "Correction", "Corrections", "Recognised", "Verdict", "recognise"]

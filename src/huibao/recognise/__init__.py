"""Source paragraphs → report: every line judged by its evidence, every character kept or named as left out."""

from __future__ import annotations

from huibao.recognise.recognising import Recognised, Verdict, recognise

__all__ = ["Recognised", "Verdict", "recognise"]

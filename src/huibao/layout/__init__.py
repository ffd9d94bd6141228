"""Manuscript → lines → pages, and painting them. QtGui, no widgets."""

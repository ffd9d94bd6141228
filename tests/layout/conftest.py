"""Fonts need an application; the tests of widgets that run in the same process need it to be a QApplication."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def _application(qapp: object) -> None:
    """One application for all."""

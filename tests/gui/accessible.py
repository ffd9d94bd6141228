"""What a screen reader is told, and what shows where the keys go; for the tests of every window and dialog."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (
    *(QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QAbstractItemView, QComboBox, QAbstractSpinBox),
    *(QAbstractSlider, QTabBar),
)
NO_ROLE = (QAccessible.Role.NoRole, QAccessible.Role.Client)
_AROUND_PX = 4


def controls(root: QWidget) -> list[QWidget]:
    """What can be operated at and below ``root``; not what Qt makes inside its own controls."""
    found = [widget for widget in root.findChildren(QWidget) if isinstance(widget, CONTROLS)]
    return [widget for widget in found if not isinstance(widget, QScrollBar) and not _is_qts_own(widget)]


def _is_qts_own(widget: QWidget) -> bool:
    above = widget.parent()
    while above is not None:
        if isinstance(above, QAbstractSpinBox | QComboBox | QLineEdit | QAbstractItemView | QTabBar):
            return True
        above = above.parent()
    return widget.objectName().startswith("qt_")


def nameless(root: QWidget) -> list[str]:
    """Controls that a screen reader has nothing to say of."""
    bad = []
    for widget in controls(root):
        if isinstance(widget, QAbstractButton) and not widget.isVisible() and not widget.text() and widget.icon().isNull():
            continue  # it gets its words when it is shown
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.text(QAccessible.Text.Name).strip() or told.role() in NO_ROLE:
            bad.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}: {told.role()}")
    return bad


def nameless_anywhere() -> dict[str, list[str]]:
    """The same for every window and dialog of ours that is there now."""
    ours = [one for one in QApplication.topLevelWidgets() if type(one).__module__.startswith("huibao.")]
    return {type(one).__name__: bad for one in ours if (bad := nameless(one))}


def unseen_focus(root: QWidget) -> list[str]:
    """The controls in sight that look the same with the keys as without. ``root`` is shown and has the keys."""
    quiet = QWidget(root)
    quiet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    quiet.setGeometry(0, 0, 1, 1)
    quiet.show()
    bad = []
    for widget in controls(root):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not takes or not widget.isVisible() or not widget.isEnabled() or widget.visibleRegion().isEmpty():
            continue
        before = _seen(root, widget, quiet)
        after = _seen(root, widget, widget)
        if QApplication.focusWidget() not in (widget, widget.focusProxy()):
            continue  # not a place for the keys after all
        if before == after:
            bad.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}: {_called(widget)}")
    quiet.deleteLater()
    return bad


def _seen(root: QWidget, widget: QWidget, focus: QWidget) -> QImage:
    """How ``widget`` and a little around it look while ``focus`` has the keys."""
    focus.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    around = QRect(widget.mapTo(root, widget.rect().topLeft()), widget.size())
    return root.grab(around.adjusted(-_AROUND_PX, -_AROUND_PX, _AROUND_PX, _AROUND_PX)).toImage()


def _called(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)

"""A day chosen from a calendar, written in the form that the report uses; or typed, in any words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QToolButton, QWidget

from huibao.gui import theme
from huibao.gui.editor.fields import ShortField
from huibao.gui.editor.popups import TextPopup
from huibao.model.names import day_forms, form_of
from huibao.yearly.deadlines import deadline_end

_CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)


class DatePopup(TextPopup):
    """A line of text over a calendar. The key down goes from the line to the calendar; there the arrows choose a day, page up
    and down a month, Enter takes it. ``form``: index of ``day_forms`` to write it in, unless the line has another."""

    def __init__(self, field: ShortField, form: int, taken: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(field, (), taken, parent)
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(_CHINESE)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName(f"{field.label}：日历")
        self._dress()
        self.form = QComboBox()
        self.form.setAccessibleName("写成")
        today = date.today()
        said = deadline_end(field.value, today.year) if field.value else None
        written = form_of(field.value)
        day = said or today
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._fill_forms(form if written is None else written)
        self.room.addWidget(self.form)
        self.room.addWidget(self.calendar)
        self.line.installEventFilter(self)
        self.calendar.selectionChanged.connect(self._on_day)
        self.calendar.clicked.connect(lambda _day: self._write())
        self.calendar.activated.connect(lambda _day: self._take_day())
        self.form.activated.connect(lambda _at: self._write())

    @property
    def day(self) -> date:
        """The day that is chosen in the calendar."""
        chosen = self.calendar.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _dress(self) -> None:
        """The window's own quiet look instead of Qt's."""
        look = theme.colours()
        plain = QTextCharFormat()
        plain.setForeground(QColor(look.quiet))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, plain)
        self.calendar.setStyleSheet(f"#qt_calendar_navigationbar {{ background: {look.window}; }}")
        for name, arrow, words in (("prev", Qt.ArrowType.LeftArrow, "上个月"), ("next", Qt.ArrowType.RightArrow, "下个月")):
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(button, QToolButton):
                button.setIcon(QIcon())
                button.setArrowType(arrow)
                button.setAccessibleName(words)
                button.setToolTip(words)

    def _fill_forms(self, at: int) -> None:
        self.form.clear()
        self.form.addItems([f"写成 {words}" for words in day_forms(self.day)])
        self.form.setCurrentIndex(at)

    def _on_day(self) -> None:
        self._fill_forms(self.form.currentIndex())
        self._write()

    def _write(self) -> None:
        self.line.setText(day_forms(self.day)[self.form.currentIndex()])

    def _take_day(self) -> None:
        self._write()
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key down leads from the line to the calendar."""
        down = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if watched is self.line and down:
            self.calendar.setFocus()
            if not self.line.text():
                self._write()
            return True
        return super().eventFilter(watched, event)

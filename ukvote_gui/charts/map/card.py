"""A small card with the result of the constituency that is pointed at."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from ukvote_gui.charts.map.choice import party_label
from ukvote_gui.core import formatting
from ukvote_gui.core.elections import Candidate
from ukvote_gui.core.outcome import NOBODY
from ukvote_gui.state.session import Session
from ukvote_gui.theme.chart import bold
from ukvote_gui.theme.colours import Colours
from ukvote_gui.theme.drawing import WRAPPED

_WIDEST_EM = 24


@dataclass(frozen=True)
class Card:
    """What a card says: where, who wins and for which party, and the rest in lines."""

    place: str
    party: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, session: Session, seat: int, figure: str) -> Card:
        """Return the card of the constituency at a position, with a figure in words or none."""
        outcome, candidates = session.outcome, session.election.candidates
        winner = candidates[int(outcome.winner[seat])]
        second = int(outcome.runner_up[seat])
        lines = [_named(winner)]
        if second == NOBODY:
            lines.append("Nobody else stands")
        elif outcome.tie[seat]:
            lines.append(f"Tied with {_named(candidates[second])}; the result of the election decides")
        else:
            majority = formatting.votes(float(outcome.majority_votes[seat]))
            share = formatting.percent(float(outcome.majority_share[seat]))
            lines.append(f"Majority {majority} votes, {share}, over {_named(candidates[second])}")
        if outcome.changed[seat]:
            before = candidates[int(session.base.winner[seat])]
            lines.append(f"Changed by the scenario from {_named(before)}")
        if figure:
            lines.append(figure)
        return cls(session.election.constituencies[seat].name, winner.party, tuple(lines))

    @property
    def text(self) -> str:
        """The whole card as one text."""
        return ". ".join((self.place, *self.lines)) + "."

    def paint(self, painter: QPainter, at: QPointF, area: QRectF, colours: Colours, font: QFont) -> None:
        """Paint the card beside a point, inside of an area."""
        tokens = colours.tokens
        heading = bold(font)
        metrics, heading_metrics = QFontMetricsF(font), QFontMetricsF(heading)
        em = metrics.height()
        widest = min(_WIDEST_EM * em * 0.6, area.width() - 2 * em)
        swatch = 0.7 * em
        room = QRectF(0, 0, widest, 10_000)
        first = room.adjusted(swatch + 0.4 * em, 0, 0, 0)
        texts = [(self.place, heading, heading_metrics, room), (self.lines[0], font, metrics, first)]
        texts += [(line, font, metrics, room) for line in self.lines[1:]]
        rects = [metric.boundingRect(place, WRAPPED, text) for text, _, metric, place in texts]
        width = max(rect.right() for rect in rects)
        height = sum(rect.height() for rect in rects) + 0.15 * em * (len(rects) - 1)
        panel = QRectF(0, 0, width + em, height + 0.8 * em)
        panel.moveTopLeft(_beside(at, panel, area, em))

        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.setBrush(QColor(tokens.button))
        painter.drawRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        y = panel.top() + 0.4 * em
        for number, ((text, own, _, place), rect) in enumerate(zip(texts, rects, strict=True)):
            painter.setFont(own)
            painter.setPen(QColor(tokens.text if number < 2 else tokens.muted))
            left = panel.left() + 0.5 * em + place.left()
            painter.drawText(QRectF(left, y, place.width(), rect.height()), WRAPPED, text)
            if number == 1:
                colour = colours.party(self.party)
                top = y + (metrics.height() - swatch) / 2
                painter.fillRect(QRectF(panel.left() + 0.5 * em, top, swatch, swatch), colour)
            y += rect.height() + 0.15 * em
        painter.restore()


def _named(candidate: Candidate) -> str:
    return f"{candidate.name} ({party_label(candidate.party)})"


def _beside(at: QPointF, panel: QRectF, area: QRectF, away: float) -> QPointF:
    """Return where the panel's corner goes: right of and below the point, or where there is room."""
    x, y = at.x() + away, at.y() + away
    if x + panel.width() > area.right():
        x = at.x() - away - panel.width()
    if y + panel.height() > area.bottom():
        y = at.y() - away - panel.height()
    return QPointF(max(area.left() + 2, x), max(area.top() + 2, y))

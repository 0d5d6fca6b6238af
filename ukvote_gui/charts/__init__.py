"""Pictures of an outcome: drawn with QPainter and pyqtgraph."""

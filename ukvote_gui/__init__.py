"""UK Vote What-If: the general election of 4 July 2024, and what would have had to differ to change it."""

__version__ = "0.1.0"

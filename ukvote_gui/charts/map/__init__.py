"""The map of constituencies: hexagons or boundaries, coloured by what one wants to see."""

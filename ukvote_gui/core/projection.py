"""The British National Grid: from longitude and latitude to metres east and north."""

from __future__ import annotations

import numpy as np

from ukvote_gui.core.elections import Floats

WGS84 = (6_378_137.0, 6_356_752.3142)
AIRY_1830 = (6_377_563.396, 6_356_256.909)
"""Semi-axes a and b of the ellipsoids, in metres."""

_SHIFT_METRES = np.array([-446.448, 125.157, -542.060])
_SCALE = 1 + 20.4894e-6
_ROTATION = np.radians(np.array([-0.1502, -0.2470, -0.8421]) / 3600)

_TRUE_ORIGIN = np.radians([-2.0, 49.0])
_FALSE_ORIGIN = (400_000.0, -100_000.0)
_SCALE_ON_CENTRAL_MERIDIAN = 0.9996012717


def british_national_grid(degrees: Floats) -> Floats:
    """Return easting and northing in metres of longitudes and latitudes in degrees (WGS84).

    Shapes (points, 2). The datum is shifted by the seven parameters of Ordnance Survey (A guide to coordinate
    systems in Great Britain, v3.6, 2020, section 6.6), which come to within about 5 m of its grid of shifts,
    OSTN15. Northern Ireland is projected alike.
    """
    return transverse_mercator(_on_airy(degrees))


def transverse_mercator(degrees: Floats) -> Floats:
    """Return easting and northing in metres of longitudes and latitudes in degrees on the Airy ellipsoid.

    Shapes (points, 2). Formulae C1 to C7 of Ordnance Survey, A guide to coordinate systems in Great Britain
    (v3.6, 2020), annex C; the names of the terms are theirs.
    """
    lam, phi = np.radians(degrees.T)
    d = lam - _TRUE_ORIGIN[0]
    a, b = (axis * _SCALE_ON_CENTRAL_MERIDIAN for axis in AIRY_1830)
    e2 = 1 - (b / a) ** 2
    sin, cos, tan2 = np.sin(phi), np.cos(phi), np.tan(phi) ** 2
    nu = a / np.sqrt(1 - e2 * sin**2)
    rho = nu * (1 - e2) / (1 - e2 * sin**2)
    eta2 = nu / rho - 1
    north = (
        _FALSE_ORIGIN[1]
        + _meridional_arc(phi, a, b)
        + d**2 * nu / 2 * sin * cos
        + d**4 * nu / 24 * sin * cos**3 * (5 - tan2 + 9 * eta2)
        + d**6 * nu / 720 * sin * cos**5 * (61 - 58 * tan2 + tan2**2)
    )
    east = (
        _FALSE_ORIGIN[0]
        + d * nu * cos
        + d**3 * nu / 6 * cos**3 * (nu / rho - tan2)
        + d**5 * nu / 120 * cos**5 * (5 - 18 * tan2 + tan2**2 + 14 * eta2 - 58 * tan2 * eta2)
    )
    return np.column_stack([east, north])


def _meridional_arc(phi: Floats, a: float, b: float) -> Floats:
    """Return the distance along the central meridian from the true origin, M, in metres."""
    n = (a - b) / (a + b)
    less, more = phi - _TRUE_ORIGIN[1], phi + _TRUE_ORIGIN[1]
    arc: Floats = b * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * np.sin(less) * np.cos(more)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * np.sin(2 * less) * np.cos(2 * more)
        - 35 / 24 * n**3 * np.sin(3 * less) * np.cos(3 * more)
    )
    return arc


def _on_airy(degrees: Floats) -> Floats:
    """Return the longitudes and latitudes of WGS84 as those of OSGB36, at sea level."""
    lam, phi = np.radians(degrees.T)
    a, b = WGS84
    e2 = 1 - (b / a) ** 2
    nu = a / np.sqrt(1 - e2 * np.sin(phi) ** 2)
    place = np.column_stack(
        [nu * np.cos(phi) * np.cos(lam), nu * np.cos(phi) * np.sin(lam), nu * (1 - e2) * np.sin(phi)]
    )
    # For angles this small the rotation is the cross product with them.
    x, y, z = (_SHIFT_METRES + _SCALE * place + np.cross(_ROTATION, place)).T
    a, b = AIRY_1830
    e2 = 1 - (b / a) ** 2
    from_axis = np.hypot(x, y)
    phi = np.arctan2(z, from_axis * (1 - e2))
    for _ in range(4):  # each step leaves a hundredth of the error of the one before
        nu = a / np.sqrt(1 - e2 * np.sin(phi) ** 2)
        phi = np.arctan2(z + e2 * nu * np.sin(phi), from_axis)
    on_airy: Floats = np.degrees(np.column_stack([np.arctan2(y, x), phi]))
    return on_airy

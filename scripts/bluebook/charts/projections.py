"""From the globe to the sheet: Lambert's azimuthal equal-area projection, centred on Tokyo.

Why this one. It preserves areas, so no region looks larger than it is, and the direction from Tokyo.
Europe and North America come to lie side by side above Japan, where a map of the world with straight sides would tear them
to opposite edges. It has no cut but the point opposite Tokyo, which is sea, so no coast is torn.
"""

from __future__ import annotations

import numpy as np

CENTRE = (35.69, 139.69)  # Tokyo: degrees north, degrees east
EARTH = 6371.0  # mean radius, km
RIM = 2 * EARTH  # the point opposite Tokyo, drawn as the map's rim


def project(north: np.ndarray, east: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how far right of and above Tokyo places lie on the map, in km of the map."""
    phi, lam, phi_0 = np.radians(north), np.radians(np.asarray(east) - CENTRE[1]), np.radians(CENTRE[0])
    ahead = np.cos(phi_0) * np.sin(phi) - np.sin(phi_0) * np.cos(phi) * np.cos(lam)
    nearness = np.sin(phi_0) * np.sin(phi) + np.cos(phi_0) * np.cos(phi) * np.cos(lam)
    scale = EARTH * np.sqrt(2 / np.maximum(1 + nearness, 1e-9))
    return scale * np.cos(phi) * np.sin(lam), scale * ahead


def radius(distance: float) -> float:
    """Return the map's radius, in km of the map, of the circle on which places `distance` km from Tokyo lie."""
    return RIM * float(np.sin(distance / EARTH / 2))

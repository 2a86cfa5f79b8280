"""A picture as PNG, by resvg, which is the extra `relkeeper[pictures]`; it is imported inside a function, on purpose.

resvg draws text in the fonts of the system, none where the system has none, and knows the light colours only.
"""

from relkeeper.errors import RelkeeperError
from relkeeper.rules.extras import installing

_ZOOM = 2.0


def png(svg: str) -> bytes:
    """The picture in pixels, two for each of its own. Raises RelkeeperError where the library is not installed."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise RelkeeperError(
            f"a PNG needs a package that is not installed: {installing('pictures')}; or take --svg, which needs none"
        ) from error
    return svg_to_bytes(svg_string=svg, zoom=_ZOOM, background="#ffffff")

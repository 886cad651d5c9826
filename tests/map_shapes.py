"""Make templates/map-shapes.html in hooks/guide/rendering from the npm package @svg-maps/sweden.

Run once, by hand, with npm and a network.

usage: npm pack @svg-maps/sweden@1.0.1 && tar xzf svg-maps-sweden-1.0.1.tgz
       python tests/map_shapes.py package/index.js > hooks/guide/rendering/templates/map-shapes.html
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
import tempfile
from pathlib import Path

Point = tuple[float, float]
Ring = list[Point]
SCALE = 2  # whole numbers at twice the source's size: half a unit is less than a pixel on the page
LEAST_ISLAND = 12  # in the source's square units; Gotland's Fårö is 22
# The source's ids to ours. It has the names of Västmanland and Västernorrland the wrong way round.
OURS = {
    "jamtland": "jamtland-harjedalen",
    "sodermanland": "sormland",
    "vasternorrland": "vastmanland",
    "vastmanland": "vasternorrland",
    "vastra gotaland": "vastra-gotaland",
}
HEAD = """\
{# The outlines of the 21 regions, in a view box of 692 by 1586, and in each the point for its number.
   From @svg-maps/sweden 1.0.1 by Victor Cazanave (npmjs.com/package/@svg-maps/sweden), based on MapSVG's map of Sweden
   (mapsvg.com/maps/sweden), licence CC BY 4.0 (creativecommons.org/licenses/by/4.0). Changed: outlines simplified to
   22 % of their points and whole numbers, islets left out, the ids ours, and the names of Västmanland and
   Västernorrland, which had changed places, put right. Made by tests/map_shapes.py. #}
"""


def rings(path: str) -> list[Ring]:
    """Return the closed outlines of an SVG path that has only relative moves and lines."""
    result, x, y = [], 0.0, 0.0
    for part in re.findall(r"m([^z]*)z", path):
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", part)]
        ring = [(x := x + dx, y := y + dy) for dx, dy in zip(numbers[::2], numbers[1::2], strict=True)]
        result.append(ring)
        x, y = ring[0]
    return result


def area(ring: Ring) -> float:
    """Return the area that a ring encloses."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def simplified(regions: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """Return the regions simplified by mapshaper (MPL 2.0), with neighbours still sharing their borders."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": name},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[[x * SCALE, -y * SCALE] for x, y in ring + ring[:1]]] for ring in outlines],
            },
        }
        for name, outlines in regions.items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.json"), Path(folder, "out.json")
        source.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
        steps = "snap snap-interval=1.2 -clean gap-fill-area=60 -simplify weighted 22% keep-shapes -o format=geojson"
        command = ["npx", "--yes", "mapshaper@0.6.102", "-i", str(source), *steps.split(), "precision=1", str(target)]
        subprocess.run(command, check=True, stdout=sys.stderr)
        simplified_features = json.loads(target.read_text("utf-8"))["features"]
    result = {}
    for feature in simplified_features:
        parts = feature["geometry"]["coordinates"]
        parts = [parts] if feature["geometry"]["type"] == "Polygon" else parts
        outlines = [[(round(x), round(-y)) for x, y in ring[:-1]] for part in parts for ring in part]
        result[feature["properties"]["id"]] = [ring for ring in outlines if len(ring) > 2]
    return result


def svg_path(ring: Ring) -> str:
    """Return a ring as a compact SVG path: absolute start, relative lines."""
    (x, y), *others = ring
    text = f"M{x},{y}l"
    for to_x, to_y in others:
        text += f"{to_x - x},{to_y - y} "
        x, y = to_x, to_y
    return re.sub(r",-", "-", text.replace(" -", "-")).strip() + "z"


def _distance(point: Point, a: Point, b: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, a, b
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay))


def label_point(ring: Ring) -> tuple[int, int, int]:
    """Return the integer point inside a ring that is farthest from its outline, and that distance."""
    sides = list(zip(ring, ring[1:] + ring[:1], strict=True))
    best = (0.0, 0, 0)
    xs, ys = [int(x) for x, _ in ring], [int(y) for _, y in ring]
    for x in range(min(xs), max(xs), 2):
        for y in range(min(ys), max(ys), 2):
            crossings = sum(
                (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax for (ax, ay), (bx, by) in sides
            )
            if crossings % 2:
                best = max(best, (min(_distance((x, y), a, b) for a, b in sides), x, y))
    return best[1], best[2], round(best[0])


def main() -> None:
    """Read the package's script and print the template."""
    text = Path(sys.argv[1]).read_text("utf-8")
    source = json.loads(text.removeprefix("export default ").rstrip().rstrip(";"))["locations"]
    regions = {
        OURS.get(place["id"], place["id"]): [ring for ring in rings(place["path"]) if area(ring) > LEAST_ISLAND]
        for place in source
    }
    lines = []
    for name, outlines in sorted(simplified(regions).items()):
        x, y, room = label_point(max(outlines, key=area))
        sys.stderr.write(f"{name}: {room} units of room\n")
        lines.append(f'  "{name}": ({x}, {y}, "{"".join(map(svg_path, outlines))}"),\n')
    sys.stdout.write(HEAD + "{% set shapes = {\n" + "".join(lines) + "} %}\n")


if __name__ == "__main__":
    main()

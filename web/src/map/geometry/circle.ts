import Ellipsoidal from "geodesy/latlon-ellipsoidal-vincenty.js";
import type { Position } from "geojson";

const VERTICES = 96;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The point `metres` away from `from` along the geodesic on WGS 84 that leaves at `bearing` degrees. */
export function destination([lon = 0, lat = 0]: Position, bearing: number, metres: number): [number, number] {
  const end = new Ellipsoidal(lat, lon).destinationPoint(metres, bearing);
  // On the same side of the antimeridian as `from`, so that a circle around it is one ring.
  return [lon + ((((end.lon - lon + 180) % 360) + 360) % 360) - 180, end.lat];
}

/** A closed, counter-clockwise ring of points at a geodesic distance of `metres` from `centre`. */
export function circle(centre: Position, metres: number): [number, number][] {
  const ring: [number, number][] = [];
  for (let i = 0; i < VERTICES; i += 1) {
    ring.push(destination(centre, -(i * 360) / VERTICES, metres));
  }
  const start = ring[0];
  if (start) ring.push(start);
  return ring;
}

/** The great-circle distance in metres. */
export function metresBetween([lonA, latA]: [number, number], [lonB, latB]: [number, number]): number {
  const half =
    Math.sin(radians(latB - latA) / 2) ** 2 +
    Math.cos(radians(latA)) * Math.cos(radians(latB)) * Math.sin(radians(lonB - lonA) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(half));
}

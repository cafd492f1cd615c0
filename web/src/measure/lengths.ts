// How long a line is, and how large a ring. Pure.

import Ellipsoidal from "geodesy/latlon-ellipsoidal-vincenty.js";
import Spherical from "geodesy/latlon-spherical.js";
import type { Position } from "../api/types";

/** Along geodesics on WGS 84, in metres (Vincenty's inverse formula). */
export function lengthOf(line: readonly Position[]): number {
  const points = line.map(([lon, lat]) => new Ellipsoidal(lat, lon));
  return points.reduce((sum, point, nth) => sum + (points[nth - 1]?.distanceTo(point) ?? 0), 0);
}

/** Of the ring that a line closes to, in square kilometres on a sphere, which is within a half per cent; 0 under three points. */
export function areaOf(line: readonly Position[]): number {
  if (line.length < 3) return 0;
  return Spherical.areaOf(line.map(([lon, lat]) => new Spherical(lat, lon))) / 1e6;
}

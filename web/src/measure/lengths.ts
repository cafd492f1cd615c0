// How long a line is, and how large a ring. Pure.

import Ellipsoidal from "geodesy/latlon-ellipsoidal-vincenty.js";
import Spherical from "geodesy/latlon-spherical.js";
import type { Position } from "../api/types";

/** Along geodesics on WGS 84, in metres. */
export function lengthOf(line: readonly Position[]): number {
  return line.reduce((sum, to, index) => {
    const from = line[index - 1];
    return from === undefined ? sum : sum + between(from, to);
  }, 0);
}

/** By Vincenty's inverse formula; where it does not settle, half round the earth, on a sphere. */
function between([lonA, latA]: Position, [lonB, latB]: Position): number {
  const metres = new Ellipsoidal(latA, lonA).distanceTo(new Ellipsoidal(latB, lonB));
  return Number.isNaN(metres) ? new Spherical(latA, lonA).distanceTo(new Spherical(latB, lonB)) : metres;
}

/** Of the ring that a line closes to, in square kilometres on a sphere, which is within a half per cent; 0 under three points. */
export function areaOf(line: readonly Position[]): number {
  if (line.length < 3) return 0;
  return Spherical.areaOf(line.map(([lon, lat]) => new Spherical(lat, lon))) / 1e6;
}

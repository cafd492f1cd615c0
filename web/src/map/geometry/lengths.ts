// Lengths of lines and areas of rings. Pure.

import Ellipsoidal from "geodesy/latlon-ellipsoidal-vincenty.js";
import Spherical from "geodesy/latlon-spherical.js";
import type { Position } from "../../api/types";

/** The length of a line along geodesics on WGS 84, in metres. */
export function lengthOf(line: readonly Position[]): number {
  return line.reduce((sum, to, index) => {
    const from = line[index - 1];
    return from === undefined ? sum : sum + between(from, to);
  }, 0);
}

/** By Vincenty's inverse formula; on a sphere if that does not converge, for nearly antipodal points. */
function between([lonA, latA]: Position, [lonB, latB]: Position): number {
  const metres = new Ellipsoidal(latA, lonA).distanceTo(new Ellipsoidal(latB, lonB));
  return Number.isNaN(metres) ? new Spherical(latA, lonA).distanceTo(new Spherical(latB, lonB)) : metres;
}

/** The area of a closed line in square kilometres, on a sphere, which is accurate to half a per cent; 0 for fewer than three points. */
export function areaOf(line: readonly Position[]): number {
  if (line.length < 3) return 0;
  return Spherical.areaOf(line.map(([lon, lat]) => new Spherical(lat, lon))) / 1e6;
}

import type { Position } from "geojson";

// WGS 84
const EQUATOR = 6_378_137;
const FLATTENING = 1 / 298.257_223_563;
const POLAR = EQUATOR * (1 - FLATTENING);
const VERTICES = 96;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** The point `metres` away from `from` along the geodesic that leaves at `bearing` degrees (Vincenty's direct formula). */
export function destination(from: Position, bearing: number, metres: number): [number, number] {
  const [lon = 0, lat = 0] = from;
  const azimuth = radians(bearing);
  const reduced = Math.atan((1 - FLATTENING) * Math.tan(radians(lat)));
  const sinU = Math.sin(reduced);
  const cosU = Math.cos(reduced);
  const sinAzimuth = Math.sin(azimuth);
  const cosAzimuth = Math.cos(azimuth);

  const sigma1 = Math.atan2(Math.tan(reduced), cosAzimuth);
  const sinAlpha = cosU * sinAzimuth;
  const cosSqAlpha = 1 - sinAlpha ** 2;
  const uSq = (cosSqAlpha * (EQUATOR ** 2 - POLAR ** 2)) / POLAR ** 2;
  const a = 1 + (uSq / 16_384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
  const b = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));

  const first = metres / (POLAR * a);
  let sigma = first;
  let cos2 = 0;
  // Three rounds converge to below a millimetre at distances up to continental; ten leave room.
  for (let round = 0; round < 10; round += 1) {
    cos2 = Math.cos(2 * sigma1 + sigma);
    const sin = Math.sin(sigma);
    const cos = Math.cos(sigma);
    const step =
      b *
      sin *
      (cos2 +
        (b / 4) * (cos * (2 * cos2 ** 2 - 1) - (b / 6) * cos2 * (4 * sin ** 2 - 3) * (4 * cos2 ** 2 - 3)));
    const next = first + step;
    const settled = Math.abs(next - sigma) < 1e-13;
    sigma = next;
    if (settled) break;
  }
  cos2 = Math.cos(2 * sigma1 + sigma);

  const sin = Math.sin(sigma);
  const cos = Math.cos(sigma);
  const latitude = Math.atan2(
    sinU * cos + cosU * sin * cosAzimuth,
    (1 - FLATTENING) * Math.hypot(sinAlpha, sinU * sin - cosU * cos * cosAzimuth),
  );
  const lambda = Math.atan2(sin * sinAzimuth, cosU * cos - sinU * sin * cosAzimuth);
  const c = (FLATTENING / 16) * cosSqAlpha * (4 + FLATTENING * (4 - 3 * cosSqAlpha));
  const longitude =
    lambda - (1 - c) * FLATTENING * sinAlpha * (sigma + c * sin * (cos2 + c * cos * (2 * cos2 ** 2 - 1)));
  return [lon + degrees(longitude), degrees(latitude)];
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

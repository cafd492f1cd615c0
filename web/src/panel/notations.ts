// A position in other coordinate formats, each no finer than its uncertainty justifies.

import Dms from "geodesy/dms.js";
import { LatLon } from "geodesy/mgrs.js";
import type { Position } from "../api/types";
import { decimals } from "../i18n/coordinates";

const METRES_PER_DEGREE = 111_000;

interface Notation {
  readonly name: "dms" | "utm" | "mgrs";
  readonly text: string;
}

/** The coarsest permitted rounding in metres: a tenth of the uncertainty, else the last decimal. */
function stepOf([lon, lat]: Position, uncertainty: number | undefined): number {
  const known = decimals(uncertainty);
  if (known !== null && uncertainty !== undefined) return uncertainty / 10;
  const decimalsOf = (value: number): number => String(value).split(".")[1]?.length ?? 0;
  return METRES_PER_DEGREE / 10 ** Math.max(decimalsOf(lon), decimalsOf(lat));
}

/** Degrees, minutes and seconds: the coarsest form whose step is small enough. */
function dms([lon, lat]: Position, step: number): string {
  const forms = [
    ["d", 0, METRES_PER_DEGREE],
    ["dm", 0, METRES_PER_DEGREE / 60],
    ["dms", 0, METRES_PER_DEGREE / 3600],
    ["dms", 1, METRES_PER_DEGREE / 36_000],
  ] as const;
  const [form, places] = forms.find(([, , size]) => size <= step) ?? forms[3];
  return `${Dms.toLat(lat, form, places)} ${Dms.toLon(lon, form, places)}`;
}

/** The sizes of MGRS grid squares in metres, with the number of digits that names each. */
const SQUARES = [
  [10_000, 2],
  [1000, 4],
  [100, 6],
  [10, 8],
  [1, 10],
] as const;

/** Degrees with minutes and seconds, UTM and MGRS on WGS 84; the last two only between 80° S and 84° N. */
export function notations(at: Position, uncertainty?: number): Notation[] {
  const [lon, lat] = at;
  const step = stepOf(at, uncertainty);
  const found: Notation[] = [{ name: "dms", text: dms(at, step) }];
  if (lat < -80 || lat > 84) return found;
  const [side, digits] = SQUARES.find(([size]) => size <= step) ?? SQUARES[4];
  const utm = new LatLon(lat, lon).toUtm();
  const metres = (value: number): string => String(Math.round(value / side) * side);
  found.push({
    name: "utm",
    text: `${utm.zone} ${utm.hemisphere} ${metres(utm.easting)} ${metres(utm.northing)}`,
  });
  found.push({ name: "mgrs", text: utm.toMgrs().toString(digits) });
  return found;
}

import { DARK, LIGHT } from "../map/style/palette";

/** The colours around the map, matching its palette. */
export interface ImageTheme {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  /** Behind labels on the map. */
  readonly halo: string;
  readonly focusGap: string;
  readonly focusRing: string;
}

export const imageTheme = (dark: boolean): ImageTheme =>
  dark
    ? {
        ...{ paper: "#191714", ink: "#efe9df", soft: "#bdb3a6", line: "#8d8376", accent: "#e6bfd9" },
        ...{ halo: DARK.halo, focusGap: DARK.focusGap, focusRing: DARK.focusRing },
      }
    : {
        ...{ paper: "#ffffff", ink: "#241f1c", soft: "#5a514a", line: "#8a7f73", accent: "#5b2c4f" },
        ...{ halo: LIGHT.halo, focusGap: LIGHT.focusGap, focusRing: LIGHT.focusRing },
      };

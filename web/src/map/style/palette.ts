/** Metres above sea level, and the colour of that elevation. */
type Height = readonly [metres: number, colour: string];

/** The colours of a theme. Themes share their layers and differ in paint only. */
export interface Palette {
  sea: string;
  land: string;
  /** A tint over Pakistan, to set it off from its neighbours. */
  home: string;
  homeOpacity: [far: number, near: number];
  water: string;
  waterEdge: string;
  river: string;
  coast: string;
  border: string;
  borderGlow: string;
  province: string;
  provinceCasing: string;
  foreignProvince: string;
  district: string;
  halo: string;
  place: string;
  provinceName: string;
  countryName: string;
  landform: string;
  seaName: string;
  riverName: string;
  /** How the relief image is drawn. */
  relief: { brightest: number; contrast: number; saturation: number; opacity: number };
  /** Colours by elevation at high zoom, beyond the relief's resolution; lowest first. */
  heights: readonly Height[];
  slope: { sun: string; shadow: string; strength: number };
  /** Site labels and the ring around the open site. */
  ink: string;
  /** The ring around every marker. */
  ring: string;
  /** Around the open site: a gap, then a ring in strong contrast to the basemap. */
  focusGap: string;
  focusRing: string;
  /** The ring and the number of a tiled cluster, whose minerals are unknown. */
  cluster: string;
  clusterCount: string;
  /** The strength of the fill of outlines and uncertainty circles. */
  tint: number;
}

export const LIGHT: Palette = {
  sea: "#c4d7e0",
  land: "#ebe7d6",
  home: "#fffdf4",
  homeOpacity: [0.28, 0.1],
  water: "#bcd3de",
  waterEdge: "#8fb0c2",
  river: "#7fa8bf",
  coast: "#86a7b8",
  border: "#5f4d5c",
  borderGlow: "#b59aa8",
  province: "#84707f",
  provinceCasing: "#ffffff",
  foreignProvince: "#b0a3a8",
  district: "#8a7a84",
  halo: "rgba(255,253,246,0.92)",
  place: "#3a3338",
  provinceName: "#7b6474",
  countryName: "#5f4d5c",
  landform: "#86705c",
  seaName: "#4f7c96",
  riverName: "#4f7f9a",
  relief: { brightest: 1, contrast: 0, saturation: 0, opacity: 1 },
  heights: [
    [0, "rgba(221,228,206,0)"],
    [15, "#dde4ce"],
    [80, "#e5e8d1"],
    [250, "#edead3"],
    [600, "#f0e7cd"],
    [1100, "#ecdcbf"],
    [1800, "#e3cdb1"],
    [2600, "#d6c1ac"],
    [3400, "#cec0b5"],
    [4300, "#d5cecb"],
    [5200, "#e5e4e7"],
    [6000, "#f5f6fa"],
  ],
  slope: { sun: "rgba(255,252,240,0.5)", shadow: "rgba(74,72,108,0.62)", strength: 0.9 },
  ink: "#1f1a1e",
  ring: "#fffdf6",
  focusGap: "#fffdf6",
  focusRing: "#1f1a1e",
  cluster: "#59606b",
  clusterCount: "#2f3640",
  tint: 1,
};

export const DARK: Palette = {
  sea: "#0f1a23",
  land: "#24272a",
  home: "#d8cbb0",
  homeOpacity: [0.07, 0.03],
  water: "#1c303c",
  waterEdge: "#35566a",
  river: "#3f667c",
  coast: "#3d5c6d",
  border: "#ad97a7",
  borderGlow: "#7d6474",
  province: "#93808f",
  provinceCasing: "#14171a",
  foreignProvince: "#5a5158",
  district: "#9a8d96",
  halo: "rgba(20,23,26,0.88)",
  place: "#e0dad2",
  provinceName: "#b9a3b2",
  countryName: "#d3c1cd",
  landform: "#b8a48e",
  seaName: "#7fa9c0",
  riverName: "#7ba3b8",
  relief: { brightest: 0.31, contrast: 0.35, saturation: -0.2, opacity: 0.7 },
  heights: [
    [0, "rgba(37,39,36,0)"],
    [15, "#252724"],
    [250, "#2a2926"],
    [1100, "#2c2925"],
    [2600, "#2b2826"],
    [4300, "#33312f"],
    [6000, "#403f40"],
  ],
  slope: { sun: "rgba(255,248,230,0.16)", shadow: "rgba(4,5,10,0.75)", strength: 0.9 },
  ink: "#fbf7ef",
  ring: "#f4efe4",
  focusGap: "#14171a",
  focusRing: "#fff3c9",
  cluster: "#8d929b",
  clusterCount: "#1a1d20",
  tint: 1.15,
};

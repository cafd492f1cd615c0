/** The words the map shows or speaks; whoever makes a map supplies them in its languages. */
export type MapTextKey =
  /** Follows the name of a region on the map: "Waziristan — approximate". */
  | "approximate"
  /** In the map's corner: how boundaries are drawn. */
  | "boundaryNote"
  /** What a screen reader says of the canvas: what it is, and that the list holds the same sites. */
  | "mapLabel"
  | "zoomIn"
  | "zoomOut"
  /** The button that opens the credits on a narrow screen. */
  | "credits"
  /** Units of the scale bar. */
  | "metres"
  | "kilometres"
  /** Shown by the page in the map's place where WebGL 2 is missing. */
  | "noWebgl";

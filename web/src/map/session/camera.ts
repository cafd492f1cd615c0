// Moves the camera to the view in the URL, or to the open site.

import type { Site } from "../../api/types";
import type { Camera } from "../camera";
import { boxOf } from "../geometry/outline";
import { withNeighbours } from "../geometry/neighbours";
import { siteExtent } from "../sites/features";
import type { MapInputs } from "../types";
import { siteById } from "./layers";

/** Room for the labels of a result, as a share of the map. */
const ANSWER_MARGIN = 0.18;

/** Returns an effect that moves the camera. */
export function followPage(inputs: MapInputs, camera: Camera): () => void {
  let previousView = inputs.view.peek();
  // A view in the URL wins over the site in it.
  let framed = previousView === null ? null : inputs.selected.peek();
  let framedAnswer = previousView === null ? null : inputs.answer.peek();
  return () => {
    const view = inputs.view.value;
    const answer = inputs.answer.value;
    const selected = inputs.selected.value;
    const site = siteById(inputs, selected);
    const moved = camera.follow(view);
    // Back to a URL with neither view nor site: to where the page began.
    if (view === null && previousView !== null && selected === null) camera.home();
    previousView = view;
    if (answer !== framedAnswer) {
      framedAnswer = answer;
      if (answer !== null && !moved) fitSites(camera, answer, ANSWER_MARGIN);
    }
    if (selected === framed) return;
    // A site that has not loaded is framed once it has.
    if (selected !== null && !site) return;
    framed = selected;
    camera.release();
    const extent = site ? siteExtent(site) : null;
    if (site && extent && !moved) camera.frame(withNeighbours(extent, site, inputs.shown.peek()));
  };
}

/** Brings all sites into view. */
export function fitSites(camera: Camera, sites: readonly Site[], margin = 0.05): void {
  const corners = sites.flatMap((site) => {
    const box = siteExtent(site);
    return box ? [[box[0], box[1]] as [number, number], [box[2], box[3]] as [number, number]] : [];
  });
  if (corners.length > 0) camera.frame(boxOf(corners), margin);
  else camera.home();
}

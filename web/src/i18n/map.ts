// The words that the map shows, in both languages.

import type { MapTextKey } from "../map/text";
import { language } from "../state/language";

const en: Record<MapTextKey, string> = {
  approximate: "approximate",
  boundaryNote: "Boundaries as in Natural Earth: disputed lines dashed, claims dotted",
  mapLabel: "Map of the sites. The list holds the same sites.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  credits: "Credits",
  metres: "m",
  kilometres: "km",
  noWebgl: "No map here: this browser does not offer WebGL 2. The list holds every site.",
};

const ur: Record<MapTextKey, string> = {
  approximate: "تخمینی",
  boundaryNote: "سرحدیں Natural Earth کے مطابق: متنازع لکیریں کٹی ہوئی، دعوے نقطہ دار",
  mapLabel: "مقامات کا نقشہ۔ فہرست میں یہی مقامات موجود ہیں۔",
  zoomIn: "قریب کریں",
  zoomOut: "دور کریں",
  credits: "ماخذ",
  metres: "میٹر",
  kilometres: "کلومیٹر",
  noWebgl: "یہاں نقشہ نہیں: یہ براؤزر WebGL 2 فراہم نہیں کرتا۔ فہرست میں ہر مقام موجود ہے۔",
};

export function mapText(key: MapTextKey): string {
  return (language.value === "ur" ? ur : en)[key];
}

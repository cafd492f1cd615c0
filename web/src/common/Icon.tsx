// Decorative icons in the colour of the text.

const PATHS = {
  close: "M4 4l8 8M12 4l-8 8",
  back: "M10 3L5 8l5 5",
  down: "M4 6l4 4 4-4",
  download: "M8 2v8M4.5 6.8L8 10.3l3.5-3.5M3 13.5h10",
  copy: "M6 6h7v7.5H6zM3.5 10V2.5H10",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4L14 14",
  away: "M6 3.5H3.5v9h9V10M9 3h4v4M13 3L7.5 8.5",
  unmapped: "M8 14s4.5-4.2 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.8 8 14 8 14zM2 2l12 12",
  outline: "M3 5.5L7.5 2.5l5.5 2-1 5.5-5 3.5-4-3z",
  play: "M5 3l8 5-8 5z",
  pause: "M5.5 3v10M10.5 3v10",
  share: "M8 10V2M5 4.5L8 1.8l3 2.7M4.5 7H3v7h10V7h-1.5",
  near: "M8 8h0.01M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z",
  measure: "M1.5 11L11 1.5l3.5 3.5L5 14.5zM4.5 8l1.5 1.5M7 5.5L9 7.5M9.5 3l1.5 1.5",
  raise: "M1.5 13L6 5l2.5 4L10.5 6l4 7z",
  compare: "M2.5 3h4.5v10H2.5zM9 3h4.5v10H9z",
  command: "M2.5 3.5h11v9h-11zM5 6.5l2 1.7-2 1.7M8.5 10.2h2.5",
  report: "M4 14V2.5h8l-2 3 2 3H4",
  print: "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

import { NEUTRAL } from "../markers/spec";
import { minerals } from "../state/atlas";

/** A mineral's symbol on its colour. The name is beside it, so screen readers skip the icon. */
export function MineralIcon({ mineral, small = false }: { mineral: string; small?: boolean }) {
  const record = minerals.value.get(mineral);
  const symbol = record?.symbol ?? "?";
  const classes = ["mineral-icon", small && "mineral-icon-small", symbol.length > 2 && "mineral-icon-long"];
  return (
    <span
      class={classes.filter(Boolean).join(" ")}
      style={{ backgroundColor: record?.colour ?? NEUTRAL }}
      aria-hidden="true"
    >
      {symbol}
    </span>
  );
}

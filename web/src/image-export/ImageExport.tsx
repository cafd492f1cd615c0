import { type Signal, signal } from "@preact/signals";
import { Icon } from "../common/Icon";
import { save } from "../download/saveLocal";
import { number, t } from "../i18n";
import { visible } from "../state/map";
import { exportImage, type ExportedImage, type ExportOptions } from "./exportImage";
import { SIZES } from "./sizes";

const FORMATS = ["png", "svg"] as const;

// Choices are kept when the form closes.
const format = signal<ExportOptions["format"]>("png");
const size = signal(SIZES[0]?.name ?? "a4");
const look = signal<"light" | "dark">("light");

type State = "idle" | "drawing" | "failed" | ExportedImage;
const state = signal<State>("idle");

/** The form to export an image of the map. */
export function ImageExport() {
  if (visible.value === null) return <p class="image-export-none">{t("image.needsMap")}</p>;
  const drawing = state.value === "drawing";
  return (
    <form
      class="image-export"
      onSubmit={(event) => {
        event.preventDefault();
        if (!drawing) void make();
      }}
    >
      <p class="share-note">{t("image.intro")}</p>
      <Choice
        label={t("image.format")}
        name="image-format"
        of={format}
        values={FORMATS}
        text={(value) => t(`image.format.${value}`)}
      />
      <Choice
        label={t("image.size")}
        name="image-size"
        of={size}
        values={SIZES.map(({ name }) => name)}
        text={(value) => t(`image.size.${value}`)}
      />
      <Choice
        label={t("image.colours")}
        name="image-colours"
        of={look}
        values={["light", "dark"]}
        text={(value) => t(`image.colours.${value}`)}
      />
      <button type="submit" class="button" aria-disabled={drawing}>
        <Icon name="download" />
        {t("image.make")}
      </button>
      <p class="image-export-state" role="status">
        {statusText(state.value)}
      </p>
    </form>
  );
}

function statusText(now: State): string {
  if (now === "idle") return "";
  if (now === "drawing") return t("image.drawing");
  if (now === "failed") return t("image.failed");
  const saved = t("image.saved", { file: now.file });
  return now.reducedDpi === null ? saved : `${saved} ${t("image.coarser", { dpi: number(now.reducedDpi) })}`;
}

async function make(): Promise<void> {
  state.value = "drawing";
  try {
    const found = SIZES.find(({ name }) => name === size.peek());
    if (found === undefined) return;
    const made = await exportImage({ format: format.peek(), size: found, dark: look.peek() === "dark" });
    save(made.blob, made.file);
    state.value = made;
  } catch (error) {
    console.warn("The image could not be exported.", error);
    state.value = "failed";
  }
}

interface ChoiceProps<T extends string> {
  label: string;
  name: string;
  of: Signal<T>;
  values: readonly T[];
  text: (value: T) => string;
}

function Choice<T extends string>({ label, name, of, values, text }: ChoiceProps<T>) {
  return (
    <fieldset class="image-export-choice">
      <legend>{label}</legend>
      {values.map((value) => (
        <label key={value}>
          <input
            type="radio"
            {...{ name, value }}
            checked={of.value === value}
            onChange={() => (of.value = value)}
          />
          {text(value)}
        </label>
      ))}
    </fieldset>
  );
}

import { Commands } from "../commands/Commands";
import { Shortcuts } from "../commands/Shortcuts";
import { Report } from "../report/Report";
import { Share } from "../share/Share";
import type { OpenDialog } from "../state/page";

/** A dialog by its name. */
export function Content({ shown }: { shown: OpenDialog }) {
  switch (shown.name) {
    case "share":
      return <Share />;
    case "commands":
      return <Commands />;
    case "shortcuts":
      return <Shortcuts />;
    case "report":
      return <Report {...shown} />;
  }
}

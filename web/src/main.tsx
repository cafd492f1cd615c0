import { render } from "preact";
import { App } from "./App";
import { listenForKeys } from "./commands/keys";
import { restoreFocus } from "./common/refocus";
import { load } from "./state/atlas";
import { watchConnection } from "./state/connection";
import { loadLanguage } from "./state/language";
import "./style/index.css";

const root = document.getElementById("app");
if (root !== null) {
  void load();
  // A page in English that turns into another language would be read twice.
  void loadLanguage().then(() => render(<App />, root));
  watchConnection();
  listenForKeys();
  restoreFocus();
}

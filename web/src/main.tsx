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
  // Render once the language has loaded, so that the page does not start in English.
  void loadLanguage().then(() => render(<App />, root));
  watchConnection();
  listenForKeys();
  restoreFocus();
}

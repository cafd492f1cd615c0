import { render } from "preact";
import { App } from "./App";
import { load } from "./state/atlas";
import { watchConnection } from "./state/connection";
import "./style/index.css";

const root = document.getElementById("app");
if (root !== null) {
  render(<App />, root);
  void load();
  watchConnection();
}

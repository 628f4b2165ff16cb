// The page where several jobs are filled in: paints the view it is sent and sends requests back. It knows no words, no commands and no addresses.
import type { GridMessage, GridRequest } from "../../src/protocol/grid.js";
import { openHost, setLanguage } from "../shared/host.js";
import { VoiceJobGrid } from "./app.js";
import { ValueGrid } from "./valueGrid.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "./styles/grid.css";

const host = openHost<GridRequest, undefined>();
const send = (request: GridRequest) => host.postMessage(request);
ValueGrid.define(send);
VoiceJobGrid.define(send);

window.addEventListener("message", ({ data }: MessageEvent<GridMessage>) => {
  const app = document.querySelector<VoiceJobGrid>("voice-job-grid");
  if (data.type === "show") {
    setLanguage(data.view);
    app?.show(data);
  } else void app?.goTo(data);
});
host.postMessage({ type: "ready" });

// The details panel: paints the view it is sent and sends requests back. It knows no words, no addresses and no jobs.
//
// The page around it:
//   <html lang dir>                                                   set again by each view
//   <link id="vscode-codicon-stylesheet" rel="stylesheet" href="…/dist/media/codicon.css">   the id is what @vscode-elements looks for
//   <link rel="stylesheet" href="…/dist/media/details.css">
//   <body><voice-job-details></voice-job-details>
//   <script type="module" nonce="…" src="…/dist/media/details.js"></script>
// with the policy default-src 'none'; script-src 'nonce-…'; style-src ${cspSource}; font-src ${cspSource}.
import type { DetailMessage, DetailRequest } from "../../src/protocol/details.js";
import { openHost, setLanguage } from "../shared/host.js";
import { VoiceJobDetail } from "./app.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import "./styles/details.css";

type Memory = Extract<DetailMessage, { type: "show" }>["remember"];

const host = openHost<DetailRequest, Memory>();
VoiceJobDetail.define((request) => host.postMessage(request));

/** The job that the page shows. */
let shown: string | undefined;

window.addEventListener("message", (event: MessageEvent<DetailMessage>) => {
  const message = event.data;
  let app = document.querySelector<VoiceJobDetail>("voice-job-details");
  switch (message.type) {
    case "show":
      if (app && shown !== undefined && shown !== nameOf(message.remember)) app = beginAgain(app);
      shown = nameOf(message.remember);
      setLanguage(message.view);
      host.setState(message.remember);
      app?.show(message);
      break;
    case "copied":
      app?.confirmCopy(message.id);
      break;
  }
});
host.postMessage({ type: "ready" });

/** Another job: what was opened, scrolled to or just copied belongs to the one before. */
function beginAgain(app: VoiceJobDetail): VoiceJobDetail {
  const fresh = document.createElement("voice-job-details") as VoiceJobDetail;
  app.replaceWith(fresh);
  window.scrollTo(0, 0);
  return fresh;
}

function nameOf({ connectionId, jobId }: Memory): string {
  return JSON.stringify([connectionId, jobId]);
}

// The page where voices are heard: paints the view it is sent, plays the bytes it is sent, and sends requests back. It knows no words and no addresses.
//
// Its policy is that of the page of a job, with media-src blob: beside it.
import type { ListenMessage, ListenRequest } from "../../src/protocol/listen.js";
import { openHost, setLanguage } from "../shared/host.js";
import { VoiceJobListen } from "./app.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import "./styles/listen.css";

const host = openHost<ListenRequest, undefined>();
VoiceJobListen.define((request) => host.postMessage(request));

window.addEventListener("message", (event: MessageEvent<ListenMessage>) => {
  const message = event.data;
  const app = document.querySelector<VoiceJobListen>("voice-job-listen");
  switch (message.type) {
    case "show":
      setLanguage(message.view);
      app?.show(message);
      break;
    case "sound":
      app?.take(message);
      break;
    case "play":
      app?.play();
      break;
    case "focusText":
      app?.focusText();
      break;
  }
});
host.postMessage({ type: "ready" });

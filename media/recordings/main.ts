// The page of checked recordings: paints the rows it is sent, plays sounds from memory and sends requests back. It knows no words and no files.
import type { RecordingsMessage, RecordingsRequest, RememberedCheck } from "../../src/protocol/recordings.js";
import { openHost, setLanguage } from "../shared/host.js";
import { VoiceJobRecordings } from "./app.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";
import "./styles/recordings.css";

const host = openHost<RecordingsRequest, RememberedCheck>();
VoiceJobRecordings.define((request) => host.postMessage(request));

window.addEventListener("message", (event: MessageEvent<RecordingsMessage>) => {
  const message = event.data;
  const app = document.querySelector<VoiceJobRecordings>("voice-job-recordings");
  if (message.type === "show") {
    setLanguage(message.view);
    host.setState(message.remember);
  }
  app?.take(message);
});
host.postMessage({ type: "ready" });

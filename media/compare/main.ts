// The page that compares jobs: paints the view it is sent and sends requests back. It knows no words, no addresses and no jobs.
//
// The page around it and its policy are those of the page of a job.
import type { CompareMessage, CompareRequest } from "../../src/protocol/compare.js";
import { openHost, setLanguage } from "../shared/host.js";
import { VoiceJobCompare } from "./app.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import "./styles/compare.css";

type Memory = Extract<CompareMessage, { type: "show" }>["remember"];

const host = openHost<CompareRequest, Memory>();
VoiceJobCompare.define((request) => host.postMessage(request));

window.addEventListener("message", (event: MessageEvent<CompareMessage>) => {
  const message = event.data;
  const app = document.querySelector<VoiceJobCompare>("voice-job-compare");
  switch (message.type) {
    case "show":
      setLanguage(message.view);
      host.setState(message.remember);
      app?.show(message.view);
      break;
    case "copied":
      app?.confirmCopy(message.id);
      break;
  }
});
host.postMessage({ type: "ready" });

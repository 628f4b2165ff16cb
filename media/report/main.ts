// The page of a report: paints the view it is sent and sends requests back. It knows no words, no commands and no addresses.
import type { ReportMessage, ReportRequest } from "../../src/protocol/report.js";
import { openHost, setLanguage } from "../shared/host.js";
import { VoiceJobReport } from "./app.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "./styles/report.css";

const host = openHost<ReportRequest, undefined>();
VoiceJobReport.define((request) => host.postMessage(request));

window.addEventListener("message", ({ data }: MessageEvent<ReportMessage>) => {
  setLanguage(data.view);
  document.querySelector<VoiceJobReport>("voice-job-report")?.show(data);
});
host.postMessage({ type: "ready" });

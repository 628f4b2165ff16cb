// The page of the jobs table: paints the rows that it sees, and sends requests back. It knows no words and asks no cloud.
import type { JobsTableMessage, JobsTableRequest, RememberedTable } from "../../src/protocol/jobsTable.js";
import { openHost, setLanguage } from "../shared/host.js";
import { VoiceJobsTable } from "./app.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "./styles/jobsTable.css";

const host = openHost<JobsTableRequest, RememberedTable>();
VoiceJobsTable.define((request) => host.postMessage(request));

window.addEventListener("message", (event: MessageEvent<JobsTableMessage>) => {
  const message = event.data;
  if (message.type === "show") {
    setLanguage(message.view);
    document.title = message.view.heading;
    host.setState(message.remember);
  }
  document.querySelector<VoiceJobsTable>("voice-job-jobstable")?.take(message);
});
host.postMessage({ type: "ready" });

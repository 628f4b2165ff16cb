// The overview: draws the view it is sent and sends requests back. It knows no words, no addresses and no jobs.
//
// The charts are plain SVG in lit: five small kinds of marks that must be buttons for the keyboard, wear the theme's colours under
// our policy and be saved as they are need less code than it would take to teach a chart library all of that.
// The page around it and its policy are those of the page of a job, with img-src blob: beside it: a picture is painted before it is saved.
import type { OverviewMessage, OverviewRequest } from "../../src/protocol/overview.js";
import { openHost, setLanguage } from "../shared/host.js";
import { VoiceJobOverview } from "./app.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import "./styles/overview.css";

const host = openHost<OverviewRequest, OverviewMessage["remember"]>();
VoiceJobOverview.define((request) => host.postMessage(request));

window.addEventListener("message", ({ data }: MessageEvent<OverviewMessage>) => {
  setLanguage(data.view);
  host.setState(data.remember);
  document.querySelector<VoiceJobOverview>("voice-job-overview")?.show(data.view);
});
host.postMessage({ type: "ready" });

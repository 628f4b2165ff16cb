// Builds the house from the ground up and hands out its public API: wiring only, nothing is decided here.
import { createHash, randomUUID } from "node:crypto";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { createApi, type VoiceJobsApi } from "./api.js";
import { clouds } from "./clouds/index.js";
import type { Machine } from "./core/ports.js";
import { Redactor } from "./core/redact.js";
import { systemClock as clock } from "./platform/clock.js";
import { createHttp } from "./platform/http.js";
import { createNotes } from "./platform/notes.js";
import { demoName } from "./present/tree.js";
import { ConnectionBook } from "./services/connectionBook.js";
import { Demo, type OpenDemo } from "./services/demo.js";
import { JobStore } from "./services/jobStore.js";
import { Refresher } from "./services/refresher.js";
import { Sessions } from "./services/sessions.js";
import { Submitter } from "./services/submitter.js";
import { registerCommands } from "./ui/commands.js";
import { ConnectionFlow } from "./ui/connectionFlow.js";
import { DetailPanels } from "./ui/detailPanels.js";
import { JobTree } from "./ui/jobTree.js";
import { JsonDocuments } from "./ui/jsonDocument.js";
import { openLogChannel, routeSettings, watchRouteSettings } from "./ui/machine.js";
import { Report } from "./ui/report.js";
import { startUp } from "./ui/startUp.js";
import { SubmitFlow } from "./ui/submitFlow.js";
import { TargetPicker } from "./ui/target.js";

export function activate(context: vscode.ExtensionContext): VoiceJobsApi {
  // Already in memory: nothing is read from disk.
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const locale = vscode.env.language;
  const redactor = new Redactor();
  const channel = openLogChannel();
  const log = redactor.logTo(channel);
  const http = createHttp({ settings: routeSettings, editorFetch: (url, init) => fetch(url, init) });
  const machine: Machine = { http, now: clock.now, nonce: randomUUID };
  const notes = createNotes(vscode.Uri.joinPath(context.globalStorageUri, "notes").fsPath);
  let places: ReturnType<OpenDemo> | undefined;
  const openDemo: OpenDemo = () => {
    places ??= import("./demo/places.js").then((demo) => demo.openPlaces());
    return places;
  };

  const knownClouds = clouds.map(({ id }) => id);
  const book = new ConnectionBook(context.globalState, context.secrets, knownClouds);
  const sessions = new Sessions(clouds, book, machine, clock, openDemo, redactor);
  const store = new JobStore();
  const refresher = new Refresher(book, sessions, store, clock);
  const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
  const submitter = new Submitter(book, sessions, refresher, notes, context.globalState, clock, digest, randomUUID);
  const demo = new Demo(clouds, book, openDemo, randomUUID, demoName);

  const report = new Report(log, sessions, locale);
  const picker = new TargetPicker(book, sessions, store, locale);
  const connectionFlow = new ConnectionFlow(clouds, book, sessions, report);
  const submitFlow = new SubmitFlow(book, sessions, refresher, submitter, report, locale);
  const panels = new DetailPanels(context.extensionUri, { book, sessions, store, refresher, report, locale });
  const documents = new JsonDocuments(book, sessions, store, refresher);
  const tree = new JobTree(book, sessions, store, refresher, report, locale);

  context.subscriptions.push(
    channel,
    watchRouteSettings(() => http.forget()),
    tree.show(),
    panels.register(),
    documents.register(),
    registerCommands({
      book,
      sessions,
      store,
      refresher,
      demo,
      report,
      picker,
      connectionFlow,
      submitFlow,
      panels,
      documents,
      log: channel,
    }),
    { dispose: () => void http.close() },
  );
  startUp(submitter, submitFlow, process.env);
  return createApi({
    book,
    sessions,
    store,
    refresher,
    nonce: randomUUID,
    submit: (key, values) => submitFlow.submitWith(key, values),
  });
}

// Searches jobs by name or id over all connections: loaded rows at once, then what the clouds' servers find.

import * as vscode from "vscode";
import { asVoiceError } from "../../../core/errors.js";
import type { JobKey } from "../../../core/jobs/job.js";
import type { JobRecord } from "../../../services/jobs/jobRecord.js";
import { isWhole } from "../../../services/jobs/snapshot.js";
import { count } from "../../../text/counts.js";
import { escapeInput, escapeLabel } from "../../../text/escape.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { findLoaded } from "../jobSearch.js";
import { readPastedIds } from "../pastedIds.js";

/** What fits on a screen a few times; typing more narrows it down. */
const mostRows = 100;

/** People pause about so long between two words. */
const pauseMs = 300;

export type SearchKernel = Pick<UiKernel, "connectionStore" | "sessions" | "store" | "refresher" | "report" | "picker">;

interface Item extends vscode.QuickPickItem {
  readonly key?: JobKey;
  /** Not loaded anywhere, and looks like an id. */
  readonly id?: string;
}

/** What was chosen; undefined = the person left. */
export type SearchChoice = { readonly key: JobKey } | { readonly id: string } | undefined;

export function searchJobs(kernel: SearchKernel): Promise<SearchChoice> {
  const { connectionStore, store, picker } = kernel;
  const input = vscode.window.createQuickPick<Item>();
  input.title = vscode.l10n.t("Search Jobs");
  input.placeholder = vscode.l10n.t("Part of a name or of a job ID, over all connections");
  /** What servers answered to the text that is typed now, by connection, and what went wrong. */
  let answers = new Map<string, readonly JobRecord[]>();
  let notes: readonly Item[] = [];
  const connections = connectionStore.all();

  const paint = () => {
    const places = connections.map(({ id }) => id);
    const found = findLoaded(store, places, input.value, mostRows, answers);
    // Shown whatever the editor's own matching thinks of it.
    const rows = found.map((each) => ({ ...picker.item(each), alwaysShow: true }));
    const ids = unknownId(
      input.value,
      found.some(({ job }) => job.id === input.value.trim()),
    );
    const isVain = input.value.trim() !== "" && !input.busy && rows.length + ids.length === 0;
    input.items = [...rows, ...ids, ...(isVain ? [nothing()] : []), ...notes];
  };

  const ask = async (text: string, signal: AbortSignal) => {
    const searches = connections.map(async ({ id }) => {
      const records = await kernel.refresher.search(id, text, signal);
      if (signal.aborted) return;
      answers.set(id, records);
      paint();
    });
    const outcomes = await Promise.allSettled(searches);
    if (signal.aborted) return;
    notes = outcomes.flatMap((outcome, index) => noteOn(kernel, connections[index]!.id, outcome));
    input.busy = false;
    paint();
  };

  let typing: NodeJS.Timeout | undefined;
  let asking = new AbortController();
  const restart = () => {
    clearTimeout(typing);
    asking.abort();
    asking = new AbortController();
    answers = new Map();
    notes = [];
    const text = input.value.trim();
    input.busy = text !== "";
    const { signal } = asking;
    if (text !== "") typing = setTimeout(() => void ask(text, signal), pauseMs);
    paint();
  };

  return new Promise((resolve) => {
    input.onDidChangeValue(restart);
    input.onDidAccept(() => {
      const [item] = input.selectedItems;
      if (item?.key) resolve({ key: item.key });
      else if (item?.id) resolve({ id: item.id });
      else return;
      input.hide();
    });
    input.onDidHide(() => {
      clearTimeout(typing);
      asking.abort();
      resolve(undefined);
      input.dispose();
    });
    paint();
    input.show();
  });
}

/** A whole id means that job, loaded or not. */
function unknownId(text: string, isKnown: boolean): Item[] {
  const [id] = readPastedIds(text).ids;
  if (isKnown || id === undefined || !/\d/.test(id) || id.length < 8) return [];
  const label = vscode.l10n.t("Open Job by ID…");
  return [{ label, description: escapeLabel(id), iconPath: new vscode.ThemeIcon("go-to-file"), alwaysShow: true, id }];
}

/** An empty list would say no more than one that is still to come. */
function nothing(): Item {
  const label = vscode.l10n.t("No job has this in its name or ID");
  return { label, iconPath: new vscode.ThemeIcon("search"), alwaysShow: true };
}

/** What was not searched is said, so that "not found" is not taken for "not there". */
function noteOn(kernel: SearchKernel, connectionId: string, outcome: PromiseSettledResult<void>): Item[] {
  const { connectionStore, sessions, store, report } = kernel;
  const connection = connectionStore.find(connectionId);
  if (!connection) return [];
  const name = escapeLabel(connection.name);
  if (outcome.status === "rejected") {
    const error = report.note(asVoiceError(outcome.reason), "search");
    if (error.kind === "cancelled") return [];
    const detail = escapeInput(report.explain(error, connection).sentence);
    return [{ label: name, description: vscode.l10n.t("could not be searched"), detail, iconPath: warning, alwaysShow: true }];
  }
  const snapshot = store.get(connectionId);
  if (sessions.cloudOf(connection).listing.findsNames || isWhole(snapshot)) return [];
  const description = vscode.l10n.t("only loaded jobs were searched: {0}", count(snapshot.jobs.size, vscode.env.language));
  return [{ label: name, description, iconPath: new vscode.ThemeIcon("info"), alwaysShow: true }];
}

const warning = new vscode.ThemeIcon("warning");

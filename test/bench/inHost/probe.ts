// Stands in for the extension's main file inside a real editor: loads and activates the built extension with a stopwatch in hand.
import { join } from "node:path";
import type * as vscode from "vscode";
import { type Spent, spent } from "../report/measures";
import { type Trace, watchActivity } from "./activity";

interface Extension {
  activate(context: vscode.ExtensionContext): unknown;
}

export interface Timing {
  readonly load: Spent;
  readonly activate: Spent;
  /** Loading and activating an extension that does nothing, at the same time. */
  readonly empty: Spent;
}

export interface ProbeExports {
  /** The first load and activation of this host, what people wait for; the empty extension came right after it. */
  readonly cold: Timing;
  /** What activate() touched besides memory; only when the host was asked to watch, which slows it down. */
  readonly activity?: Trace;
  /** Forgets the extension's code, then loads and activates it again. */
  again(): Promise<Timing>;
}

const dist = join(__dirname, "dist");
/** What the last activation registered. */
let registered: vscode.Disposable[] = [];

export async function activate(context: vscode.ExtensionContext): Promise<ProbeExports> {
  let activity: Trace | undefined;
  let extension: Extension | undefined;
  const isWatched = process.env.VOICE_JOBS_BENCH_WATCH !== undefined;
  const load = await spent(() => {
    extension = loadOurs();
  });
  const activate = await spent(() => {
    if (isWatched) activity = watchActivity(dist, () => begin(extension!, context));
    else begin(extension!, context);
  });
  const cold = { load, activate, empty: await timeEmpty(context) };
  return { cold, ...(activity && { activity }), again: () => again(context) };
}

async function again(context: vscode.ExtensionContext): Promise<Timing> {
  for (const subscription of registered.reverse()) subscription.dispose();
  for (const file of Object.keys(require.cache)) if (file.startsWith(dist)) delete require.cache[file];
  const empty = await timeEmpty(context);
  let extension: Extension | undefined;
  const load = await spent(() => {
    extension = loadOurs();
  });
  const activate = await spent(() => begin(extension!, context));
  return { load, activate, empty };
}

function timeEmpty(context: vscode.ExtensionContext): Promise<Spent> {
  const file = join(__dirname, "empty.js");
  delete require.cache[file];
  return spent(() => (require(file) as Extension).activate(context));
}

function loadOurs(): Extension {
  return require(join(dist, "extension.js"));
}

/** With subscriptions of its own, so that it can be ended and begun again. */
function begin(extension: Extension, context: vscode.ExtensionContext): void {
  registered = [];
  extension.activate(Object.create(context, { subscriptions: { value: registered } }));
}

// Stands in for the extension's main file inside a real editor: loads and activates the built extension with a stopwatch in hand.
import { join } from "node:path";
import type * as vscode from "vscode";
import { type Trace, watchActivity } from "./activity";

interface Extension {
  activate(context: vscode.ExtensionContext): unknown;
}

export interface Timing {
  /** Milliseconds. */
  readonly load: number;
  readonly activate: number;
}

export interface ProbeExports {
  /** The first load and activation of this host; what people wait for. */
  readonly cold: Timing;
  /** What activate() touched besides memory; only when the host was asked to watch, which slows it down. */
  readonly activity?: Trace;
  /** Forgets the extension's code and loads and activates it anew. */
  again(): Timing;
}

const dist = join(__dirname, "dist");
/** What the last activation registered. */
let registered: vscode.Disposable[] = [];

export function activate(context: vscode.ExtensionContext): ProbeExports {
  let activity: Trace | undefined;
  const start = performance.now();
  const extension = load();
  const loaded = performance.now();
  if (process.env.VOICE_JOBS_BENCH_WATCH) activity = watchActivity(dist, () => begin(extension, context));
  else begin(extension, context);
  const cold = { load: loaded - start, activate: performance.now() - loaded };
  return { cold, ...(activity && { activity }), again: () => again(context) };
}

function again(context: vscode.ExtensionContext): Timing {
  for (const subscription of registered.reverse()) subscription.dispose();
  for (const file of Object.keys(require.cache)) if (file.startsWith(dist)) delete require.cache[file];
  const start = performance.now();
  const extension = load();
  const loaded = performance.now();
  begin(extension, context);
  return { load: loaded - start, activate: performance.now() - loaded };
}

function load(): Extension {
  return require(join(dist, "extension.js"));
}

/** With subscriptions of its own, so that it can be ended and begun again. */
function begin(extension: Extension, context: vscode.ExtensionContext): void {
  registered = [];
  extension.activate(Object.create(context, { subscriptions: { value: registered } }));
}

// Measures the built extension inside real extension hosts, each of them fresh, in the oldest and the newest editor.
import { cp, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { repository } from "../../host/editors/cache";
import { type EditorName, editorVersions } from "../../host/editors/versions";
import { runEditorTests } from "../../host/editorTests";
import type { Trace } from "../inHost/activity";
import type { HostReport } from "../inHost/index";
import type { TreeAct } from "../inHost/treeTiming";
import { besideByCpu, besideLines, type Limit, type Measure, median } from "../report/measures";

/** Estimated, not measured: the empty extension takes 0.4 ms where nothing disturbs it. */
const loadLimit: Limit = { ratio: 25, because: "stands for 10 ms" };
const activateLimit: Limit = { ratio: 37, because: "stands for 15 ms" };
/** Milliseconds that the provider with its rows in hand computes for 10 000 of them where nothing disturbs it, as measured. */
const [bareByState, bareOtherwise] = [1.2, 2];
const rowsLimit = (bareMs: number): Limit => ({ ratio: Math.round(150 / bareMs), because: "stands for 150 ms" });
const rowTimes = [
  ["that changed groups", "news", rowsLimit(bareByState)],
  ["grouped by batch", "regroup", rowsLimit(bareOtherwise)],
  ["sorted by name", "resort", rowsLimit(bareOtherwise)],
  ["under a filter", "filter", rowsLimit(bareOtherwise)],
] as const;
/** What counts as a file or a socket in a trace. */
const forbidden = /^(FS|FILEHANDLE|TCP|PIPE|UDP|GETADDRINFO|DNS|QUERY|HTTP|.*Sync$)/;

/** `dist`: the bundles. `hosts`: how many fresh ones are timed in each editor; one more is watched for files and sockets. */
export async function measureHosts(dist: string, hosts: number): Promise<Measure[]> {
  const extension = await prepareExtension(dist);
  const measures: Measure[] = [];
  for (const name of ["floor", "newest"] as const) measures.push(...(await measureEditor(name, extension, hosts)));
  return measures;
}

async function measureEditor(name: EditorName, extension: string, hosts: number): Promise<Measure[]> {
  const group = `Extension host of VS Code ${editorVersions[name].vscode}`;
  const reports: HostReport[] = [];
  for (let count = 0; count < hosts; count += 1) reports.push(await openHost(name, extension, {}));
  const { activity } = await openHost(name, extension, { VOICE_JOBS_BENCH_WATCH: "1" });
  const cold = (key: "load" | "activate") => median(reports.map((report) => report.cold[key].ms));
  const spread = (key: "load" | "activate") => reports.map((report) => report.cold[key].ms.toFixed(1)).join(", ");
  const warm = reports.flatMap((report) => report.warm);
  const again = (key: "load" | "activate") =>
    besideByCpu({ ours: warm.map((timing) => timing[key]), bare: warm.map(({ empty }) => empty) });
  const empty = "an empty extension, loaded and activated";
  const rows = (act: TreeAct) =>
    besideByCpu({
      ours: reports.flatMap(({ tree }) => tree.acts[act].ours),
      bare: reports.flatMap(({ tree }) => tree.acts[act].bare),
    });
  return [
    { group, name: "load (require), first in a fresh host", value: cold("load"), unit: "ms", note: spread("load") },
    { group, name: "activate(), first in a fresh host", value: cold("activate"), unit: "ms", note: spread("activate") },
    ...besideLines("load again", empty, again("load"), loadLimit).map((line) => ({ group, ...line })),
    ...besideLines("activate() again", empty, again("activate"), activateLimit).map((line) => ({ group, ...line })),
    {
      group,
      name: "files and sockets during activate()",
      value: countForbidden(activity?.during),
      unit: "events",
      budget: 0,
      note: words(activity?.during),
    },
    {
      group,
      name: "files and sockets in the second after it",
      value: countForbidden(activity?.after),
      unit: "events",
      budget: 0,
      note: `by the editor: ${words(activity?.byEditor)}`,
    },
    ...rowTimes.flatMap(([name, act, limit]) =>
      besideLines(`rows of 10 000 jobs ${name}`, "a provider that has these rows in hand", rows(act), limit).map((line) => ({
        group,
        ...line,
      })),
    ),
  ];
}

/** Puts the rest of what is shipped beside the bundles, with the probe in place of the main file. */
async function prepareExtension(dist: string): Promise<string> {
  const target = dirname(dist);
  for (const part of ["l10n", "package.nls.json", "package.nls.zh-cn.json", "media/activity.svg"])
    await cp(join(repository, part), join(target, part), { recursive: true });
  const manifest = JSON.parse(await readFile(join(repository, "package.json"), "utf8"));
  await writeFile(join(target, "package.json"), JSON.stringify({ ...manifest, main: "./probe.js" }));
  await build({
    entryPoints: {
      probe: join(__dirname, "../inHost/probe.ts"),
      empty: join(__dirname, "../inHost/empty.ts"),
      run: join(__dirname, "../inHost/index.ts"),
    },
    outdir: target,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
    logLevel: "warning",
  });
  return target;
}

async function openHost(name: EditorName, extension: string, env: Readonly<Record<string, string>>): Promise<HostReport> {
  const printed: string[] = [];
  const others: string[] = [];
  const exitCode = await runEditorTests(name, {
    extension,
    tests: join(extension, "run.js"),
    env,
    print: (line) => printed.push(line),
    printEditor: (line) => others.push(line),
  });
  if (exitCode !== 0 || !printed[0])
    throw new Error(`The host measured nothing:\n${[...printed, ...others].join("\n").slice(-5_000)}`);
  return JSON.parse(printed[0]);
}

function countForbidden(trace: Trace["during"] = {}): number {
  return Object.entries(trace).reduce((sum, [what, times]) => sum + (forbidden.test(what) ? times : 0), 0);
}

function words(trace: Trace["during"] = {}): string {
  return Object.entries(trace)
    .map(([what, times]) => `${times} × ${what}`)
    .join(", ");
}

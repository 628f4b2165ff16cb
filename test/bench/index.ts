// Command: measures sizes, start, browsing and exporting against their budgets; `--json` prints one JSON object, `--only sizes,panel,table,overview,hosts,editor,browsing,exporting,recordings,listening,upload` chooses, `--hosts N` opens more hosts.
import { readFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildBundles } from "../host/built";
import { repository } from "../host/editors/cache";
import { type Measure, printTable } from "./report/measures";
import { reportOf } from "./report/report";
import { packageExtension, weighBundles, weighPackage } from "./report/sizes";
import { measureBrowsing } from "./services/browsing";
import { measureExporting } from "./services/exporting";
import { measureOverview } from "./services/overview";
import { measureListening } from "./sound/listening";
import { measureRecordings } from "./sound/recordings";
import { measureUpload } from "./sound/upload";
import { measureEditor } from "./workbench/editor";
import { measureHosts } from "./workbench/hosts";
import { measurePanel } from "./workbench/panel";
import { measureTable } from "./workbench/table";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: "boolean" }, only: { type: "string" }, hosts: { type: "string", default: "3" } },
  });
  const folder = join(repository, "out/bench");
  const dist = join(folder, "dist");
  await rm(folder, { recursive: true, force: true });
  await buildBundles(dist);
  const parts: Readonly<Record<string, () => Promise<Measure[]>>> = {
    sizes: async () => [...(await weighBundles(dist)), await weighPackage()],
    panel: () => measurePanel(dist),
    table: () => measureTable(dist),
    overview: measureOverview,
    browsing: measureBrowsing,
    exporting: measureExporting,
    recordings: () => measureRecordings(dist),
    listening: () => measureListening(dist),
    upload: () => measureUpload(dist),
    hosts: () => measureHosts(dist, Number(values.hosts)),
    editor: async () => measureEditor(await packageExtension()),
  };
  const chosen = values.only?.split(",") ?? Object.keys(parts);
  const measures: Measure[] = [];
  for (const name of chosen) {
    const part = parts[name];
    if (!part) throw new Error(`--only knows ${Object.keys(parts).join(", ")}; not ${name}`);
    if (!values.json) console.error(`Measuring ${name}…`);
    measures.push(...(await part()));
  }
  if (!values.json) return printTable(measures, console.log);
  const { version } = JSON.parse(await readFile(join(repository, "package.json"), "utf8"));
  const machine = { node: process.version, platform: process.platform, arch: process.arch, cores: availableParallelism() };
  console.log(JSON.stringify(reportOf(measures, machine, version, Date.now())));
}

void main();

// Command: measures sizes, start, browsing and exporting against their budgets; `--json` prints one JSON object, `--only sizes,panel,hosts,browsing,exporting` chooses, `--hosts N` opens more hosts.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../host/cache";
import { measureBrowsing } from "./browsing";
import { buildBundles } from "./built";
import { measureExporting } from "./exporting";
import { measureHosts } from "./hosts";
import { isMet, type Measure, printTable } from "./measures";
import { measurePanel } from "./panel";
import { weighBundles, weighPackage } from "./sizes";

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
    browsing: measureBrowsing,
    exporting: measureExporting,
    hosts: () => measureHosts(dist, Number(values.hosts)),
  };
  const chosen = values.only?.split(",") ?? Object.keys(parts);
  const measures: Measure[] = [];
  for (const name of chosen) {
    const part = parts[name];
    if (!part) throw new Error(`--only knows ${Object.keys(parts).join(", ")}; not ${name}`);
    if (!values.json) console.error(`Measuring ${name}…`);
    measures.push(...(await part()));
  }
  const { node, platform, arch } = { node: process.version, platform: process.platform, arch: process.arch };
  if (values.json) {
    const judged = measures.map((measure) => ({ ...measure, isMet: isMet(measure) ?? null }));
    console.log(JSON.stringify({ node, platform, arch, measures: judged }));
  } else printTable(measures, console.log);
}

void main();

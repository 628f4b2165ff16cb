// Compares a details panel with the job that the cloud sent: every field must be there.
import { strict as assert } from "node:assert";
import type { FrameLocator } from "playwright-core";
import type { Cloud } from "../../../src/core/cloud/cloud";
import type { Job } from "../../../src/demoCloud/server/messages";
import { isRecord, valueAt } from "../../../src/text/fields/rawFields";
import { eventually } from "../../host/workbench/eventually";

/** Everything that can be read or pointed at in one place of the panel. */
interface Place {
  readonly label: string;
  readonly words: string;
}

/** Presses every "Show" of a masked value, also of those that come meanwhile. */
export async function revealAll(panel: FrameLocator): Promise<void> {
  const hidden = panel.locator(".row button.mask .codicon-eye");
  await eventually(async (short) => {
    for (let left = await hidden.count(); left > 0; left = await hidden.count()) {
      await hidden.first().click({ timeout: short });
      // A page that is painted again meanwhile may lose the press, or show more of them.
      await eventually(async () => assert.notEqual(await hidden.count(), left), short);
    }
  });
}

/** Paths of fields that the cloud sent and that are not on the panel. */
export async function missingFields(panel: FrameLocator, cloud: Cloud, job: Job): Promise<string[]> {
  const rows = await placesOf(panel, ".row", "dt");
  const tables = await placesOf(panel, "tbody tr", "th");
  const above = (await placesOf(panel, ".reason, .todo, header", "h1, h2")).map(({ words }) => words).join("\n");
  const has = (label: string, value: unknown) =>
    rows.some((row) => row.label === label && wordings(value).some((text) => row.words.includes(text)));
  return leaves(job).flatMap(({ path, value }) => {
    const field = cloud.jobFields.find((each) => each.path === path || path.startsWith(`${each.path}.`));
    if (field?.kind === "assessment") return isInTable(tables, field.path, path, value) ? [] : has(path, value) ? [] : [path];
    if (field?.section === "failure" && value !== "" && wordings(value).some((text) => above.includes(text))) return [];
    if (field?.section === "job" && /id$/i.test(path) && wordings(value).some((text) => above.includes(text))) return [];
    const isDescribed = field?.path === path;
    const root = path.split(".")[0]!;
    const isFound = isDescribed ? has(field.title, value) : has(path, value) || has(root, valueAt(job, root));
    return isFound ? [] : [path];
  });
}

/** Objects are opened, lists and empty objects are values. */
function leaves(job: Job, prefix = ""): { readonly path: string; readonly value: unknown }[] {
  return Object.entries(job).flatMap(([name, value]) =>
    isRecord(value) && Object.keys(value).length > 0 ? leaves(value, `${prefix}${name}.`) : [{ path: prefix + name, value }],
  );
}

/** A cell of the row of its measure; an empty suggestion needs no cell. */
function isInTable(tables: readonly Place[], root: string, path: string, value: unknown): boolean {
  const measure = path.slice(0, path.lastIndexOf("."));
  if (value === "") return true;
  return tables.some(({ label, words }) => {
    const isMeasure = words.includes(measure) || measure === `${root}.${label}`;
    return measure !== root && isMeasure && wordings(value).some((text) => words.includes(text));
  });
}

/** How a value may stand on the panel, in its words or in its tooltip. */
function wordings(value: unknown): string[] {
  if (value === null || value === "") return ["–"];
  if (typeof value === "number") return [String(value), new Intl.NumberFormat("en").format(value)];
  if (typeof value === "object") return [JSON.stringify(value), JSON.stringify(value, undefined, 2)].map(flatten);
  return [flatten(String(value))];
}

function flatten(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

async function placesOf(panel: FrameLocator, selector: string, labels: string): Promise<Place[]> {
  const places = await panel.locator(selector).evaluateAll(
    (elements, label) =>
      elements.map((element) => ({
        label: element.querySelector(label)?.textContent ?? "",
        words: [
          element.textContent ?? "",
          ...[element, ...element.querySelectorAll("[title]")].map((each) => each.getAttribute("title") ?? ""),
        ].join("\n"),
      })),
    labels,
  );
  return places.map(({ label, words }) => ({ label: flatten(label), words: flatten(words) }));
}

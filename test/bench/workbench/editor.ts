// Times what a person sees in the workbench: from the click on the view to its first rows on the screen, and from the click on a job to its page; beside a bare extension with the same rows.
import { rm } from "node:fs/promises";
import type { Page } from "playwright-core";
import { startDemo } from "../../../src/demoCloud/index.js";
import { startBrowser } from "../../host/editors/browser";
import { installEditor } from "../../host/editors/editors";
import { startServer } from "../../host/editors/server";
import { editorVersions } from "../../host/editors/versions";
import type { TreeRow } from "../../host/workbench/tree";
import { openWorkbench, type Workbench } from "../../host/workbench/workbench";
import { makeConnector } from "../../ui/setup/connector";
import { besideByClock, besideLines, type Limit, type Measure } from "../report/measures";
import { type BareRow, bareSign, bareView, makeBareExtension } from "./bareView";

const repetitions = 8;
const ours = "voiceJobs";
/** Estimated, not measured: 100 ms for a tree of any extension and 150 ms for a page of one, where nothing disturbs the editor. */
const rowsLimit: Limit = { ratio: 2, because: "stands for 100 ms beyond any tree" };
const pageLimit: Limit = { ratio: 2, because: "stands for 150 ms beyond any page" };

/** `vsix`: the packaged extension. */
export async function measureEditor(vsix: string): Promise<Measure[]> {
  // Outside of the editor: what a cloud needs to come up and to answer is none of the extension's time.
  const cloud = await startDemo({ moving: false });
  const connector = await makeConnector(cloud, "North", "East");
  const [editor, browser, bare] = await Promise.all([installEditor("newest"), startBrowser(), makeBareExtension()]);
  const server = await startServer(editor, { extensions: [vsix, bare.folder, connector.folder], env: connector.env });
  const rows = { ours: [] as number[], bare: [] as number[] };
  const pages = { ours: [] as number[], bare: [] as number[] };
  try {
    const workbench = await openWorkbench(browser, server, { viewport: { width: 1280, height: 1200 } });
    const tree = await workbench.openView(ours);
    // Until the counts of all groups are there, rows still move.
    await tree.row("Needs me").waitFor();
    await tree.row(/Loading/).waitFor({ state: "detached" });
    const items = await tree.items();
    const job = items.find(({ level, expanded }) => level === 2 && expanded === undefined)?.label;
    if (job === undefined) throw new Error("no job needs anything");
    await bare.show(nested(items));
    for (let round = 0; round <= repetitions; round += 1) {
      await startNew(workbench);
      const turns = round % 2 === 0 ? (["bare", "ours"] as const) : (["ours", "bare"] as const);
      for (const whose of turns) {
        const container = whose === "ours" ? ours : bareView;
        const shown = await timeRows(workbench, container, job);
        const opened = await timePage(workbench, container, job);
        if (round === 0) continue;
        rows[whose].push(shown);
        pages[whose].push(opened);
      }
    }
  } finally {
    await browser.close();
    await server.stop();
    await cloud.close();
    for (const folder of [bare.folder, connector.folder]) await rm(folder, { recursive: true, force: true });
  }
  const group = `Workbench of VS Code ${editorVersions.newest.vscode}, as a person sees it`;
  return [
    ...besideLines(
      "from the click on the view to its first rows",
      "a provider that has these rows in hand",
      besideByClock(rows),
      rowsLimit,
    ),
    ...besideLines("from the click on a job to its page", "a page with one line", besideByClock(pages), pageLimit),
  ].map((line) => ({ group, ...line }));
}

/** A window in which neither view has been looked at. */
async function startNew(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand("View: Close All Editors");
  await workbench.runCommand("View: Show Explorer");
  await workbench.reload();
  await workbench.statusBarItem(bareSign).waitFor();
  // What starts with the editor has had its turn.
  await page.waitForTimeout(2_000);
}

/** Milliseconds until the row of a job is there, on the page's own clock. */
async function timeRows({ page }: Workbench, container: string, job: string): Promise<number> {
  await page.evaluate(
    ([name, label]) => {
      const state = window as unknown as { rowsMs?: number };
      delete state.rowsMs;
      const begin = (event: MouseEvent) => {
        const look = () => {
          const part = document.getElementById(`workbench.view.extension.${name}`);
          const labels = [...(part?.querySelectorAll("[role=treeitem] .label-name") ?? [])];
          if (!labels.some(({ textContent }) => textContent === label)) return void requestAnimationFrame(look);
          // A frame that was asked for after the rows stood there has painted them.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              state.rowsMs = performance.now() - event.timeStamp;
            };
            port2.postMessage(0);
          });
        };
        look();
      };
      document.addEventListener("mousedown", begin, { capture: true, once: true });
    },
    [container, job] as const,
  );
  await page.locator(`.activitybar .action-item:has(.action-label[class*="workbench-view-extension-${container}"])`).click();
  const found = await page.waitForFunction(() => (window as unknown as { rowsMs?: number }).rowsMs);
  return (await found.jsonValue()) ?? Number.NaN;
}

/** Milliseconds from the click on a job until its page was first painted. */
async function timePage(workbench: Workbench, container: string, job: string): Promise<number> {
  const { page } = workbench;
  // As long as a person takes to read a row.
  await page.waitForTimeout(1_500);
  const clicked = clickTime(page);
  const rows = page.locator(`[id="workbench.view.extension.${container}"] [role=treeitem]`);
  await rows
    .filter({ has: page.locator(".label-name").getByText(job, { exact: true }) })
    .first()
    .click();
  const heading = workbench.webview.locator("h1");
  await heading.waitFor();
  const painted = await heading.evaluate(async () => {
    for (;;) {
      const [first] = performance.getEntriesByName("first-contentful-paint");
      if (first) return performance.timeOrigin + first.startTime;
      await new Promise((later) => setTimeout(later, 10));
    }
  });
  const ms = painted - (await clicked);
  await workbench.runCommand("View: Close All Editors");
  return ms;
}

/** Milliseconds since 1970. */
function clickTime(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const hear = ({ timeStamp }: MouseEvent) => resolve(performance.timeOrigin + timeStamp);
        document.addEventListener("mousedown", hear, { capture: true, once: true });
      }),
  );
}

function nested(items: readonly TreeRow[]): BareRow[] {
  const roots: BareRow[] = [];
  const path: BareRow[][] = [roots];
  for (const { label, description, expanded, level } of items) {
    const row: BareRow = { label, description, expanded, children: [] };
    path[level - 1]?.push(row);
    path[level] = row.children;
    path.length = level + 1;
  }
  return roots;
}

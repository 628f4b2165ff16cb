// The page of the jobs table in a real browser, with the model behind it that the extension has: from a key to the rows on the screen.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { readFilter } from "../../../src/core/jobs/filter/filterLanguage.js";
import { fitting } from "../../../src/core/jobs/filter/jobFilter.js";
import { Slices } from "../../../src/features/jobsTable/slicedSort.js";
import { TableModel } from "../../../src/features/jobsTable/tableModel.js";
import { cellKey, type TablePlace } from "../../../src/features/jobsTable/text/cellText.js";
import { tableRow, tableView } from "../../../src/features/jobsTable/text/tableView.js";
import { systemClock } from "../../../src/platform/clock.js";
import { type JobsTableMessage, readJobsTableRequest } from "../../../src/protocol/jobsTable.js";
import { usualLayout } from "../../../src/protocol/tableLayout.js";
import type { JobStore } from "../../../src/services/jobs/jobStore.js";

const origin = "http://stage.test";
const script = `acquireVsCodeApi = () => ({ postMessage: (request) => void window.ask(request), setState: () => {} });
window.painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));`;
const content = (body: string) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<link rel="stylesheet" href="${origin}/codicon.css"><link rel="stylesheet" href="${origin}/jobsTable.css">
<style>html, body { height: 100%; margin: 0 }</style><script>${script}</script></head><body>${body}</body></html>`;
const table = content(`<voice-job-jobstable></voice-job-jobstable><script type="module" src="${origin}/jobsTable.js"></script>`);
/** The same rows as they are: what the browser and the way to it need by themselves. */
const bare = content(`<input><pre></pre><script>
window.addEventListener("message", ({ data }) => {
  if (data.type === "rows") document.querySelector("pre").textContent = JSON.stringify(data.rows, null, 1);
});
document.querySelector("input").addEventListener("input", ({ target }) => void window.ask({ type: "filter", text: target.value }));
void window.ask({ type: "ready" });
</script>`);

/** What answers the page: the extension's part of the table, or one loop over the same names. */
export interface Answering {
  /** Rows that fit a text, made ready for the page. */
  find(text: string): Promise<readonly JobsTableMessage[]>;
}

const seen = 60;
const layout = usualLayout(false);
const vocabulary = { words: new Map(), valuesOf: () => [] };

/** As ui/jobsTablePanel.ts does it. */
export function tableOf(store: JobStore, place: TablePlace): Answering & { readonly model: TableModel } {
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const model = new TableModel(store, new Slices(systemClock), compare, () => {});
  return {
    model,
    find: async (text) => {
      const { filter, problems } = readFilter(text, vocabulary, Date.now());
      if (model.loaded === 0) void model.showConnections([place.connection.id]);
      if (model.loaded === 0)
        void model.sortBy({ keyOf: ({ record }) => cellKey("updated", record.job, place, "en"), isDescending: true });
      await model.filterBy(fitting(filter));
      const { shown, loaded } = model;
      const coverage = { loaded, total: loaded, isWhole: true, isLoading: false, isUnread: false };
      const known = { hasConnections: true, clouds: [place.cloud], coverage, errors: [], now: Date.now(), locale: "en" };
      const view = tableView({ ...known, layout, filter, problems, shown: shown.length, selected: 0 });
      const rows = shown.slice(0, seen).map((entry) => tableRow(entry, layout.columns, place, false, "en"));
      return [
        { type: "show", view, remember: { layout } },
        { type: "rows", turn: 0, count: shown.length, active: -1, from: 0, rows },
      ];
    },
  };
}

/** One loop over the names, and the first rows as they are. */
export function loopOver(store: JobStore, connectionId: string): Answering {
  const jobs = [...store.get(connectionId).jobs.values()].map(({ job }) => job);
  return {
    find: async (text) => {
      const wanted = text.toLowerCase();
      const found = jobs.filter(({ name }) => name.toLowerCase().includes(wanted));
      const rows = found.slice(0, seen).map(({ id, name, state, type = "", updatedAt = 0 }) => ({
        id,
        cells: [name, state, new Date(updatedAt).toISOString(), type],
        icon: "",
        tone: "",
        isSelected: false,
        isStale: false,
      }));
      return [{ type: "rows", turn: 0, count: found.length, active: -1, from: 0, rows }];
    },
  };
}

export class TableStage {
  private constructor(
    private readonly context: BrowserContext,
    private readonly page: Page,
    private readonly cdp: CDPSession,
    private readonly isBare: boolean,
  ) {}

  static async open(browser: Browser, media: string, answering: Answering, isBare: boolean): Promise<TableStage> {
    const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.addInitScript("globalThis.__name ??= (marked) => marked");
    await context.route("**/*", async (route) => {
      const name = basename(new URL(route.request().url()).pathname);
      if (name === "table.html") return route.fulfill({ body: isBare ? bare : table, contentType: "text/html" });
      const types: Readonly<Record<string, string>> = { css: "text/css", js: "text/javascript" };
      return route.fulfill({ body: await readFile(join(media, name)), contentType: types[name.split(".").at(-1)!] ?? "" });
    });
    await page.exposeFunction("ask", async (given: unknown) => {
      const request = readJobsTableRequest(given);
      if (request?.type !== "ready" && request?.type !== "filter") return;
      const messages = await answering.find(request.type === "filter" ? request.text : "");
      await page.evaluate((all) => {
        for (const message of all) window.postMessage(message, "*");
      }, messages as JobsTableMessage[]);
    });
    return new TableStage(context, page, await context.newCDPSession(page), isBare);
  }

  /** Milliseconds from the page's address to its rows on the screen. */
  async show(): Promise<number> {
    const start = performance.now();
    await this.page.goto(`${origin}/table.html`);
    await this.untilRows(this.isBare ? '"cells"' : "");
    return performance.now() - start;
  }

  /** Milliseconds from a key to the rows that fit. `found`: what the first of them has then; without its last character, what it has before. */
  async type(text: string, found: string): Promise<number> {
    const input = this.page.locator("input");
    await input.fill(text.slice(0, -1));
    // Not before the work of that is done: it would be counted, too.
    await this.untilRows(found.slice(0, -1));
    const start = performance.now();
    await input.press(text.slice(-1));
    await this.untilRows(found);
    return performance.now() - start;
  }

  /** Bytes that the page's scripts hold after they were cleaned up. */
  async heap(): Promise<number> {
    await this.cdp.send("HeapProfiler.collectGarbage");
    const { usedSize } = await this.cdp.send("Runtime.getHeapUsage");
    return usedSize;
  }

  async scrollThrough(): Promise<void> {
    await this.page.evaluate(async () => {
      const grid = document.querySelector(".grid")!;
      for (let part = 0; part <= 40; part += 1) {
        grid.scrollTop = (grid.scrollHeight * part) / 40;
        await (window as unknown as { painted(): Promise<void> }).painted();
      }
      grid.scrollTop = 0;
    });
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  private async untilRows(text: string): Promise<void> {
    await this.page.waitForFunction(
      ([wanted, isBare]) => {
        const rows = isBare ? document.querySelector("pre")?.textContent : document.querySelector(".item")?.textContent;
        return rows !== undefined && rows !== null && rows !== "" && rows.includes(wanted as string);
      },
      [text, this.isBare] as const,
      { polling: "raf" },
    );
    await this.page.evaluate(() => (window as unknown as { painted(): Promise<void> }).painted());
  }
}

// Times the details panel of a known job: wording it, and its page from the first byte until it stands on the screen of a real browser.
import { join } from "node:path";
import { consolePage } from "../../src/core/consolePage.js";
import { type DetailInput, detailView } from "../../src/present/detail.js";
import { relativeTime } from "../../src/present/time.js";
import { startBrowser } from "../host/browser";
import { PanelStage } from "../ui/panelStage";
import { openHouse } from "./house";
import { type Measure, median } from "./measures";

const repetitions = 9;
/** Milliseconds from the command to the painted panel. */
const budget = 150;
const group = "Details panel of a known job";

/** `dist`: folder of the bundles. */
export async function measurePanel(dist: string): Promise<Measure[]> {
  const input = await richestInput();
  // A job is known from its row, which tells a time: the machine's words for times are there already.
  relativeTime(input.now - 1, input.now, input.locale);
  const wording: number[] = [];
  for (let round = 0; round < repetitions; round += 1) {
    const start = performance.now();
    detailView(input);
    wording.push(performance.now() - start);
  }
  const browser = await startBrowser();
  try {
    const look = { rootStyle: "", bodyClass: "vscode-dark", defaultStyles: "" };
    const stage = await PanelStage.open(browser, look, { width: 900, height: 900 }, join(dist, "media"));
    const paints: number[] = [];
    // Each in a page of its own, as the editor makes one for each panel.
    for (let round = 0; round < repetitions; round += 1) paints.push(await stage.timeFirstPaint(detailView(input)));
    await stage.close();
    const first = wording[0]!;
    const total = first + median(paints);
    const note = "without what the editor takes for the frame around it";
    return [
      { group, name: "worded for the first time", value: first, unit: "ms" },
      { group, name: "worded again", value: median(wording.slice(1)), unit: "ms" },
      { group, name: "page, from its address to the screen", value: median(paints), unit: "ms" },
      { group, name: "first paint", value: total, unit: "ms", budget, note },
    ];
  } finally {
    await browser.close();
  }
}

/** What the panel would be given of the job with the most to show. */
async function richestInput(): Promise<DetailInput> {
  const house = await openHouse("huawei", 100);
  try {
    const { book, sessions, store, refresher, connectionId } = house;
    await refresher.refreshConnection(connectionId, new AbortController().signal);
    const weigh = ({ job }: { readonly job: object }) => JSON.stringify(job).length;
    const [record] = [...store.get(connectionId).jobs.values()].sort((a, b) => weigh(b) - weigh(a));
    const connection = book.find(connectionId);
    if (!record || !connection) throw new Error("No job was read");
    const cloud = sessions.cloudOf(connection);
    const { job, readAt, requestId } = record;
    const advice = await cloud.advice?.();
    const canOpenConsole = consolePage(cloud, connection, job.id) !== undefined;
    const light = { revealed: new Set<string>(), now: Date.now(), locale: "en" };
    return {
      ...light,
      jobId: job.id,
      job,
      cloud,
      connection,
      readAt,
      requestId,
      advice,
      isLoading: false,
      canSubmit: true,
      canOpenConsole,
    };
  } finally {
    await house.close();
  }
}

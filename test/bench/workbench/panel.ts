// Times the details panel of a known job: wording it, and its page from the first byte until it stands on the screen of a real browser.
import { join } from "node:path";
import { consolePage } from "../../../src/core/cloud/consolePage.js";
import { type DetailInput, detailView } from "../../../src/features/details/text/detailsView.js";
import { relativeTime } from "../../../src/text/time.js";
import { startBrowser } from "../../host/editors/browser";
import { PanelStage } from "../../ui/panel/panelStage";
import { besideByClock, besideLines, type Limit, type Measure, median, type Spent, spent } from "../report/measures";
import { openDemoKernel } from "../services/kernel";

const repetitions = 9;
const group = "Details panel of a known job";
/** Wording and page together, as a multiple of a page that shows the same words as they are, which takes 60 ms where nothing disturbs it (estimated, not measured). */
const paintLimit: Limit = { ratio: 2.5, because: "stands for 150 ms, without what the editor takes for the frame around it" };

/** `dist`: folder of the bundles. */
export async function measurePanel(dist: string): Promise<Measure[]> {
  const input = await richestInput();
  // A job is known from its row, which tells a time: the machine's words for times are there already.
  relativeTime(input.now - 1, input.now, input.locale);
  const wording: Spent[] = [];
  for (let round = 0; round < repetitions; round += 1) wording.push(await spent(() => detailView(input)));
  const first = wording[0]!;
  const browser = await startBrowser();
  try {
    const look = { rootStyle: "", bodyClass: "vscode-dark", defaultStyles: "" };
    const stage = await PanelStage.open(browser, look, { width: 900, height: 900 }, join(dist, "media"));
    await stage.handOver(detailView(input));
    const rounds = { ours: [] as number[], bare: [] as number[] };
    // Each in a page of its own, as the editor makes one for each panel.
    for (let round = 0; round < repetitions; round += 1) {
      rounds.bare.push(await stage.timeFirstPaint("bare"));
      rounds.ours.push(await stage.timeFirstPaint("panel"));
    }
    await stage.close();
    const page = besideByClock(rounds);
    const ours = rounds.ours.map((ms) => first.cpu + ms);
    const painted = besideByClock({ ours, bare: rounds.bare });
    return [
      { group, name: "worded for the first time", value: first.ms, unit: "ms" },
      { group, name: "worded again", value: median(wording.slice(1).map(({ ms }) => ms)), unit: "ms" },
      { group, name: "page, from its address to the screen", value: page.ms, unit: "ms" },
      ...besideLines("first paint", "a page with the same words as they are", painted, paintLimit).map((line) => ({
        group,
        ...line,
      })),
    ];
  } finally {
    await browser.close();
  }
}

/** What the panel would be given of the job with the most to show. */
async function richestInput(): Promise<DetailInput> {
  const kernel = await openDemoKernel("huawei", 100);
  try {
    const { connectionStore, sessions, store, refresher, connectionId } = kernel;
    await refresher.refreshConnection(connectionId, new AbortController().signal);
    const weigh = ({ job }: { readonly job: object }) => JSON.stringify(job).length;
    const [record] = [...store.get(connectionId).jobs.values()].sort((a, b) => weigh(b) - weigh(a));
    const connection = connectionStore.find(connectionId);
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
    await kernel.close();
  }
}

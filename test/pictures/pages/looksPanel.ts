// Command: photographs the details panel of every state of both clouds, and of whatever else can stand in it, for people to look at: `looksPanel.ts FOLDER [en|zh-cn]`.
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { DemoControl } from "../../../src/demoCloud/control";
import type { DetailView } from "../../../src/protocol/details";
import { repository } from "../../host/editors/cache";
import { eventually } from "../../host/workbench/eventually";
import { closeEverything } from "../../host/workbench/session";
import type { Workbench } from "../../host/workbench/workbench";
import { hostileJob, idField, jobOfEachState, openPanel, type ShownJob, untilStill } from "../../ui/panel/panelJobs";
import { layoutFaults } from "../../ui/panel/panelLayout";
import { type Look, lookOf, PanelStage, type Size, viewOf } from "../../ui/panel/panelStage";
import { openDemoEditor } from "../../ui/setup/demoEditor";
import { setTheme, type Theme, themes } from "../../ui/steps/themes";
import { type Picture, saveSheet } from "../album";

const folder = resolve(process.argv[2] ?? "out/looksPanel");
const language = process.argv[3] ?? "en";
const perSheet = 6;
/** Pixels: what is longer is cut, a sheet holds no more. */
const mostHeight = 1_500;

/** What each set of pictures shows. */
const sets: readonly { readonly name: string; readonly theme: Theme; readonly size: Size; readonly sheetWidth: number }[] = [
  { name: "dark", theme: "Default Dark Modern", size: { width: 900, height: 700 }, sheetWidth: 630 },
  { name: "light", theme: "Default Light Modern", size: { width: 900, height: 700 }, sheetWidth: 630 },
  { name: "contrast", theme: "Default High Contrast", size: { width: 900, height: 700 }, sheetWidth: 630 },
  { name: "contrast light", theme: "Default High Contrast Light", size: { width: 900, height: 700 }, sheetWidth: 630 },
  { name: "300 px", theme: "Default Dark Modern", size: { width: 300, height: 700 }, sheetWidth: 300 },
  { name: "200 percent", theme: "Default Light Modern", size: { width: 420, height: 400, scale: 2 }, sheetWidth: 420 },
];

interface Shown {
  readonly name: string;
  readonly view: DetailView;
}

async function main(): Promise<void> {
  // Without a build the stage has no page, and would wait for one forever.
  await access(join(repository, "dist/media"));
  await mkdir(folder, { recursive: true });
  const editor = await openDemoEditor({ huawei: 60, alibaba: 20 });
  try {
    const { workbench, cloud } = editor;
    const shown: Shown[] = [];
    const take = async (name: string) => shown.push({ name, view: await viewOf(workbench) });
    const { control } = cloud;
    const jobs = jobOfEachState(control);
    const special = [hostileJob(control, "huawei", "AUDIT_FAILED"), hostileJob(control, "alibaba", "Fail"), bareJob(control)];
    if (language !== "en") {
      // The connections were typed in English.
      await workbench.page.context().addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
      await workbench.reload();
    }
    const titles = JSON.parse(
      await readFile(join(repository, `package.nls${language === "en" ? "" : `.${language}`}.json`), "utf8"),
    ) as Record<string, string>;
    const openTitle = `${titles.category}: ${titles["command.openJob"]}`;
    await (await workbench.openView()).pressTitle(titles["command.refreshAll"]!);
    for (const job of [...jobs, ...special]) {
      await openPanel(workbench, job, openTitle);
      await take(job.name);
    }
    const looks = new Map<Theme, Look>();
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(workbench, theme);
      // The page is told a moment after the window has changed.
      await eventually(async () => {
        const look = await lookOf(workbench);
        if ([...looks.values()].some(({ rootStyle }) => rootStyle === look.rootStyle)) throw new Error("still the last theme");
        looks.set(theme, look);
      });
    }
    const isQuick = process.argv.includes("--quick");
    if (!isQuick) await takeTroubles(workbench, control, jobs[1]!, take);
    const browser = workbench.page.context().browser()!;
    const faults: string[] = [];
    for (const { name, theme, size, sheetWidth } of sets) {
      const stage = await PanelStage.open(browser, looks.get(theme)!, size);
      const pictures: Picture[] = [];
      for (const { name: caption, view } of shown) {
        await stage.show(view);
        const isHuge = caption.endsWith("hostile");
        faults.push(...(await layoutFaults(stage.page, isHuge)).map((fault) => `${name}, ${caption}: ${fault}`));
        const clip = { x: 0, y: 0, width: size.width, height: Math.min(mostHeight, await heightOf(stage)) };
        const image = await stage.page.screenshot({ fullPage: true, clip });
        pictures.push({ caption, image });
        if (name === "dark" || name === "300 px") await writeFile(join(folder, `${name} ${caption}.png`), image);
      }
      faults.push(...stage.mischief);
      const many = size.width < 500 ? 12 : perSheet;
      for (let first = 0; first < pictures.length; first += many) {
        const file = join(folder, `sheet ${name} ${first / many + 1}.png`);
        await saveSheet(workbench.page.context(), pictures.slice(first, first + many), file, sheetWidth);
      }
      await stage.close();
    }
    console.log(`${shown.length} panels in ${sets.length} looks: ${folder}`);
    console.log(faults.length === 0 ? "Nothing is cut off, nothing lies over anything" : faults.join("\n"));
  } finally {
    await closeEverything();
    await editor.cloud.close();
  }
}

function heightOf(stage: PanelStage): Promise<number> {
  return stage.page.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
}

/** A job of which the cloud says nothing but that it is there. */
function bareJob(control: DemoControl): ShownJob {
  const id = String(control.add("huawei", { state: "PROCESSING" }).job_id);
  const names = Object.keys(control.job("huawei", id)!).filter((name) => name !== idField.huawei && name !== "state");
  control.change("huawei", id, {}, names);
  return { name: "no fields", cloud: "huawei", id };
}

/** Being read, read in vain, back after a reload with and without memory. */
async function takeTroubles(
  workbench: Workbench,
  control: DemoControl,
  job: ShownJob,
  take: (name: string) => Promise<unknown>,
): Promise<void> {
  await workbench.runCommand("View: Close All Editors");
  await openPanel(workbench, job);
  const refresh = workbench.webview.getByRole("button", { name: /^(Refresh|刷新)$/ }).first();
  control.setLatency(8_000);
  await refresh.click();
  await workbench.webview.locator("vscode-progress-bar").waitFor();
  await take("loading");
  control.setLatency(0);
  await untilStill(workbench, job.id);
  control.faults.add({ cloud: "huawei", times: "always", act: { kind: "answer", status: 503 } });
  await refresh.click();
  await workbench.webview.locator(".banner").waitFor();
  await untilStill(workbench, job.id);
  await take("stale with error");
  await workbench.runCommand("View: Show Explorer");
  await workbench.reload();
  await workbench.webview.locator(".banner").waitFor();
  await take("remembered");
  control.faults.clear();
  await workbench.runCommand("View: Close All Editors");
  const tree = await workbench.openView();
  await workbench.runCommand("Voice Jobs: Try with Demo Data");
  const demo = language === "en" ? "Demo Huawei" : "华为云演示";
  await tree.row(demo).waitFor();
  await tree.pressTitle("Collapse");
  await tree.expand(demo);
  const [group] = (await tree.items()).filter(({ level }) => level === 2);
  await tree.expand(group!.label);
  await tree.rows.and(workbench.page.locator("[aria-level='3']")).first().click();
  await workbench.webview
    .locator("footer")
    .getByText(/Request ID|请求 ID/)
    .waitFor();
  await workbench.runCommand("View: Show Explorer");
  await workbench.reload();
  await workbench.webview.locator(".banner").waitFor();
  await take("unread");
}

void main();

// The details panel for everybody: what axe finds, what a keyboard reaches, and whether the page holds in a narrow column, at 200 % and with the worst texts; in English and Chinese.
import { strict as assert } from "node:assert";
import { source } from "axe-core";
import type { Page } from "playwright-core";
import type { ActionId, DetailRequest, DetailView } from "../../../src/protocol/details";
import type { FieldRow } from "../../../src/protocol/pageParts";
import { eventually } from "../../host/workbench/eventually";
import { hostileJob, openPanel, type ShownJob, tellHostileStories, untilStill } from "../panel/panelJobs";
import { layoutFaults } from "../panel/panelLayout";
import { type Look, lookOf, PanelStage, type Size, viewOf } from "../panel/panelStage";
import { type DemoEditor, openDemoEditor } from "../setup/demoEditor";
import { setTheme, type Theme, themes } from "../steps/themes";

const languages = ["English", "Chinese"] as const;
/** As many of the jobs, the last ones, are looked at in Chinese too. */
const inChinese = 3;
type Language = (typeof languages)[number];

const wide: Size = { width: 1000, height: 900 };
const sizes: Readonly<Record<string, Size>> = {
  "a wide window": wide,
  "a column of 300 pixels": { width: 300, height: 700 },
  "a window at 200 %": { width: 480, height: 400, scale: 2 },
};

describe("details panel", function () {
  this.timeout(600_000);
  let editor: DemoEditor;
  /** By the name of the job. */
  const views: Record<Language, Map<string, DetailView>> = { English: new Map(), Chinese: new Map() };
  const looks = new Map<Theme, Look>();
  const stages: PanelStage[] = [];

  const openStage = async (size: Size, theme: Theme = "Default Dark Modern"): Promise<PanelStage> => {
    const stage = await PanelStage.open(editor.workbench.page.context().browser()!, looks.get(theme)!, size);
    stages.push(stage);
    return stage;
  };

  before(async () => {
    editor = await openDemoEditor({ huawei: 20, alibaba: 6 });
    const { workbench, cloud, tree } = editor;
    const jobs = addJobs(cloud.control);
    await tree.pressTitle("Refresh");
    for (const job of jobs) {
      if (job.name.endsWith("hostile")) tellHostileStories(cloud.control);
      await openPanel(workbench, job);
      cloud.control.faults.clear();
      views.English.set(job.name, await viewOf(workbench));
    }
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(workbench, theme);
      // The page is told a moment after the window has changed.
      await eventually(async () => {
        const look = await lookOf(workbench);
        assert.ok([...looks.values()].every(({ rootStyle }) => rootStyle !== look.rootStyle));
        looks.set(theme, look);
      });
    }
    await workbench.runCommand("View: Show Explorer");
    await workbench.page.context().addInitScript('globalThis._VSCODE_NLS_LANGUAGE = "zh-cn"');
    await workbench.reload();
    const tabs = workbench.page.locator(".tabs-container .tab");
    for (const [index, job] of [...jobs.entries()].slice(-inChinese)) {
      await tabs.nth(index).click();
      await workbench.webview.locator(".place").getByText(job.id).waitFor();
      await workbench.webview.getByRole("button", { name: "刷新", exact: true }).first().click();
      await untilStill(workbench, job.id);
      views.Chinese.set(job.name, await viewOf(workbench));
    }
  });
  after(async () => {
    for (const stage of stages) await stage.close();
    await editor?.close();
  });

  it("is shown in the person's language", () => {
    for (const [language, word] of [
      ["English", "Phone"],
      ["Chinese", "手机号"],
    ] as const) {
      assert.ok(views[language].size >= inChinese);
      const labels = views[language].get("refused")!.sections.flatMap(({ rows }) => rows.map(({ label }) => label));
      assert.ok(
        labels.some((label) => label.includes(word)),
        labels.join(),
      );
    }
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`has nothing that axe would find in ${theme}, in either language`, async () => {
      const stage = await openStage(wide, theme);
      await stage.page.evaluate(source);
      for (const language of languages)
        for (const [name, view] of views[language]) {
          await stage.show(view);
          assert.deepEqual(await axeFindings(stage.page), [], `${name} in ${language}`);
        }
    });
  }

  for (const [place, size] of Object.entries(sizes)) {
    it(`holds in ${place}, in either language: nothing to scroll sideways, nothing cut off, nothing over anything`, async () => {
      const stage = await openStage(size);
      for (const language of languages)
        for (const [name, view] of views[language]) {
          await stage.show(view);
          assert.deepEqual(await layoutFaults(stage.page, name.endsWith("hostile")), [], `${name} in ${language}`);
        }
      assert.deepEqual(stage.mischief, []);
    });
  }

  it("notices what would be cut off or lie over something", async () => {
    const stage = await openStage({ width: 300, height: 700 });
    await stage.show(views.English.get("refused")!);
    const spoil = (selector: string, style: string) =>
      stage.page
        .locator(selector)
        .first()
        .evaluate((element, text) => {
          (element as HTMLElement).style.cssText = text;
        }, style);
    await spoil("dd", "margin-left: -80px");
    assert.match((await layoutFaults(stage.page)).join("\n"), /lie over each other/);
    await spoil("dd", "width: 900px");
    assert.match((await layoutFaults(stage.page)).join("\n"), /the page is \d+ wide in 300/);
    await spoil("dd", "");
    await spoil("h1", "height: 8px");
    assert.match((await layoutFaults(stage.page)).join("\n"), /is cut to/);
    await spoil("h1", "");
    await spoil("td bdi", "display: block; white-space: normal; overflow-wrap: anywhere; max-width: 8px");
    assert.match((await layoutFaults(stage.page)).join("\n"), /is squeezed into 8/);
  });

  for (const language of languages) {
    it(`does all it offers by keyboard alone in ${language}, in the order of the page, and shows where the focus is`, async () => {
      const stage = await openStage(wide);
      for (const view of views[language].values()) {
        await stage.show(view);
        const { wishes, unseen, jumps } = await walkByTab(stage);
        assert.deepEqual(new Set(wishes.map(textOf)), new Set(offersOf(view).map(textOf)), view.heading.slice(0, 40));
        assert.deepEqual(unseen, [], "focus that nobody sees");
        assert.deepEqual(jumps, [], "the focus jumps back");
      }
    });
  }
});

function addJobs(control: DemoEditor["cloud"]["control"]): ShownJob[] {
  const measure = { expected: "180-260", actual: "268", suggestion: "语速过快", suggestion_en: "Speak more slowly.", status: 1 };
  const failure = { job_failed_code: "MSS.00042101", job_failed_reason: "授权书缺少签名,请重新上传。" };
  const rich = { assess_result: { speed: measure }, phone: "139 0000 4711", unheard_of: { a: [1, 2] }, ...failure };
  const links = { voice_authorization_url: "https://letters.test/a.pdf?Signature=a" };
  const huawei = (name: string, job: object): ShownJob => {
    return { name, cloud: "huawei", id: String(control.add("huawei", { ...job }).job_id) };
  };
  const monthsAgo = (months: number) => Date.now() - months * 30 * 24 * 3_600_000;
  const { JobId } = control.add("alibaba", { VoiceName: "Failed", Status: "Fail" });
  return [
    huawei("training", { ...rich, state: "PROCESSING" }),
    huawei("unknown", { state: "MOON_PHASE" }),
    huawei("finished", { state: "SUCCEED", create_time: monthsAgo(8), lastupdate_time: monthsAgo(6) }),
    hostileJob(control, "alibaba", "Fail"),
    { name: "failed", cloud: "alibaba", id: String(JobId) },
    hostileJob(control, "huawei", "AUDIT_FAILED"),
    huawei("refused", { ...rich, ...links, voice_name: "Refused", state: "AUDIT_FAILED" }),
  ];
}

/** Everything, with the element; hints and guesses of axe too. */
function axeFindings(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { iframes: false });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
  });
}

/** What a person can ask for in this view. */
function offersOf(view: DetailView): DetailRequest[] {
  return [
    ...view.actions.map(({ id }): DetailRequest => ({ type: "act", action: id })),
    ...view.banners.flatMap(({ nextAct }, banner): DetailRequest[] =>
      nextAct === undefined ? [] : [{ type: "nextAct", banner }],
    ),
    ...(view.history.timeline?.read === undefined ? [] : [{ type: "readHistory" } as const]),
    ...controlsIn(view),
  ];
}

/** Of buttons on lines of advice, of copy buttons and of values that are masked or lead out, wherever in the view they are. */
function controlsIn(value: unknown): DetailRequest[] {
  if (typeof value !== "object" || value === null) return [];
  const { id, copy, mask, open } = value as Partial<FieldRow>;
  const { item, action } = value as { readonly item?: number; readonly action?: ActionId };
  return [
    // On a line of advice.
    ...(item !== undefined && action ? [{ type: "act", action } as const] : []),
    ...(copy ? [{ type: "copy", id: copy.id } as const] : []),
    ...(id !== undefined && mask ? [{ type: mask.isRevealed ? "hide" : "reveal", field: id } as const] : []),
    ...(id !== undefined && open ? [{ type: "openLink", field: id } as const] : []),
    ...Object.values(value).flatMap(controlsIn),
  ];
}

function textOf(wish: DetailRequest): string {
  return JSON.stringify(Object.entries(wish).sort());
}

/** Goes through the page by Tab and presses Enter everywhere. */
async function walkByTab(stage: PanelStage): Promise<{ wishes: DetailRequest[]; unseen: string[]; jumps: string[] }> {
  const { page } = stage;
  // Where a browser begins after a walk, and where it goes from the end of a page, is its own affair: the page gets a stop at both ends.
  await page.evaluate(() => {
    for (const stop of document.querySelectorAll("body > .end")) stop.remove();
    const [first, last] = [0, 1].map(() => Object.assign(document.createElement("span"), { className: "end", tabIndex: 0 }));
    document.body.prepend(first!);
    document.body.append(last!);
    first!.focus();
  });
  await stage.wishes();
  const unseen: string[] = [];
  const jumps: string[] = [];
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const state = window as unknown as { lastFocus?: Element | undefined };
      const outer = document.activeElement;
      if (!outer || outer === document.body || outer.className === "end") {
        state.lastFocus = undefined;
        return undefined;
      }
      const before = state.lastFocus;
      state.lastFocus = outer;
      const deep = outer.shadowRoot?.activeElement ?? outer;
      // A button of the elements has its ring on a part of its inside.
      const inner = outer.shadowRoot?.querySelector(".base") ?? outer;
      const isRinged = [outer, deep, inner].some((element) => {
        const { outlineStyle, outlineWidth, outlineColor, opacity } = getComputedStyle(element);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && !/, 0\)$/.test(outlineColor) && opacity === "1";
      });
      return {
        name: outer.outerHTML.slice(0, 120),
        isRinged,
        before: before?.outerHTML.slice(0, 120),
        isLater: !before || Boolean(before.compareDocumentPosition(outer) & Node.DOCUMENT_POSITION_FOLLOWING),
      };
    });
    if (!stop) break;
    if (!stop.isRinged) unseen.push(stop.name);
    if (!stop.isLater) jumps.push(`${stop.before} → ${stop.name}`);
    await page.keyboard.press("Enter");
  }
  return { wishes: await stage.wishes(), unseen, jumps };
}

// The main job in Eclipse Theia, by mouse and keyboard: demo jobs in the tree, one on its page, one submitted.
import { strict as assert } from "node:assert";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { startBrowser } from "../host/editors/browser";
import { installEditor } from "../host/editors/editors";
import { unpackExtension } from "../host/editors/extensions";
import { theiaVersion } from "../host/editors/versions";
import { eventually } from "../host/workbench/eventually";
import { packagedExtension } from "../host/workbench/session";
import { walk } from "../ui/steps/typing";
import { startTheia, type Theia } from "./application";
import { copyWithoutWelcome, writeControl } from "./control";
import { openTheiaWindow, type TheiaWindow } from "./window";

/** Of the local cloud inside the extension. */
interface Account {
  readonly huawei: { readonly states: Readonly<Record<string, number>> };
  readonly submits: { readonly total: number; readonly jobs: Readonly<Record<string, number>> };
}

describe("in Eclipse Theia", () => {
  let place: string;
  let theia: Theia;
  let browser: Browser;
  let window: TheiaWindow;

  before(async () => {
    place = await mkdtemp(join(tmpdir(), "voice-jobs-plugins-"));
    const unpacked = await unpackExtension(await installEditor("newest"), packagedExtension());
    const [name = ""] = await readdir(unpacked);
    const extensions = [await copyWithoutWelcome(join(unpacked, name), place), await writeControl(place)];
    theia = await startTheia(extensions, {
      NODE_OPTIONS: `--require ${join(__dirname, "../ui/setup/tellListeners.cjs")}`,
      VOICE_JOBS_TEST_LISTENERS: join(place, "listeners"),
    });
    browser = await startBrowser();
    window = await openTheiaWindow(browser, theia.url);
  });
  after(async () => {
    await window?.close();
    await browser?.close();
    await theia?.stop();
    await rm(place, { recursive: true, force: true });
  });

  /** The account as the local cloud inside the extension counts it. */
  async function account(): Promise<Account> {
    for (const origin of (await readFile(join(place, "listeners"), "utf8")).trim().split("\n")) {
      const answered = await fetch(`${origin}/account`).catch(() => undefined);
      if (answered?.headers.get("content-type")?.includes("json")) return (await answered.json()) as Account;
    }
    throw new Error("No local cloud listens in the editor");
  }

  it("tells whose fault an empty tree is: the provider of a view with a welcome text in its manifest is not asked", async () => {
    /** Of a provider beside one that differs from it in the manifest alone, and is asked. */
    const timesAsked = async () => {
      await window.openView("control-welcome");
      await window.welcome
        .or(window.rows)
        .filter({ hasText: /The control has no rows|^asked/ })
        .first()
        .waitFor();
      await window.openView("control-plain");
      const told = window.rows.filter({ hasText: "the other was asked" }).first();
      return Number(/asked (\d+) times/.exec(await told.innerText())![1]);
    };
    let times = await timesAsked();
    // A window in which the manifest is read late does ask now and then.
    for (let tries = 1; times > 0 && tries < 4; tries += 1) {
      await window.reload();
      times = await timesAsked();
    }
    assert.equal(
      times,
      0,
      `Theia ${theiaVersion} asks such a provider: the manual and this copy of the manifest need not mind it`,
    );
  });

  it("adds demo connections by the palette and shows their jobs, with the cloud's own totals", async () => {
    await window.runCommand("Voice Jobs: Try with Demo Data");
    await window.row("Demo Huawei").waitFor();
    const shown = async (title: string) => {
      const said = await window.row(title).locator("[aria-label]").first().getAttribute("aria-label");
      return Number(/: ([\d,]+) jobs?/.exec(said ?? "")?.[1]?.replaceAll(",", ""));
    };
    // Its jobs move: what is compared is what was read a moment ago.
    await eventually(async (short) => {
      await window.pressInline("Demo Huawei", "Refresh");
      const { states } = (await account()).huawei;
      const counted = [states.CREATING, states.AUDIT_FAILED];
      await eventually(
        async () => assert.deepEqual([await shown("Not submitted"), await shown("Review failed")], counted),
        short,
      );
    });
    await window.collapse("Demo Huawei");
    await window.row("Demo Alibaba").waitFor();
    await window.row("Demo Huawei").locator(".theia-ExpansionToggle").click();
  });

  it("opens the page of a job by a click, and submits the job from there once, after asking", async () => {
    await window.row("Not submitted").locator(".theia-ExpansionToggle").click();
    const draft = window.rows.locator('[aria-label*=", Not submitted,"]').first();
    const [said = "", id = ""] = await draft.evaluate((row) => [row.getAttribute("aria-label") ?? "", row.id]);
    const name = said.split(", Not submitted,")[0]!;
    const jobId = id.split("/").at(-1)!;
    await window.rows.locator(`[id$="/${jobId}"]`).click();
    await window.webview.getByRole("heading", { name, level: 1 }).waitFor();
    assert.deepEqual(await window.tabs(), [name]);
    await window.webview.locator("header").getByText(jobId).waitFor();
    await window.webview.getByRole("group", { name: "Actions" }).getByRole("button", { name: "Submit…" }).click();
    await walk(window, `Submit “${name}”`, []);
    const asked = await window.dialog.text();
    for (const named of [`Submit “${name}” for training?`, "Demo Huawei", jobId]) assert.ok(asked.includes(named), asked);
    assert.equal((await account()).submits.total, 0, "nothing is sent before the person says so");
    await window.dialog.press("Submit");
    await window.untilTold(`“${name}” was submitted.`);
    assert.deepEqual((await account()).submits, { total: 1, jobs: { [jobId]: 1 } });
    await window.webview
      .getByRole("group", { name: "Actions" })
      .getByRole("button", { name: "Submit…" })
      .waitFor({ state: "detached" });
  });

  it("opens the README where there are no walkthroughs", async () => {
    await window.runCommand("Voice Jobs: Get Started");
    await eventually(async () => assert.equal((await window.tabs()).at(-1), "readme.md"));
  });
});

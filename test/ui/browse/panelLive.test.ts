// An open panel lives: it follows the cloud, says and shows what changed, costs nothing while hidden, and is back after a reload without a request.
import { strict as assert } from "node:assert";
import type { FrameLocator, Locator } from "playwright-core";
import type { Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, north, openDemoEditor } from "../setup/demoEditor";
import { createLatch } from "../steps/latch";

const phone = "139 0000 4711";
/** Signatures are base64: what is encoded in them must arrive encoded. */
const letter = "https://letters.test/of/somebody%20else.pdf?Expires=1&Signature=a%2Bb%2Fc%3D&type=text%26more";

describe("open panels", () => {
  let editor: DemoEditor;
  let first: Job;
  let second: Job;

  before(async () => {
    editor = await openDemoEditor({ huawei: 20, alibaba: 3 });
    const { control } = editor.cloud;
    const link = { voice_authorization_url: letter };
    first = control.add("huawei", { voice_name: "First", state: "AUDIT_FAILED", phone, ...link });
    second = control.add("huawei", {
      voice_name: "Second",
      state: "AUDIT_FAILED",
      phone,
      voice_authorization_url: "http://letters.test/a",
    });
    await editor.tree.pressTitle("Refresh");
    await editor.tree.row("First").waitFor();
  });
  after(() => editor?.close());

  const heading = (panel: FrameLocator, name: string) => panel.getByRole("heading", { name, level: 1 }).waitFor();
  const said = (panel: FrameLocator) => panel.locator("[role=status]").first().textContent();
  /** Requests for this one job. */
  const readsOf = ({ job_id }: Job) => editor.cloud.control.requests.filter(({ path }) => path.endsWith(`/${job_id}`)).length;
  /** Notes from now on what stands out for a moment: on a slow machine the moment may be over before it is looked at. */
  const noteFlashes = (panel: FrameLocator) =>
    panel.locator("html").evaluate(() => {
      const state = globalThis as unknown as { flashed: string[] };
      const { animate } = Element.prototype;
      state.flashed = [];
      Element.prototype.animate = function (...looks) {
        state.flashed.push(this.className);
        return animate.apply(this, looks);
      };
    });
  /** The classes of what stood out since it was asked for last. */
  const flashed = (panel: FrameLocator) =>
    panel.locator("html").evaluate(() => (globalThis as unknown as { flashed: string[] }).flashed.splice(0));
  const isFlashing = (place: Locator) => place.evaluate((element) => element.getAnimations().length > 0);

  it("are painted from the store at once, and read their job once", async () => {
    const { tree, workbench, cloud } = editor;
    cloud.control.clearRequests();
    const latch = createLatch();
    cloud.control.faults.add({ times: "always", act: { kind: "heldUp", until: latch.until } });
    await tree.keep("First");
    await heading(workbench.webview, "First");
    await workbench.webview.locator(".state", { hasText: "Review failed" }).waitFor();
    assert.equal(cloud.control.requests.length, 0, "no answer has come yet");
    cloud.control.faults.clear();
    latch.open();
    await eventually(() => assert.equal(readsOf(first), 1));
    await workbench.webview.locator("footer", { hasText: "Request ID" }).waitFor();
    assert.equal(await said(workbench.webview), "First");
  });

  it("show and say what changed, and leave the keyboard and the page where they were", async () => {
    const { workbench, cloud } = editor;
    const { webview, page } = workbench;
    await page.setViewportSize({ width: 1280, height: 420 });
    const json = webview.getByRole("button", { name: "Open as JSON" });
    await json.focus();
    const place = () => webview.locator("html").evaluate((html) => html.scrollTop);
    const scrolled = await eventually(async () => {
      await webview.locator("html").evaluate((html) => html.scrollTo(0, 60));
      const reached = await place();
      assert.ok(reached > 0, "the page is longer than the window");
      return reached;
    });
    const badge = webview.locator(".state");
    await noteFlashes(webview);
    cloud.control.move("huawei", String(first.job_id), "WAITING_SPLIT");
    // Pressed without the pointer, which would take the focus along.
    await webview.getByRole("button", { name: "Refresh" }).dispatchEvent("click");
    await badge.filter({ hasText: "Waiting for splitting" }).waitFor();
    const stoodOut = (await flashed(webview)).filter((name) => name.split(" ").includes("state"));
    assert.equal(stoodOut.length, 1, "the badge stands out for a moment");
    assert.match((await said(webview)) ?? "", /^State: Waiting for splitting/);
    assert.ok(await json.evaluate(hasFocus), "Submit Again is gone, the focus is not");
    assert.equal(await place(), scrolled);
    await eventually(async () => assert.ok(!(await isFlashing(badge))));
    await page.setViewportSize({ width: 1280, height: 1500 });
  });

  it("say nothing when nothing changed", async () => {
    const { workbench, cloud } = editor;
    const before = await said(workbench.webview);
    const reads = readsOf(first);
    await flashed(workbench.webview);
    // The answer comes once the page shows that it is waited for: then there is an end to be seen.
    const latch = createLatch();
    cloud.control.faults.add({ operation: "ShowVoiceTrainingJob", act: { kind: "delay", until: latch.until } });
    await workbench.webview.getByRole("button", { name: "Refresh" }).click();
    await workbench.webview.locator("vscode-progress-bar").waitFor();
    latch.open();
    await workbench.webview.locator("vscode-progress-bar").waitFor({ state: "detached" });
    assert.equal(readsOf(first), reads + 1);
    assert.equal(await said(workbench.webview), before);
    assert.deepEqual(await flashed(workbench.webview), []);
  });

  it("cost nothing while hidden, and show what is true when they are shown again", async () => {
    const { tree, workbench, cloud } = editor;
    await tree.keep("Second");
    await heading(workbench.webview, "Second");
    await workbench.webview.locator("footer", { hasText: "Request ID" }).waitFor();
    cloud.control.clearRequests();
    cloud.control.move("huawei", String(first.job_id), "PROCESSING");
    await tree.pressInline(north, "Refresh");
    await tree.row("Training").waitFor();
    const pages = workbench.page.locator("iframe.webview");
    await eventually(async () => assert.equal(await pages.count(), 1, "a hidden panel has no page"));
    await workbench.tab("First").click();
    await workbench.webview.locator(".state", { hasText: "Training" }).waitFor();
    assert.equal(await said(workbench.webview), "First");
    assert.equal(readsOf(first) + readsOf(second), 0);
  });

  it("open a letter after asking only, with its host named, and no link but https", async () => {
    const { workbench, cloud } = editor;
    const { webview, dialog } = workbench;
    await workbench.tab("Second").click();
    await heading(webview, "Second");
    assert.equal(await webview.getByRole("button", { name: /^Open Authorization/ }).count(), 0, "http is no way to a letter");
    cloud.control.change("huawei", String(second.job_id), { voice_authorization_url: "javascript:alert(1)//x.test" });
    await webview.getByRole("button", { name: "Refresh" }).click();
    await eventually(() => assert.ok(readsOf(second) > 0));
    assert.equal(await webview.getByRole("button", { name: /^Open Authorization/ }).count(), 0);
    await workbench.tab("First").click();
    await heading(webview, "First");
    const pages = workbench.page.context().pages().length;
    await webview.getByRole("button", { name: /^Open Authorization/ }).click();
    const asked = await dialog.text();
    assert.match(asked, /Open a link to letters\.test\?/);
    assert.ok(!asked.includes("somebody") && !asked.includes("Signature"), "the host, not the link");
    await dialog.press("Cancel");
    const context = workbench.page.context();
    assert.equal(context.pages().length, pages);
    await context.route("https://letters.test/**", (route) => route.fulfill({ body: "a letter" }));
    await webview.getByRole("button", { name: /^Open Authorization/ }).click();
    const browser = context.waitForEvent("page");
    await dialog.press("Open");
    // The editor asks for itself whether it may open the site.
    assert.match(await dialog.text(), /external website/);
    await dialog.press("Open");
    const opened = await browser;
    await opened.waitForURL(/letters/);
    assert.equal(opened.url(), letter, "character for character: another signature is none");
    await opened.close();
  });

  it("stand side by side, each with its own job, and both follow", async () => {
    const { tree, workbench, cloud } = editor;
    const { page } = workbench;
    await workbench.tab("Second").click({ button: "middle" });
    // The floor's editor in a browser cannot load two panels at the same moment: one comes after the other.
    await workbench.runCommand("View: New Editor Group to the Right");
    await tree.keep("Second");
    const panels = page.locator("iframe.webview.ready").filter({ visible: true });
    await eventually(async () => assert.equal(await panels.count(), 2));
    const panel = (index: number) => panels.nth(index).contentFrame().locator("#active-frame").contentFrame();
    const panelOf = async (name: string) => {
      const names = await Promise.all([0, 1].map((index) => panel(index).locator("h1").innerText()));
      assert.ok(names.includes(name), names.join());
      return panel(names.indexOf(name));
    };
    const [left, right] = await eventually(() => Promise.all([panelOf("First"), panelOf("Second")]));
    cloud.control.move("huawei", String(first.job_id), "UPLOADING");
    cloud.control.move("huawei", String(second.job_id), "AUDITING");
    await tree.pressInline(north, "Refresh");
    for (const [each, state] of [
      [left, "Uploading"],
      [right, "Manual review"],
    ] as const) {
      await each.locator(".state", { hasText: state }).waitFor();
      assert.match((await said(each)) ?? "", new RegExp(`^State: ${state}`));
    }
    await right.getByRole("button", { name: "Show Phone" }).click();
    await right.getByText(phone).waitFor();
    assert.equal(await left.getByText(phone).count(), 0, "what one reveals the other does not");
    await workbench.tab("Second").click({ button: "middle" });
    await eventually(async () => assert.equal(await panels.count(), 1));
  });

  it("cover what was revealed again when they are told to, and forget it when they are closed", async () => {
    const { workbench, tree } = editor;
    const { webview } = workbench;
    const reveal = async () => {
      await webview.getByRole("button", { name: "Show Phone" }).click();
      await webview.getByText(phone).waitFor();
    };
    await reveal();
    await webview.getByRole("button", { name: "Hide Phone" }).click();
    await webview.getByText(phone).waitFor({ state: "detached" });
    await reveal();
    await workbench.tab("First").click({ button: "middle" });
    await workbench.tab("First").waitFor({ state: "detached" });
    await tree.expand("Uploading");
    await tree.keep("First");
    await heading(webview, "First");
    await webview.getByRole("button", { name: "Show Phone" }).waitFor();
    assert.equal(await webview.getByText(phone).count(), 0);
  });

  it("are back after a reload without a request, say how old they are, and reveal by a refresh", async () => {
    const { workbench, cloud } = editor;
    // The tree would ask: it is not shown when the window comes back.
    await workbench.runCommand("View: Show Explorer");
    cloud.control.clearRequests();
    await workbench.reload();
    const { webview } = workbench;
    await heading(webview, "First");
    await webview.locator(".state", { hasText: "Uploading" }).waitFor();
    await webview.locator(".banner", { hasText: /how the job was at .+ Personal data was not kept/ }).waitFor();
    const row = webview.locator(".row", { hasText: "Phone" });
    assert.match(await row.innerText(), /refresh to reveal/);
    assert.deepEqual(cloud.control.requests, []);
    await row.getByRole("button", { name: "Refresh and show Phone" }).click();
    await webview.getByText(phone).waitFor();
    assert.equal(readsOf(first), 1);
    await webview.locator(".banner").first().waitFor({ state: "detached" });
    await webview
      .getByText(/refresh to reveal/)
      .first()
      .waitFor({ state: "detached" });
  });
});

/** Also where the button is the inside of an element of its own. */
function hasFocus(button: Element): boolean {
  const root = button.getRootNode();
  return button.ownerDocument.activeElement === (root instanceof ShadowRoot ? root.host : button);
}

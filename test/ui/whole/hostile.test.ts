// Texts from a cloud that would rather be commands, pictures, icons or layout: in every place they are shown as text and do nothing.
import { strict as assert } from "node:assert";
import type { Locator } from "playwright-core";
import type { Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, openDemoEditor } from "../setup/demoEditor";
import { alibabaAnswers, give, openSubmit, review, typeConnection, untilClosed, walk } from "../steps/typing";

const long = "长name ".repeat(60);
const names: Readonly<Record<string, string>> = {
  markup: "<img src=x onerror=alert(1)>",
  "a command link": "[x](command:workbench.action.quit)",
  "an icon": "$(trash) gone",
  "right-to-left text": "\u202Etxet desrever\u202C مرحبا (1)",
  "300 characters": long.slice(0, 300),
  "trailing newlines": "two\nlines\r\n\n",
};
/** What a person reads of a text in one line: neither invisible characters nor breaks. */
function readable(text: string): string {
  return text
    .replace(/[\u200b\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

describe("hostile texts", () => {
  let editor: DemoEditor;
  const jobs = new Map<string, Job>();
  /** Addresses outside the editor's own server that its page asked for. */
  const fetched = new Set<string>();
  const dialogs: string[] = [];

  before(async () => {
    editor = await openDemoEditor(
      { huawei: 20, alibaba: 10 },
      {
        prepare: async (page) => {
          page.on("request", (request) => fetched.add(request.url()));
          page.on("dialog", (dialog) => {
            dialogs.push(dialog.message());
            void dialog.dismiss();
          });
        },
      },
    );
    const { control } = editor.cloud;
    for (const job of control.jobs("huawei")) if (job.state === "AUDIT_FAILED") control.remove("huawei", String(job.job_id));
    const without = { phone: undefined, voice_authorization_url: undefined, training_input_source_url: undefined };
    for (const [kind, name] of Object.entries(names)) {
      const hostile = { voice_name: name, job_failed_code: name, job_failed_reason: name, batch_name: name, [name]: name };
      jobs.set(kind, control.add("huawei", { ...hostile, nested: { [name]: [name] }, ...without, state: "AUDIT_FAILED" }));
    }
    await editor.tree.pressTitle("Refresh");
    await editor.tree.expand("Review failed");
    await editor.tree.row(/\[x\]/).waitFor();
  });
  after(() => editor?.close());

  /** Nothing in this place is more than text. */
  async function isText(place: Locator): Promise<void> {
    assert.equal(
      await place.locator("img, script, iframe, a[href], [data-href], .codicon-trash").count(),
      0,
      await place.innerHTML(),
    );
  }

  /** What stands in a list of places, as a person reads it; a long text may be cut. */
  function includes(kind: string, shown: readonly string[], where: string): void {
    const expected = readable(names[kind]!);
    const isThere = shown.some((text) => {
      const read = readable(text);
      return read.includes(expected) || (expected.length > 100 && read.includes(expected.slice(0, 100)) && read.includes("…"));
    });
    assert.ok(isThere, `${kind} does not stand as text in ${where}:\n${shown.join("\n")}`);
  }
  function includesAll(shown: readonly string[], where: string): void {
    for (const kind of Object.keys(names)) includes(kind, shown, where);
  }

  it("stand as text in the rows of the tree, for screen readers too", async () => {
    const { tree } = editor;
    await eventually(async () => {
      const rows = (await tree.items()).filter(({ level }) => level === 3);
      includesAll(
        rows.map(({ label }) => label),
        "the tree",
      );
      includesAll(
        rows.map(({ ariaLabel }) => ariaLabel),
        "the labels of the tree",
      );
    });
    await isText(tree.part);
  });

  it("stand as text in the tooltip of a row", async () => {
    const { tree, workbench } = editor;
    const hover = workbench.page.locator(".monaco-hover .hover-contents").filter({ visible: true });
    const shown: string[] = [];
    for (const kind of jobs.keys()) {
      const row = tree.row(new RegExp(beginning(names[kind]!)));
      // A hover that the tree repainted under the mouse comes with the next move.
      const text = await eventually(async (short) => {
        await workbench.page.mouse.move(900, 700);
        await hover.waitFor({ state: "hidden" });
        await row.hover();
        await hover.getByText(String(jobs.get(kind)!.job_id)).waitFor({ timeout: short });
        await isText(hover);
        return hover.innerText({ timeout: short });
      });
      shown.push(text);
    }
    includesAll(shown, "the tooltip");
  });

  it("stand as text where a job is picked", async () => {
    const { workbench } = editor;
    await workbench.runCommand("Voice Jobs: Open Job Details");
    const shown: string[] = [];
    for (const job of jobs.values()) {
      await workbench.quickInput.type(String(job.job_id));
      // The one row of the job before may still be there.
      const label = await eventually(async () => {
        const found = await workbench.quickInput.items();
        assert.ok(found.length === 1 && found[0]!.detail.includes(String(job.job_id)), JSON.stringify(found));
        return found[0]!.label;
      });
      shown.push(label);
      await isText(workbench.quickInput.box);
    }
    includesAll(shown, "the picker");
    await workbench.quickInput.cancel();
  });

  it("stand as text in the panel and on its tab, all fields and their names", async () => {
    const { tree, workbench } = editor;
    const { webview } = workbench;
    const headings: string[] = [];
    const tabs: string[] = [];
    for (const [kind, job] of jobs) {
      await tree.row(new RegExp(beginning(names[kind]!))).click();
      await webview.getByText(String(job.job_id)).first().waitFor();
      await eventually(async () => assert.ok((await webview.locator("footer").innerText()).includes("Request ID")));
      // Among the actions is one that deletes, with an icon of its own.
      for (const part of await webview.locator("h1, .place, main, footer").all()) await isText(part);
      headings.push(await webview.locator("h1").innerText());
      const tab = await eventually(async (short) => {
        const name = workbench.page.locator(".tabs-container .tab.active .label-name");
        const text = await name.innerText({ timeout: short });
        includes(kind, [text], "the tab");
        return text;
      });
      tabs.push(tab);
      await eventually(async () => {
        const text = readable(await webview.locator("body").innerText());
        const times = text.split(readable(names[kind]!)).length - 1;
        assert.ok(times >= 6, `${kind}: ${times} of heading, name, batch, failure, unknown field and nested one`);
      });
      const [row] = await webview.locator(".row dt").filter({ hasText: "nested" }).all();
      assert.ok(row, "an unknown field has a row");
    }
    includesAll(headings, "the heading");
    includesAll(tabs, "the tabs");
    await isText(workbench.page.locator(".tabs-container").first());
  });

  it("stand in the document as the cloud sent them", async () => {
    const { workbench } = editor;
    const job = jobs.get("a command link")!;
    const { quickInput } = workbench;
    const id = String(job.job_id);
    // The last panel may still be taking the focus, which closes the list.
    await eventually(async (short) => {
      if (!(await quickInput.box.isVisible())) await workbench.runCommand("Voice Jobs: Open Job as JSON");
      await quickInput.field.fill(id, { timeout: short });
      await quickInput.rows.first().click({ timeout: short });
      await workbench.tab(id).waitFor({ timeout: short });
    });
    await eventually(async () => assert.deepEqual(JSON.parse(await workbench.editorText()), job));
  });

  it("stand as text in the form, the modal and the notification of a submit", async () => {
    const { tree, workbench } = editor;
    const titles: string[] = [];
    const reviewed: string[] = [];
    const asked: string[] = [];
    const told: string[] = [];
    for (const [kind, job] of jobs) {
      await openSubmit(workbench, tree, new RegExp(beginning(names[kind]!)), job.job_id);
      await workbench.quickInput.step("Submit ");
      titles.push(await workbench.quickInput.title());
      await isText(workbench.quickInput.box.locator(".quick-input-titlebar, .quick-input-message").first());
      // A line break cannot be sent, so it is asked for.
      const asks = /\n/.test(names[kind]!);
      await walk(workbench, "Submit", asks ? [[/^Voice name/, { type: readable(names[kind]!) }]] : [], review);
      // Reasons of the refusal, values, and what they were.
      await isText(workbench.quickInput.box);
      const rows = await eventually(async () => {
        const labels = (await workbench.quickInput.items()).map(({ label }) => label).join(" ");
        includes(kind, [labels], "the review");
        return labels;
      });
      reviewed.push(rows);
      await give(workbench, { pick: "Submit…" });
      asked.push(await workbench.dialog.text());
      await isText(workbench.dialog.box.locator(".dialog-message-container"));
      await workbench.dialog.press("Submit");
      await workbench.notifications.see("was submitted", undefined, async (notification) => {
        told.push(await notification.innerText({ timeout: 5_000 }));
        await isText(notification.locator(".notification-list-item-message"));
      });
      await workbench.notifications.dismiss("was submitted");
      assert.equal(editor.cloud.control.submits(String(job.job_id)), 1);
    }
    // A title and a notification are cut at 60 characters.
    const short = (texts: readonly string[]) => texts.map((text) => text.replace(long.slice(0, 50), long.slice(0, 100)));
    includesAll(short(titles), "the title of the form");
    includesAll(reviewed, "the review");
    includesAll(asked, "the modal");
    includesAll(short(told), "the notification");
  });

  it("stand as text in the title and the complaint of an input", async () => {
    const { workbench, cloud } = editor;
    const name = "[x](command:workbench.action.quit) $(trash) <img src=x>";
    await typeConnection(workbench, alibabaAnswers(cloud, name));
    const { tree } = editor;
    await tree.pickFromMenu(/\[x\]\S*\(command:\S+\) \S+trash/, "Replace Key…");
    const { quickInput } = workbench;
    await quickInput.step("Replace Key");
    assert.ok(readable(await quickInput.title()).includes(name), await quickInput.title());
    await walk(workbench, "Replace Key", alibabaAnswers(cloud, name, "a-secret-of-nobody"));
    await eventually(async () => assert.ok(readable(await quickInput.message()).includes(name), await quickInput.message()));
    await isText(quickInput.box);
    await quickInput.cancel();
    await untilClosed(workbench);
  });

  it("have opened, fetched and run nothing", async () => {
    const { page, server } = editor.workbench;
    assert.deepEqual(dialogs, []);
    assert.deepEqual(
      [...fetched].filter((address) => /hostile|onerror|command:|\/x$/.test(address)),
      [],
    );
    assert.equal(await page.locator("img[src*=hostile], img[onerror], .statusbar .codicon-trash").count(), 0);
    assert.equal(new URL(page.url()).origin, server.url);
    // The workbench itself asks for galleries and feeds, and a webview for its bundle.
    const known = /^(blob|data):|vscode-cdn\.net|\.vscode-resource\.|open-vsx|code-server|github|microsoft|visualstudio/;
    assert.deepEqual(
      [...fetched].filter((address) => !address.startsWith(server.url) && !known.test(address)),
      [],
    );
  });
});

/** Matches a row that begins like this name, whatever invisible characters stand in it. */
function beginning(name: string): string {
  const letters = [...readable(name)].slice(0, 12).map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/, "\\$&"));
  return `^[\\u200b\\u2066-\\u2069]*${letters.join("[\\u200b\\u2066-\\u2069]*")}`;
}

// Proves the harness itself on a tiny made-up extension: what the other UI tests rely on works in this editor version.
import { strict as assert } from "node:assert";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually, patience } from "../../host/workbench/eventually";
import { closeWidgets, openWidgets, untilNothingOpen } from "../../host/workbench/openWidgets";
import { press } from "../../host/workbench/press";
import { closeEditor, openEditor } from "../../host/workbench/session";
import { collectTraces, findTraces } from "../../host/workbench/traces";
import type { Workbench } from "../../host/workbench/workbench";
import { makeExtension } from "../setup/madeUp";

const contributes = {
  commands: ["greet", "ask", "show"].map((name) => ({ command: `made.${name}`, title: name, category: "Made" })),
  viewsContainers: { activitybar: [{ id: "made", title: "Made Up", icon: "icon.svg" }] },
  views: { made: [{ id: "made.rows", name: "Rows" }] },
  menus: {
    "view/item/context": [
      { command: "made.greet", group: "inline" },
      { command: "made.ask", group: "1" },
    ],
    "view/title": [{ command: "made.show", group: "navigation" }],
  },
};

const main = `const vscode = require("vscode");
exports.activate = async (context) => {
  const say = (text) => vscode.window.setStatusBarMessage(text);
  await context.globalState.update("canary", "canary-in-global-state");
  say("secret " + (await context.secrets.get("key")) + " " + vscode.env.language + " " + process.env.VOICE_JOBS_DEMO);
  await context.secrets.store("key", ["sealed", "key"].join("-"));
  const on = (name, act) => context.subscriptions.push(vscode.commands.registerCommand("made." + name, act));
  on("greet", async (row) => say("picked " + (await vscode.window.showInformationMessage("Hello " + row, "Good", "Bad"))));
  on("ask", async () => {
    const open = { ignoreFocusOut: true };
    const pick = await vscode.window.showQuickPick([{ label: "One", description: "first" }, { label: "Two" }], { title: "Number", ...open });
    const validateInput = (text) => (text ? undefined : "Type it");
    const name = await vscode.window.showInputBox({ title: "Key", password: true, validateInput, ...open });
    if (name === undefined) return say("no name");
    const sure = await vscode.window.showWarningMessage("Really " + pick.label + "?", { modal: true, detail: name }, "Do It");
    say("answer " + sure);
  });
  on("show", () => {
    const panel = vscode.window.createWebviewPanel("made", "Inside", 1, { enableScripts: true });
    panel.webview.html = "<button onclick='this.textContent = 1 + 1'>Add</button>";
  });
  vscode.window.createTreeView("made.rows", { treeDataProvider: {
    getChildren: (row) => (row ? [row + "/子"] : ["甲", "乙"]),
    getTreeItem: (row) => ({ label: row, description: "text", collapsibleState: row.includes("/") ? 0 : 1 }),
  } });
};`;

describe("harness", () => {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = await makeExtension({ name: "made-up", main, contributes, needsTrust: true });
    await mkdir(join(folder, "workspace"));
    await writeFile(
      join(folder, "icon.svg"),
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle r="9" cx="12" cy="12"/></svg>',
    );
    workbench = await openEditor({ extensions: [folder], language: "zh-cn", env: { VOICE_JOBS_DEMO: "1" } });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("passes language and variables to the extension host", async () => {
    await workbench.statusBarItem("secret undefined zh-cn 1").waitFor();
  });

  it("reads a tree, presses its icons and answers a notification", async () => {
    const tree = await workbench.openView("made");
    await tree.expand("甲");
    await tree.row("甲/子").waitFor();
    assert.deepEqual(
      (await tree.items()).map(({ label, level, expanded }) => [label, level, expanded]),
      [
        ["甲", 1, true],
        ["甲/子", 2, undefined],
        ["乙", 1, false],
      ],
    );
    assert.deepEqual(await tree.menuOf("乙"), ["ask"]);
    await tree.pressInline("甲/子", "greet");
    await workbench.notifications.press("Hello 甲/子", "Good");
    await workbench.statusBarItem("picked Good").waitFor();
  });

  it("presses a button once, also one that goes away with it", async () => {
    await workbench.page.evaluate(() => {
      const button = document.createElement("button");
      button.id = "made-button";
      button.style.cssText = "position: fixed; inset: 40% auto auto 40%; z-index: 99999; width: 90px; height: 30px";
      button.addEventListener("click", () => {
        document.body.dataset.made = `${document.body.dataset.made ?? ""}x`;
        button.remove();
      });
      document.body.append(button);
    });
    await press(workbench.page.locator("#made-button"));
    assert.equal(await workbench.page.evaluate(() => document.body.dataset.made), "x");
    assert.equal(await workbench.page.locator("#made-button").count(), 0);
  });

  it("types through quick picks, input boxes and a modal dialog", async () => {
    await workbench.runCommand("Made: ask");
    await workbench.quickInput.step("Number");
    await eventually(async () =>
      assert.deepEqual((await workbench.quickInput.items())[0], { label: "One", description: "first", detail: "" }),
    );
    await workbench.quickInput.pick("Two");
    await workbench.quickInput.step("Key");
    await eventually(async () => assert.equal(await workbench.quickInput.isMasked(), true));
    await workbench.quickInput.accept();
    await eventually(async () => assert.match(await workbench.quickInput.message(), /Type it/));
    await workbench.quickInput.type("typed");
    await workbench.quickInput.accept();
    assert.match(await workbench.dialog.text(), /Really Two\?\s+typed/);
    await workbench.dialog.press("Do It");
    await workbench.statusBarItem("answer Do It").waitFor();
  });

  it("clicks inside a webview", async () => {
    await (await workbench.openView("made")).pressTitle("show");
    await workbench.webview.getByRole("button", { name: "Add" }).click();
    await workbench.webview.getByRole("button", { name: "2" }).waitFor();
  });

  it("notices what a test leaves open, and leaves all of it without agreeing to anything", async () => {
    const { page, quickInput, dialog } = workbench;
    const tree = await workbench.openView("made");
    const askUpTo = async (end: "Key" | "modal") => {
      await workbench.runCommand("Made: ask");
      await quickInput.step("Number");
      await quickInput.pick("One");
      await quickInput.step("Key");
      if (end === "Key") return;
      await quickInput.type("typed");
      await quickInput.accept();
      await dialog.text();
    };
    for (const [kind, open, answer] of [
      ["quick input", () => askUpTo("Key"), "no name"],
      ["dialog", () => askUpTo("modal"), "answer undefined"],
      ["menu", () => tree.row("乙").click({ button: "right" })],
      ["list of notifications", () => page.locator("[id='status.notifications']").click()],
    ] as const) {
      await open();
      // A click is answered when the editor gets to it.
      await eventually(async () =>
        assert.ok(
          (await openWidgets(page)).some((told) => told.startsWith(kind)),
          kind,
        ),
      );
      await assert.rejects(untilNothingOpen(page, 1_000), new RegExp(`Left open: ${kind}`));
      await closeWidgets(page);
      await untilNothingOpen(page, patience);
      if (answer) await workbench.statusBarItem(answer).waitFor();
    }
  });

  it("keeps secrets across a reload, sealed, and finds what is not", async () => {
    await workbench.reload();
    await workbench.statusBarItem("secret sealed-key").waitFor();
    const found = findTraces(await collectTraces([workbench]), ["canary-in-global-state", "sealed-key"]);
    const stored = found.filter(({ where }) => where.startsWith("indexedDB") || where.startsWith("localStorage"));
    assert.deepEqual(
      stored.map(({ found: text }) => text),
      ["canary-in-global-state"],
    );
  });

  it("opens a folder in Restricted Mode", async () => {
    const restricted = await openEditor({ extensions: [folder], folder: join(folder, "workspace"), workspaceTrust: true });
    await restricted.stayRestricted();
    assert.equal(await restricted.page.locator('[class*="workbench-view-extension-made"]').count(), 0);
    await closeEditor(restricted);
  });
});

// An unknown cloud: one folder and one line of the registry give it a wizard, a tree, details and submit.
import { strict as assert } from "node:assert";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../host/editors/cache";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Workbench } from "../../host/workbench/workbench";
import { startTinny, type TinnyServer } from "../setup/tinnyServer";
import { buildWithCloud } from "../setup/variant";
import { totalsOf } from "../steps/groups";
import { addConnection, untilClosed, walk } from "../steps/typing";

describe("a third cloud", () => {
  const spoon = "a-spoon-of-tin";
  const bakery = "Corner Bakery";
  let folder: string;
  let tinny: TinnyServer;
  let workbench: Workbench;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-variant-"));
    await buildWithCloud(folder, "tinny", join(repository, "test/fixtures/clouds/tinny/index.ts"));
    const made = Math.floor(Date.now() / 1000) - 3600;
    const voices = [
      { id: "v1", label: "Rye", mood: "raw", made },
      { id: "v2", label: "Spelt", mood: "baking", made },
      { id: "v3", label: "Toast", mood: "burnt", made, why: "Too hot." },
      { id: "v4", label: "Dough", mood: "resting", made },
    ];
    tinny = await startTinny(voices, spoon);
    workbench = await openEditor({ extensions: [folder] });
  });
  after(async () => {
    if (workbench) await closeEditor(workbench);
    tinny?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("is offered by the wizard, with its own questions", async () => {
    const tree = await workbench.openView();
    await tree.welcome.getByRole("button", { name: "Add Connection" }).click();
    const answers = [
      [/Where are the jobs/, { pick: "Another Tinny endpoint…" }],
      [/^Endpoint/, { type: tinny.origin }],
      [/^Kitchen/, { type: "corner" }],
      [/^Name/, { type: bakery }],
      [/^Spoon/, { type: spoon }],
    ] as const;
    await walk(workbench, addConnection, answers, /Where are the jobs/);
    // Found by the vendor's name; the list of all clouds is longer than the box.
    await workbench.quickInput.type("Tinny");
    await eventually(async () => {
      const places = (await workbench.quickInput.items()).map(({ label }) => label);
      assert.deepEqual(places.sort(), ["Another Tinny endpoint…", "Can", "Tin"]);
    });
    await walk(workbench, addConnection, answers);
    await untilClosed(workbench);
    await tree.row(bakery).waitFor();
  });

  it("has its jobs in the tree, a state unknown to it verbatim", async () => {
    const tree = await workbench.openView();
    await eventually(async () => assert.deepEqual(await totalsOf(tree, bakery), { Raw: 1, Baking: 1, Burnt: 1, resting: 1 }));
  });

  it("has details and submit", async () => {
    const tree = await workbench.openView();
    await tree.click("Rye");
    const { webview } = workbench;
    await webview.getByRole("heading", { name: "Rye", level: 1 }).waitFor();
    await eventually(async () => {
      const text = await webview.locator("body").innerText();
      for (const words of ["Put it into the oven.", "Label", "v1", "Made", "1h ago"])
        assert.ok(text.includes(words), `the panel does not say ${words}:\n${text}`);
    });
    await webview.getByRole("button", { name: "Submit…" }).click();
    await walk(workbench, "Submit “Rye”", [
      [/^Label/, { type: "Rye, twice baked" }],
      [/^Heat/, { pick: "High" }],
    ]);
    const asked = await workbench.dialog.text();
    assert.ok(asked.includes(bakery) && asked.includes("Rye, twice baked") && asked.includes("High (high)"), asked);
    await workbench.dialog.press("Submit");
    await workbench.notifications.see("was submitted. Its state is now: Queued.");
    assert.deepEqual(tinny.cloud.submits, [{ id: "v1", values: { label: "Rye, twice baked", heat: "high" } }]);
    await webview.locator(".state", { hasText: "Queued" }).waitFor();
    await eventually(async () => assert.equal((await totalsOf(tree, bakery)).Queued, 1));
  });
});

// When a cloud fails: what was read stays, the person hears what to do next, and no submit goes out twice.
import { strict as assert } from "node:assert";
import { huawei } from "../../../src/clouds/huawei/index";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import type { FaultAct } from "../../../src/demoCloud/server/faults";
import { eventually } from "../../host/workbench/eventually";
import type { Workbench } from "../../host/workbench/workbench";
import { type DemoEditor, north, openDemoEditor } from "../setup/demoEditor";
import { sumUnknown, totalsOf, wordTotals } from "../steps/groups";
import { createLatch } from "../steps/latch";
import { openSubmit, walk } from "../steps/typing";

describe("faults", () => {
  let editor: DemoEditor;

  before(async () => {
    editor = await openDemoEditor({ huawei: 40, alibaba: 20 });
  });
  after(() => editor?.close());

  describe("a submit in trouble", () => {
    let number = 0;

    /** No test finds the modal or the fault of one before it. */
    afterEach(async () => {
      control().faults.clear();
      const [page, ...others] = editor.workbench.page.context().pages();
      for (const other of others) await other.close();
      await page?.bringToFront();
      if (await editor.workbench.dialog.box.isVisible()) await editor.workbench.page.keyboard.press("Escape");
    });

    const control = (): DemoCloud["control"] => editor.cloud.control;

    /** A job of its own for each test. */
    async function newJob(): Promise<{ readonly id: string; readonly name: string }> {
      number += 1;
      const name = `Draft ${number}`;
      const job = control().add("huawei", { voice_name: name, state: "CREATING" });
      await editor.workbench.page.bringToFront();
      const tree = await editor.workbench.openView();
      await tree.pressInline(north, "Refresh");
      await tree.expand("Not submitted");
      await tree.row(name).waitFor();
      return { id: String(job.job_id), name };
    }

    /** Up to the modal. */
    async function fillIn(workbench: Workbench, { id, name }: { readonly id: string; readonly name: string }): Promise<void> {
      await workbench.page.bringToFront();
      const tree = await workbench.openView();
      await tree.expand("Not submitted");
      await tree.row(name).waitFor();
      await openSubmit(workbench, tree, name, id);
      await walk(workbench, `Submit “${name}”`, []);
      await workbench.dialog.box.waitFor();
    }

    it("goes out once although its answer is lost, and the person hears that it arrived", async () => {
      const { workbench } = editor;
      const { id, name } = await newJob();
      control().faults.add({ operation: "CommitVoiceTrainingJob", act: { kind: "resetAfter" } });
      await fillIn(workbench, { id, name });
      await workbench.dialog.press("Submit");
      await workbench.notifications.see(`“${name}” was submitted. Its state is now: System review.`);
      assert.deepEqual([control().submits(id), control().submitAttempts(id)], [1, 1]);
    });

    it("is held back while it is not known whether the first one arrived, in another window too", async () => {
      const { workbench } = editor;
      const { id, name } = await newJob();
      control().faults.add({ operation: "CommitVoiceTrainingJob", act: { kind: "resetBefore" } });
      await fillIn(workbench, { id, name });
      await workbench.dialog.press("Submit");
      await workbench.notifications.see(/its state is Not submitted\. Look again before you submit it again/);
      assert.deepEqual([control().submits(id), control().submitAttempts(id)], [0, 1]);

      const other = await workbench.secondWindow();
      await fillIn(other, { id, name });
      await other.dialog.press("Submit");
      await eventually(async () => assert.match(await other.dialog.text(), /may have been submitted at .* already/));
      assert.equal(control().submitAttempts(id), 1);
      await other.dialog.press("Forget the Earlier Submit");
      await fillIn(other, { id, name });
      await other.dialog.press("Submit");
      await other.notifications.see(`“${name}” was submitted.`);
      assert.deepEqual([control().submits(id), control().submitAttempts(id)], [1, 2]);
    });

    it("goes out once when two windows ask for it at the same time", async () => {
      const { workbench } = editor;
      const { id, name } = await newJob();
      const other = await workbench.secondWindow();
      await fillIn(workbench, { id, name });
      await fillIn(other, { id, name });
      const latch = createLatch();
      control().faults.add({ operation: "CommitVoiceTrainingJob", act: { kind: "delay", until: latch.until } });
      await other.dialog.press("Submit");
      await eventually(() => assert.equal(control().submits(id), 1));
      // While the answer to the other window is still on its way.
      await workbench.page.bringToFront();
      await workbench.dialog.press("Submit");
      const told = (window: Workbench) =>
        window.notifications
          .toast(new RegExp(`“${name}” (was submitted|is being submitted|cannot be submitted)`))
          .or(window.dialog.box)
          .first()
          .waitFor();
      await told(workbench);
      latch.open();
      await other.page.bringToFront();
      await other.notifications.see(`“${name}” was submitted`);
      assert.deepEqual([control().submits(id), control().submitAttempts(id)], [1, 1]);
    });

    it("is not sent again by a reload in its middle, after which the person hears what became of it", async () => {
      const { workbench } = editor;
      const { id, name } = await newJob();
      const latch = createLatch();
      control().faults.add({ operation: "CommitVoiceTrainingJob", act: { kind: "delay", until: latch.until } });
      await fillIn(workbench, { id, name });
      await workbench.dialog.press("Submit");
      await eventually(() => assert.equal(control().submits(id), 1));
      await workbench.reload();
      await workbench.notifications.see(`“${name}” was submitted. Its state is now: System review.`);
      const tree = await workbench.openView();
      await eventually(async () =>
        assert.equal((await totalsOf(tree, north))["System review"], control().count("huawei", "SYSTEM_AUDITING")),
      );
      assert.deepEqual([control().submits(id), control().submitAttempts(id)], [1, 1]);
      latch.open();
    });
  });

  describe("a failing cloud", () => {
    /** The error row of the first connection. */
    const errorRow = (sentence: RegExp) => editor.tree.row(sentence);
    /** The row of the connection says how old its jobs are, or nothing. */
    const untilAge = (expected: RegExp) =>
      eventually(async () => {
        const row = (await editor.tree.items()).find(({ label }) => label === north);
        assert.match(row?.description ?? "", expected);
      });
    const stale = /^as of \d/;
    const fresh = /^Huawei · [\d.:]+$/;

    const failures: readonly (readonly [string, FaultAct, RegExp])[] = [
      ["fails", { kind: "answer", status: 500 }, /Huawei Cloud MetaStudio .*refresh/i],
      ["is hidden behind a login page", { kind: "loginPage" }, /A web page was returned instead of the answer/],
    ];
    for (const [what, act, sentence] of failures) {
      it(`keeps its rows, marked with their age, while it ${what}`, async () => {
        const { tree, cloud } = editor;
        const before = await totalsOf(tree, north);
        cloud.control.faults.add({ cloud: "huawei", times: "always", act });
        await tree.pressInline(north, "Refresh");
        await errorRow(sentence).waitFor();
        await untilAge(stale);
        await eventually(async () => assert.deepEqual(withoutErrors(await totalsOf(tree, north)), before));
        const row = (await tree.items()).find(({ label }) => sentence.test(label));
        assert.equal(row?.description, "Refresh", "the next act stands beside the sentence");
        cloud.control.faults.clear();
        await errorRow(sentence).click();
        await errorRow(sentence).waitFor({ state: "detached" });
        await untilAge(fresh);
      });
    }

    it("keeps its rows while it is out of reach, and is well again once it is back", async () => {
      const { tree, cloud } = editor;
      const before = await totalsOf(tree, north);
      const port = Number(new URL(cloud.origin).port);
      await cloud.close();
      await tree.pressInline(north, "Refresh");
      const sentence = /refused the connection/;
      await errorRow(sentence).waitFor();
      await untilAge(stale);
      await eventually(async () => assert.deepEqual(withoutErrors(await totalsOf(tree, north)), before));
      const back = await startDemo({ port, moving: false, jobs: { huawei: 40, alibaba: 20 } });
      try {
        await tree.pressInline(north, "Refresh");
        await errorRow(sentence).waitFor({ state: "detached" });
        await eventually(async () =>
          assert.deepEqual(sumUnknown(huawei, await totalsOf(tree, north)), wordTotals(huawei, back.control.counts("huawei"))),
        );
      } finally {
        await back.close();
      }
    });
  });
});

/** Rows of errors stand between the groups and have no number. */
function withoutErrors(totals: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(totals).filter(([, total]) => !Number.isNaN(total)));
}

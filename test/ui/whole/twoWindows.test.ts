// Two windows of one person: a wrong key costs one call whatever is open, and what one window changes the other shows.
import { strict as assert } from "node:assert";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { focusWindow } from "../steps/focus";
import { totalsOf } from "../steps/groups";
import { give, huaweiAnswers, typeConnection, untilClosed, walk } from "../steps/typing";

const names = ["One", "Two", "Three"] as const;
/** Refusals of one key ID within five minutes, in all windows together. */
const mostRefused = 3;

describe("two windows", () => {
  let cloud: DemoCloud;
  let front: Workbench;
  let back: Workbench;
  let trees: readonly [front: Tree, back: Tree];

  before(async () => {
    cloud = await startDemo({ moving: false, jobs: { huawei: 1, alibaba: 1 } });
    front = await openEditor();
    const tree = await front.openView();
    await typeConnection(front, huaweiAnswers(cloud, "One"));
    for (const [before, name] of [
      ["One", "Two"],
      ["Two", "Three"],
    ] as const) {
      // A row that is being painted has no menu of its own: be sure that nothing is loaded any more.
      await untilIn(tree, before);
      await tree.pickFromMenu("One", "Duplicate Connection…");
      await walk(front, "Duplicate Connection", huaweiAnswers(cloud, name));
      await untilClosed(front);
    }
    back = await front.secondWindow();
    trees = [tree, await back.openView()];
    for (const each of trees) for (const name of names) await untilIn(each, name);
  });
  after(async () => {
    await closeEditor(front);
    await cloud.close();
  });

  const untilIn = (tree: Tree, name: string) =>
    eventually(async (short) => {
      await tree.expand(name, short);
      assert.equal(
        Object.values(await totalsOf(tree, name)).reduce((sum, count) => sum + count, 0),
        1,
      );
    });
  const refused = () => cloud.control.requests.filter(({ status }) => status === 401);
  /** Every connection of both windows says it. */
  const untilTold = async (said: (name: string) => RegExp) => {
    for (const tree of trees) for (const name of names) await tree.row(said(name)).waitFor();
  };
  /** The key was refused, or the third refusal of the two windows has paused the key. */
  const isStopped = (name: string) => new RegExp(`(secret, password or token|refused the key ID) of “${name}”`);
  /** Once a person can have seen what was refused last. */
  const afterAGlance = () => eventually(() => assert.ok(Date.now() - (refused().at(-1)?.time ?? 0) > 1_100));
  const refreshBoth = async () => {
    await afterAGlance();
    await Promise.all(trees.map(({ part }) => part.hover()));
    await Promise.all(trees.map((tree) => tree.pressTitle("Refresh")));
  };
  const reloadBoth = async () => {
    await Promise.all([front.reload(), back.reload()]);
    trees = [await front.openView(), await back.openView()];
  };

  it("that load three connections with one wrong key at once show it to the cloud three times at most", async () => {
    cloud.control.changeSecret("another-secret");
    cloud.control.clearRequests();
    await reloadBoth();
    await untilTold(isStopped);
    assert.ok(refused().length >= 1 && refused().length <= mostRefused, String(refused().length));
  });

  it("show it no more when they are reloaded or all refreshed, and say what else there is to do", async () => {
    const before = refused().length;
    await reloadBoth();
    await untilTold(isStopped);
    await refreshBoth();
    await untilTold(isStopped);
    assert.equal(refused().length, before);
    // The third refusal has paused the key: then there is nothing else to do.
    if (before === mostRefused) return;
    await refreshAndSee(front, trees[0], "Two", isStopped("Two"));
    await front.notifications.press(isStopped("Two"), "Try the Same Key Again");
    await eventually(() => assert.equal(refused().length, before + 1));
    await untilTold(isStopped);
  });

  it("that use a key which turns wrong meanwhile stay below the five failures that lock it", async () => {
    const other = await startDemo({ moving: false, jobs: { huawei: 1, alibaba: 1 } });
    try {
      await typeConnection(front, huaweiAnswers(other, "Six"));
      await reloadBoth();
      for (const tree of trees) await untilIn(tree, "Six");
      other.control.changeSecret("another-secret");
      other.control.clearRequests();
      await refreshBoth();
      for (const tree of trees) await tree.row(isStopped("Six")).waitFor();
      const failures = other.control.requests.filter(({ status }) => status === 401).length;
      assert.ok(failures >= 1 && failures <= mostRefused, `${failures} refused calls`);
      await trees[1].pickFromMenu("Six", "Remove Connection…");
      await back.dialog.press("Remove");
      await trees[1].row("Six").waitFor({ state: "detached" });
    } finally {
      await other.close();
    }
  });

  it("bring a connection back in both when its key is replaced in one", async () => {
    cloud.control.unlock();
    const { temporaryAccessKeyId, temporarySecretAccessKey, securityToken } = cloud.huawei;
    await trees[0].pickFromMenu("One", "Replace Key…");
    await walk(front, "Replace Key of One", [
      [/How do you sign in/, { pick: "Temporary access key" }],
      [/^Access key ID/, { type: temporaryAccessKeyId }],
      [/^Secret access key/, { type: temporarySecretAccessKey }],
      [/^Security token/, { type: securityToken }],
    ]);
    await untilClosed(front);
    // This workbench reads its sealed secrets once for each window; the desktop editor tells other windows at once.
    await back.reload();
    trees = [trees[0], await back.openView()];
    for (const tree of trees) {
      await tree.row(isStopped("One")).waitFor({ state: "detached" });
      await untilIn(tree, "One");
      await tree.row(isStopped("Two")).waitFor();
    }
  });

  it("both know of a lock that happened elsewhere, and until when", async () => {
    const other = await startDemo({
      moving: false,
      jobs: { huawei: 1, alibaba: 1 },
    });
    try {
      await typeConnection(front, huaweiAnswers(other, "Five"));
      await reloadBoth();
      for (const tree of trees) await untilIn(tree, "Five");
      // A window that still reads with the right key starts the count again.
      while (!(await failElsewhere(other)).includes("reach the limit"));
      other.control.clearRequests();
      await refreshBoth();
      for (const tree of trees) await tree.row(/Locked until .+ has locked the key of “Five”/).waitFor();
      const asked = other.control.requests.length;
      assert.ok(asked <= 3, `${asked} calls`);
      await refreshAndSee(back, trees[1], "Five", /Locked until .+ “Five”/);
      assert.equal(other.control.requests.length, asked, "nothing goes out before the lock ends");
      await trees[1].pickFromMenu("Five", "Remove Connection…");
      await back.dialog.press("Remove");
    } finally {
      await other.close();
    }
  });

  it("show what the other changed when they come to the front", async () => {
    await focusWindow(back, false);
    await typeConnection(front, huaweiTemporary("Four"));
    await untilIn(trees[0], "Four");
    assert.equal(await trees[1].row("Four").count(), 0, "nobody looks at the other window");
    await comeToFront(back, (timeout) => trees[1].row("Four").waitFor({ timeout }));
    await focusWindow(back, false);
    await trees[0].pickFromMenu("Four", "Rename Connection…");
    await front.quickInput.step("Rename Connection");
    await give(front, { type: "Fourth" });
    await untilClosed(front);
    await trees[0].row("Fourth").waitFor();
    await comeToFront(back, (timeout) => trees[1].row("Fourth").waitFor({ timeout }));
    await focusWindow(front, false);
    await trees[1].pickFromMenu("Fourth", "Remove Connection…");
    await back.dialog.press("Remove");
    await trees[1].row("Fourth").waitFor({ state: "detached" });
    await trees[0].row("Fourth").waitFor();
    await comeToFront(front, (timeout) => trees[0].row("Fourth").waitFor({ state: "detached", timeout }));
  });

  const huaweiTemporary = (name: string) => {
    const { temporaryAccessKeyId, temporarySecretAccessKey, securityToken } = cloud.huawei;
    return [
      [/How do you sign in/, { pick: "Temporary access key" }],
      [/^Access key ID/, { type: temporaryAccessKeyId }],
      [/^Secret access key/, { type: temporarySecretAccessKey }],
      [/^Security token/, { type: securityToken }],
      ...huaweiAnswers(cloud, name),
    ] as const;
  };

  /** One more wrong signature with the account's key, from another program. */
  const failElsewhere = async ({ huawei }: DemoCloud) => {
    const { endpoint, projectId, accessKeyId } = huawei;
    const signature = `SDK-HMAC-SHA256 Access=${accessKeyId}, SignedHeaders=host;x-sdk-date, Signature=${"0".repeat(64)}`;
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const headers = { Authorization: signature, "X-Sdk-Date": date, "X-Project-Id": projectId };
    const answer = await fetch(`${endpoint}/v1/${projectId}/voice-training-manage/user/jobs`, { headers });
    assert.equal(answer.status, 401);
    return answer.text();
  };
});

/** Until the notification is there: while the tree takes in rows it hands the command none, and then all connections are refreshed. */
async function refreshAndSee({ notifications }: Workbench, tree: Tree, name: string, said: RegExp): Promise<void> {
  await eventually(async (short) => {
    await tree.pressInline(name, "Refresh");
    await notifications.toast(said).first().waitFor({ timeout: short });
  });
}

/** Leaves and comes again: what the other window wrote may take a moment to arrive. */
async function comeToFront(workbench: Workbench, expected: (timeout: number) => Promise<void>): Promise<void> {
  await eventually(async (short) => {
    await focusWindow(workbench, false);
    await focusWindow(workbench, true);
    await expected(short);
  });
}

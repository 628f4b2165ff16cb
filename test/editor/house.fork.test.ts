// The extension in an editor that lacks what forks may lack: everything but the tools for language models is there.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { commands } from "../../src/ids.js";
import { eventually } from "../host/eventually.js";
import { type DemoWorld, openDemoWorld } from "./demoWorld.js";

describe("in an editor without language models", () => {
  let world: DemoWorld;

  before(async () => {
    assert.deepEqual([(vscode as Partial<typeof vscode>).lm, (vscode as Partial<typeof vscode>).chat], [undefined, undefined]);
    world = await openDemoWorld({ jobs: { huawei: 3, alibaba: 2 } });
  });
  after(() => world.end());

  it("starts, and has every command", async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commands).filter((id) => !known.has(id)),
      [],
    );
  });

  it("reads the jobs of both clouds", async () => {
    const read = async (id: string) => (await world.api.listJobs(id)).jobs.length;
    assert.deepEqual([await read(world.huaweiId), await read(world.alibabaId)], [3, 2]);
  });

  it("opens a job", async () => {
    const { huaweiId } = world;
    const [job] = (await world.api.listJobs(huaweiId)).jobs;
    await vscode.commands.executeCommand(commands.openJob, { connectionId: huaweiId, jobId: job?.id });
    const label = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label;
    await eventually(() => assert.equal(label(), job?.name));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

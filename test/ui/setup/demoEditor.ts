// A window beside a local cloud in this process, with one connection to each of its two sides.
import { strict as assert } from "node:assert";
import { rm } from "node:fs/promises";
import { alibaba } from "../../../src/clouds/alibaba/index";
import { huawei } from "../../../src/clouds/huawei/index";
import { type DemoCloud, type DemoOptions, startDemo } from "../../../src/demoCloud/index";
import type { ServerOptions } from "../../host/editors/server";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor, packagedExtension, reportFailure } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench, WorkbenchOptions } from "../../host/workbench/workbench";
import { sumUnknown, type Totals, totalsOf, wordTotals } from "../steps/groups";
import { alibabaAnswers, huaweiAnswers, typeConnection } from "../steps/typing";
import { makeConnector } from "./connector";

/** Names of the two connections. */
export const north = "Studio North";
export const east = "Studio East";

export interface DemoEditor {
  readonly workbench: Workbench;
  readonly cloud: DemoCloud;
  readonly tree: Tree;
  close(): Promise<void>;
}

export interface DemoEditorOptions extends ServerOptions, WorkbenchOptions {
  /** An open window without connections, which stays open; they are typed into it as a person does, instead of added by the public API. */
  readonly window?: Workbench;
  /** Of the connection to Alibaba; absent = none is known, as beside an endpoint that was typed. */
  readonly region?: string;
}

/** Jobs stay as they are unless a test moves them. */
export async function openDemoEditor(
  jobs: DemoOptions["jobs"] = {},
  { window, region, ...options }: DemoEditorOptions = {},
): Promise<DemoEditor> {
  const cloud = await startDemo({ moving: false, jobs });
  const connector = await makeConnector(cloud, north, east, region);
  const { extensions = [packagedExtension()], env } = options;
  const given = { extensions: [...extensions, connector.folder], env: { ...env, ...connector.env } };
  const workbench = window ?? (await openEditor({ viewport: tall, ...options, ...given }));
  const close = async () => {
    if (!window) await closeEditor(workbench);
    await cloud.close();
    await rm(connector.folder, { recursive: true, force: true });
  };
  try {
    // Its view is there once the editor knows the extension and its commands.
    const tree = await workbench.openView();
    if (window) {
      await typeConnection(workbench, huaweiAnswers(cloud, north));
      await typeConnection(workbench, alibabaAnswers(cloud, east));
      for (const name of [north, east]) await tree.expand(name);
    }
    await untilLoaded(tree, cloud, options.language);
    return { workbench, cloud, tree, close };
  } catch (error) {
    console.log(`      report: ${await reportFailure("opening an editor with two connections", error)}`);
    await close();
    throw error;
  }
}

/** Until the rows stand still: a click on a row that moves meets another one. */
async function untilLoaded(tree: Tree, { control }: DemoCloud, language = "en"): Promise<void> {
  const sum = (totals: Totals) => Object.values(totals).reduce((all, each) => all + each, 0);
  await eventually(async () => {
    if (language !== "en") {
      // Groups are called differently.
      assert.equal(sum(await totalsOf(tree, north)), sum(control.counts("huawei")));
      assert.equal(sum(await totalsOf(tree, east)), sum(control.counts("alibaba")));
      return;
    }
    assert.deepEqual(sumUnknown(huawei, await totalsOf(tree, north)), wordTotals(huawei, control.counts("huawei")));
    assert.deepEqual(sumUnknown(alibaba, await totalsOf(tree, east)), wordTotals(alibaba, control.counts("alibaba")));
  });
}

/** Many rows of a tree at once; those below the edge do not exist. */
export const tall = { width: 1280, height: 1500 };

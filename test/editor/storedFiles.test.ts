// What the extension leaves on the disk of a real editor: the last rows, nothing private, and nothing of a connection that is gone.
import { strict as assert } from "node:assert";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import * as vscode from "vscode";
import { commands } from "../../src/contributions.js";
import { eventually } from "../host/workbench/eventually.js";
import { type DemoSession, openDemoSession } from "./demoSession.js";

const storage = process.env.VOICE_JOBS_TEST_STORAGE ?? "";
/** Written by us alone, and like no number of the local cloud's own jobs. */
const phone = "19912340987";
const link = "obs-of-the-test.example";

describe("on the disk", () => {
  let session: DemoSession;
  before(async () => {
    session = await openDemoSession({ jobs: { huawei: 40, alibaba: 20 } });
  });
  after(() => session.end());

  /** Every file that extensions keep, by its name. */
  async function files(): Promise<Map<string, string>> {
    const found = await readdir(storage, { recursive: true, withFileTypes: true }).catch(() => []);
    const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const texts = paths.map(async (path) => [basename(path), await readFile(path, "utf8")] as const);
    return new Map(await Promise.all(texts));
  }
  const namesOf = (id: string) => [`${id}.rows.json`, `${id}.seen.json`];

  it("are the last rows of each connection and the states that were seen, without phones, links and keys", async () => {
    const { demo, huaweiId, alibabaId } = session;
    const job = demo.control.add("huawei", {
      state: "AUDIT_FAILED",
      voice_name: "Remembered",
      phone,
      voice_authorization_url: `https://${link}/letter.pdf?Signature=abc`,
      job_failed_reason: `call ${phone}`,
      new_field: { contact: phone, file: `https://${link}/x` },
    });
    await vscode.commands.executeCommand(commands.refreshAll);
    await eventually(async () => {
      const kept = await files();
      for (const name of [huaweiId, alibabaId].flatMap(namesOf)) assert.ok(kept.has(name), `${name} in ${[...kept.keys()]}`);
    });
    const kept = await files();
    assert.match(kept.get(`${huaweiId}.rows.json`)!, new RegExp(`"${job.job_id}".+"Remembered"`));
    assert.match(kept.get(`${huaweiId}.seen.json`)!, new RegExp(`"${job.job_id}",\\[\\["AUDIT_FAILED"`));
    const { huawei, alibaba } = demo;
    const own = demo.control.jobs("huawei").flatMap(({ phone }) => (typeof phone === "string" && phone ? [phone] : []));
    assert.ok(own.length > 5, "the cloud sends phones");
    const secrets = [huawei.secretAccessKey, huawei.accessKeyId, alibaba.accessKeySecret, alibaba.accessKeyId];
    for (const [name, whole] of kept) {
      // The address of the cloud itself says where the rows are from.
      const text = whole.replaceAll(demo.origin, "");
      for (const secret of [phone, link, ...own, ...secrets, "://"]) assert.ok(!text.includes(secret), `${secret} in ${name}`);
    }
  });

  it("is nothing of a connection that was removed, nor of demo data", async () => {
    const { api, huaweiId, alibabaId } = session;
    await vscode.commands.executeCommand(commands.tryDemo);
    const demos = api.connections().filter(({ name }) => name.startsWith("Demo"));
    await api.removeConnection(huaweiId);
    // What is still to be written is written by then.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const kept = await files();
    for (const name of [huaweiId, ...demos.map(({ id }) => id)].flatMap(namesOf)) assert.ok(!kept.has(name), name);
    for (const name of namesOf(alibabaId)) assert.ok(kept.has(name), name);
  });
});

// Which files of an interrupted upload are not sent again: those that are up and the same as they were.
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import type { Connection } from "../../../../src/core/connection.js";
import { lazy } from "../../../../src/core/ports/lazy.js";
import type { RecordingsLook } from "../../../../src/core/ports/recordingPackages.js";
import { type MarkedChoice, PartMarks } from "../../../../src/features/upload/partMarks.js";
import { UploadedRecordings } from "../../../../src/services/storage/uploadedRecordings.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

const connection: Connection = { id: "north", cloud: "huawei", name: "n", region: "r", values: {}, credentialKind: "aksk" };
const key = { connectionId: "north", jobId: "a" };

describe("files of an interrupted upload", () => {
  let state: FakeKeyValue;
  beforeEach(() => {
    state = new FakeKeyValue();
  });

  const open = () => {
    const uploaded = new UploadedRecordings(state, { find: () => connection, ids: () => ["north"] });
    const digest = (text: string) => createHash("sha256").update(text).digest("hex");
    return new PartMarks({
      uploaded: lazy(async () => uploaded),
      clock: { now: () => 1_000, after: () => assert.fail() },
      digest,
    });
  };
  const letter = (size = 5, modifiedAt = 1, first = 1): MarkedChoice => ({
    part: { id: "letter" },
    chosen: { file: { path: "/home/晓晴/letter.png", size, modifiedAt, head: Uint8Array.of(first, 2, 3) } },
  });
  const folder = (fingerprint: string): MarkedChoice => ({
    part: { id: "package" },
    look: { kind: "checked", recordings: { fingerprint } } as RecordingsLook,
  });
  const left = async (...choices: readonly MarkedChoice[]) => (await open().split(key, choices)).left.map(({ part }) => part.id);

  it("are left out while they are as they were, in another window, too", async () => {
    assert.deepEqual(await left(folder("f1"), letter()), ["package", "letter"]);
    await open().note(connection, "a", folder("f1"), true);
    assert.deepEqual(await left(folder("f1"), letter()), ["letter"]);
    assert.deepEqual((await open().split({ ...key, jobId: "b" }, [folder("f1")])).left.length, 1);
  });

  it("go again when a recording is another, or a file has another size, time or beginning", async () => {
    await open().note(connection, "a", folder("f1"), true);
    await open().note(connection, "a", letter(), true);
    assert.deepEqual(await left(folder("f1"), letter()), []);
    assert.deepEqual(await left(folder("f2")), ["package"]);
    for (const other of [letter(6), letter(5, 2), letter(5, 1, 9)]) assert.deepEqual(await left(other), ["letter"]);
  });

  it("go again where the upload of another one had begun", async () => {
    await open().note(connection, "a", folder("f1"), true);
    await open().note(connection, "a", folder("f2"), false);
    assert.deepEqual(await left(folder("f1")), ["package"]);
  });

  it("leave neither paths nor addresses on the disk", async () => {
    await open().note(connection, "a", letter(), true);
    assert.ok(!/晓晴|letter\.png|http/.test(state.text), state.text);
  });
});

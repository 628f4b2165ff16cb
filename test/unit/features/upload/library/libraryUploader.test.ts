// Putting files into the library's own storage over real sockets: one entry each, whatever becomes of answers, and a second try goes on with it.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileSender } from "../../../../../src/core/ports/fileSender.js";
import { LibraryUploader } from "../../../../../src/features/upload/library/libraryUploader.js";
import { HastyClock } from "../../../../fakes/clock.js";
import { kernel, never } from "../../../scenarios/kernel.js";
import type { LocalKernel } from "../../../scenarios/localKernel.js";
import { openUploads } from "../uploadFixture.js";

describe("uploading into the library's own storage", () => {
  let home: LocalKernel;
  let folder: string;
  let sender: FileSender;
  let close: () => Promise<void>;
  let number = 0;

  before(async () => {
    ({ home, folder, fileSender: sender, close } = await openUploads());
  });
  after(() => close());
  beforeEach(() => home.local.control.clearRequests());
  afterEach(() => home.local.control.faults.clear());

  const sent = (operation: string) => home.local.control.requests.filter((each) => each.operation === operation).length;
  const uploader = () =>
    new LibraryUploader({ sessions: kernel(home.below).sessions, clock: new HastyClock(), openFileSender: async () => sender });
  const placed = async (text: string) => {
    const name = `take-${++number}.wav`;
    await writeFile(join(folder, name), text);
    return { id: name, name: `library/${name}`, file: (await sender.look(join(folder, name)))! };
  };
  const hosts: string[] = [];
  const run = (signal = never) => ({ signal, onProgress: (_: unknown, host: string) => void hosts.push(host) });
  const entries = () => home.local.control.media.all().filter(({ isAwaited }) => isAwaited);
  const contentOf = (id: string) =>
    home.local.control.bucketObjects.find(({ key }) => key === entries().find((each) => each.id === id)?.key)?.content;

  it("makes an entry for each and sends its file, byte for byte, with no key in the log", async () => {
    const files = [await placed("RIFF one"), await placed("RIFF two")];
    const outcomes = await uploader().upload("alibaba", files, run());
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ["added", "added"],
    );
    for (const [index, text] of ["RIFF one", "RIFF two"].entries()) {
      const outcome = outcomes[index]!;
      assert.equal(outcome.kind === "added" && contentOf(outcome.id)?.toString(), text);
    }
    assert.deepEqual([sent("CreateUploadMedia"), sent("PutObject")], [2, 2]);
    assert.equal(hosts.at(-1), new URL(home.local.origin).host);
    assert.ok(!/x-oss-|AccessKeySecret|UploadAuth/.test(JSON.stringify(home.local.control.requests)));
  });

  it("goes on with the same entry where the file did not arrive, and sends nothing again that did", async () => {
    const up = uploader();
    const file = await placed("RIFF three");
    const act = { kind: "answer", status: 400, body: "InvalidArgument" } as const;
    home.local.control.faults.add({ cloud: "oss", operation: "PutObject", times: 1, act });
    const before = entries().length;
    const [first] = await up.upload("alibaba", [file], run());
    assert.ok(first?.kind === "failed" && first.byStore);
    const [second] = await up.upload("alibaba", [file], run());
    assert.equal(second?.kind, "added");
    assert.equal((await up.upload("alibaba", [file], run()))[0]?.kind, "added");
    assert.deepEqual([entries().length - before, sent("CreateUploadMedia"), sent("PutObject")], [1, 1, 2]);
  });

  it("asks for another address where one is refused, and makes no other entry", async () => {
    const act = { kind: "answer", status: 403, body: "AccessDenied" } as const;
    home.local.control.faults.add({ cloud: "oss", operation: "PutObject", times: 1, act });
    const [outcome] = await uploader().upload("alibaba", [await placed("RIFF four")], run());
    assert.equal(outcome?.kind, "added");
    assert.deepEqual([sent("CreateUploadMedia"), sent("RefreshUploadMedia"), sent("PutObject")], [1, 1, 2]);
  });

  it("repeats no request for an entry: where its answer was lost it says that nothing is known", async () => {
    for (const kind of ["resetAfter", "resetBefore"] as const) {
      home.local.control.clearRequests();
      home.local.control.faults.add({ operation: "CreateUploadMedia", times: "always", act: { kind } });
      const [outcome] = await uploader().upload("alibaba", [await placed("RIFF five")], run());
      assert.deepEqual([outcome?.kind, sent("CreateUploadMedia"), sent("PutObject")], ["unknown", 1, 0], kind);
      home.local.control.faults.clear();
    }
    const act = { kind: "answer", status: 403, body: { Code: "NoPermission", Message: "denied" } } as const;
    home.local.control.faults.add({ operation: "CreateUploadMedia", times: 1, act });
    const [refused] = await uploader().upload("alibaba", [await placed("RIFF six")], run());
    assert.ok(refused?.kind === "failed" && refused.error.kind === "forbidden");
  });

  it("begins nothing once it was cancelled", async () => {
    const stop = new AbortController();
    stop.abort();
    const outcomes = await uploader().upload("alibaba", [await placed("RIFF seven")], run(stop.signal));
    assert.deepEqual([outcomes[0]?.kind, sent("CreateUploadMedia")], ["notBegun", 0]);
  });
});

// Uploads to the local cloud's object store over real sockets, with and without faults: what is reported is what lies in the store.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { rm, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { uploadParts } from "../../../../src/clouds/huawei/description/uploadParts.js";
import { VoiceError } from "../../../../src/core/errors.js";
import type { UploadPart } from "../../../../src/core/jobs/jobUpload.js";
import type { FileSender } from "../../../../src/core/ports/fileSender.js";
import type { Clock } from "../../../../src/core/ports/ports.js";
import { objectKey } from "../../../../src/demoCloud/huawei/createApi.js";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import { endOf } from "../../../../src/features/upload/jobTargets.js";
import { type ChosenFile, JobUploader, type UploadProgress } from "../../../../src/features/upload/jobUploader.js";
import { HastyClock } from "../../../fakes/clock.js";
import { kernel, never } from "../../scenarios/kernel.js";
import type { LocalKernel } from "../../scenarios/localKernel.js";
import { openUploads } from "./uploadFixture.js";

const [packagePart, letterPart] = uploadParts as readonly [UploadPart, UploadPart];

describe("uploading the files of a job", () => {
  let home: LocalKernel;
  let folder: string;
  let fileSender: FileSender;
  let close: () => Promise<void>;

  before(async () => {
    ({ home, folder, fileSender, close } = await openUploads());
  });
  after(() => close());
  beforeEach(() => home.local.control.clearRequests());
  afterEach(() => home.local.control.faults.clear());

  const open = (sender: FileSender = fileSender, clock: Clock = new HastyClock()) =>
    new JobUploader({ sessions: kernel(home.below).sessions, openFileSender: async () => sender, clock });
  const newJob = (state = "CREATING") => {
    const { job_id } = home.local.control.add("huawei", { state, job_type: "BASIC" });
    return { connectionId: "huawei", jobId: String(job_id) };
  };
  const choose = async (part: UploadPart, name: string, bytes: Buffer): Promise<ChosenFile> => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return { part, file: (await fileSender.look(path))! };
  };
  const zip = (size = 300_000) => choose(packagePart, "recordings.zip", randomBytes(size));
  const stored = (jobId: string, name: string) => home.local.control.uploads.find(({ key }) => key === objectKey(jobId, name));
  const sent = (operation: string) => home.local.control.requests.filter((each) => each.operation === operation).length;
  const meet = (act: FaultAct, times: number | "always" = 1) =>
    home.local.control.faults.add({ cloud: "store", operation: "PutObject", times, act });

  it("sends package and letter to their own addresses, whole and with exactly the documented type", async () => {
    const key = newJob();
    const files = [await zip(2_500_000), await choose(letterPart, "letter.png", randomBytes(70_000))];
    const seen: UploadProgress[] = [];
    const outcomes = await open().upload(key, files, never, (progress) => seen.push(progress));
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ["uploaded", "uploaded"],
    );
    const [recordings, letter] = [stored(key.jobId, "package.zip"), stored(key.jobId, "letter")];
    assert.deepEqual([recordings?.size, recordings?.contentType], [2_500_000, "application/zip"]);
    assert.deepEqual([letter?.size, letter?.contentType], [70_000, undefined]);
    assert.deepEqual([seen.at(-1)?.sent, seen.at(-1)?.total], [2_570_000, 2_570_000]);
    assert.deepEqual([sent("ShowJobUploadingAddress"), sent("PutObject"), sent("CommitVoiceTrainingJob")], [1, 2, 0]);
    assert.equal(JSON.stringify(home.local.control.requests).includes("Signature"), false);
  });

  it("asks for addresses again with the next upload, and keeps none until then", async () => {
    const key = newJob();
    const uploader = open();
    for (const times of [1, 2]) {
      await uploader.upload(key, [await zip()], never, () => undefined);
      assert.equal(sent("ShowJobUploadingAddress"), times);
    }
  });

  it("names the host of each part before anything is sent", async () => {
    const hosts = await open().hostsOf(newJob(), never);
    assert.deepEqual([...hosts.keys()], ["package", "letter", "segments"]);
    assert.equal(sent("PutObject"), 0);
  });

  it("asks for new addresses once where one is refused, and no second time", async () => {
    meet({ kind: "answer", status: 403, body: "AccessDenied" });
    assert.equal((await open().upload(newJob(), [await zip()], never, () => {}))[0]?.kind, "uploaded");
    assert.deepEqual([sent("ShowJobUploadingAddress"), sent("PutObject")], [2, 2]);
    home.local.control.clearRequests();
    meet({ kind: "answer", status: 403, body: "SignatureDoesNotMatch" }, "always");
    const [outcome] = await open().upload(newJob(), [await zip()], never, () => {});
    assert.ok(outcome?.kind === "failed" && outcome.byStore);
    assert.deepEqual([outcome.error.status, outcome.error.code], [403, "SignatureDoesNotMatch"]);
    assert.deepEqual([sent("ShowJobUploadingAddress"), sent("PutObject")], [2, 2]);
  });

  it("tries other types for the letter, whose type no document names, and for nothing else", async () => {
    const of = (signed: string | undefined, seen: (string | undefined)[]): FileSender => ({
      ...fileSender,
      async send({ contentType }) {
        seen.push(contentType);
        const code = "SignatureDoesNotMatch";
        if (contentType !== signed) throw new VoiceError("forbidden", "x", { status: 403, code });
      },
    });
    const letter = await choose(letterPart, "letter.png", randomBytes(100));
    for (const [signed, chosen, kind, types] of [
      ["image/png", letter, "uploaded", [undefined, undefined, "image/jpeg", "image/png"]],
      [undefined, letter, "uploaded", [undefined]],
      ["text/odd", letter, "failed", [undefined, undefined, "image/jpeg", "image/png", "application/octet-stream"]],
      ["text/odd", await zip(), "failed", ["application/zip", "application/zip"]],
    ] as const) {
      const seen: (string | undefined)[] = [];
      const [outcome] = await open(of(signed, seen)).upload(newJob(), [chosen], never, () => {});
      assert.deepEqual([outcome?.kind, ...seen], [kind, ...types]);
    }
  });

  it("believes no clock that calls addresses ended as they come", async () => {
    const files = [await zip(), await choose(letterPart, "letter.png", randomBytes(1_000))];
    const ofClock = async (daysAhead: number) => {
      home.local.control.clearRequests();
      const clock = new HastyClock();
      const fast: Clock = { now: () => Date.now() + daysAhead * 86_400_000, after: clock.after.bind(clock) };
      const key = newJob();
      const outcomes = await open(fileSender, fast).upload(key, files, never, () => undefined);
      assert.ok(outcomes.every(({ kind }) => kind === "uploaded"));
      return home.local.control.requests.filter(({ cloud, method }) => cloud === "huawei" && method === "GET").length;
    };
    assert.equal(await ofClock(2), await ofClock(0));
  });

  it("sends a file again after a failure on the way, twice at most", async () => {
    meet({ kind: "resetBefore" });
    meet({ kind: "answer", status: 500, body: "InternalError" });
    assert.equal((await open().upload(newJob(), [await zip()], never, () => {}))[0]?.kind, "uploaded");
    assert.deepEqual([sent("ShowJobUploadingAddress"), sent("PutObject")], [1, 3]);
    home.local.control.clearRequests();
    meet({ kind: "resetAfter" }, "always");
    const [outcome] = await open().upload(newJob(), [await zip()], never, () => {});
    assert.ok(outcome?.kind === "failed" && !outcome.byStore && outcome.error.kind === "network");
    assert.equal(sent("PutObject"), 3);
  });

  it("sends a file again where the store waited in vain for its bytes", async () => {
    for (const [status, body] of Object.entries({ 400: "RequestTimeout", 408: "gateway" })) {
      home.local.control.clearRequests();
      meet({ kind: "answer", status: Number(status), body });
      assert.equal((await open().upload(newJob(), [await zip()], never, () => {}))[0]?.kind, "uploaded");
      assert.equal(sent("PutObject"), 2);
    }
  });

  it("blames no network where the file is gone or another one, and does not try again", async () => {
    for (const [kind, spoil] of [
      ["unreadable", (path: string) => rm(path)],
      ["changed", (path: string) => truncate(path, 1_000)],
    ] as const) {
      let attempts = 0;
      const counting: FileSender = {
        ...fileSender,
        send: (...given) => {
          attempts += 1;
          return fileSender.send(...given);
        },
      };
      const chosen = await zip();
      await spoil(chosen.file.path);
      const outcomes = await open(counting).upload(newJob(), [chosen], never, () => {});
      assert.deepEqual([outcomes[0]?.kind, attempts], [kind, 1]);
    }
  });

  it("begins nothing after a file that failed", async () => {
    meet({ kind: "answer", status: 400, body: "InvalidArgument" }, "always");
    const files = [await zip(), await choose(letterPart, "letter.jpg", randomBytes(100))];
    const outcomes = await open().upload(newJob(), files, never, () => {});
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ["failed", "notBegun"],
    );
    assert.equal(sent("PutObject"), 1);
  });

  it("takes a file that was changed meanwhile for changed, never for uploaded", async () => {
    const chosen = await zip();
    const later: FileSender = {
      ...fileSender,
      async look(path) {
        await utimes(path, 1, 1);
        return fileSender.look(path);
      },
    };
    assert.equal((await open(later).upload(newJob(), [chosen], never, () => {}))[0]?.kind, "changed");
  });

  it("says what the cloud refuses: a job in another state takes no files", async () => {
    const [outcome] = await open().upload(newJob("WAITING"), [await zip()], never, () => {});
    assert.ok(outcome?.kind === "failed" && !outcome.byStore && outcome.error.kind === "refused");
    assert.equal(sent("PutObject"), 0);
  });

  it("stops at once when it is cancelled, between two attempts too", async () => {
    const abort = new AbortController();
    meet({ kind: "answer", status: 500, body: "InternalError" }, "always");
    const stopping = {
      ...fileSender,
      send: (...given: Parameters<FileSender["send"]>) => fileSender.send(...given).finally(() => abort.abort()),
    };
    const [outcome] = await open(stopping).upload(newJob(), [await zip()], abort.signal, () => {});
    assert.ok(outcome?.kind === "failed" && outcome.error.kind === "cancelled");
    assert.equal(sent("PutObject"), 1);
  });

  it("reports what lies in the store, whatever goes wrong on the way", async () => {
    const act = fc.constantFrom<FaultAct>(
      { kind: "resetBefore" },
      { kind: "resetAfter" },
      { kind: "answer", status: 500, body: "InternalError" },
      { kind: "answer", status: 503, body: "SlowDown" },
      { kind: "answer", status: 403, body: "AccessDenied" },
      { kind: "answer", status: 400, body: "InvalidArgument" },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 6 }), fc.integer({ min: 1, max: 200_000 }), async (acts, size) => {
        home.local.control.faults.clear();
        for (const each of acts) meet(each);
        const key = newJob();
        const bytes = randomBytes(size);
        const [outcome] = await open().upload(key, [await choose(packagePart, "random.zip", bytes)], never, () => {});
        if (outcome?.kind === "uploaded") {
          const digest = createHash("sha256").update(bytes).digest("hex");
          assert.equal(stored(key.jobId, "package.zip")?.digest, digest);
        } else assert.equal(outcome?.kind, "failed");
        assert.equal(sent("CommitVoiceTrainingJob"), 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the end of a signed address", () => {
  it("is read from its query, and is not known where that does not say", () => {
    assert.equal(endOf("https://b.example/k?Expires=1795000000&Signature=s"), 1_795_000_000_000);
    for (const query of ["", "?Expires=", "?Expires=soon", "?Expires=-1", "?Expires=1e400"])
      assert.equal(endOf(`https://b.example/k${query}`), undefined, query);
  });
});

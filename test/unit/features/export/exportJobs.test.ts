// Exports from real clouds into a draft: whole or nothing, each job once, chosen ones as they are on the screen.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import type { JobSelection } from "../../../../src/core/jobs/filter/jobSelection.js";
import type { AtomicFile } from "../../../../src/core/ports/ports.js";
import { type ExportProgress, exportJobs, type Rows } from "../../../../src/features/export/exportJobs.js";
import { failureOf, never } from "../../scenarios/kernel.js";
import { type LocalKernel, openLocalKernel } from "../../scenarios/localKernel.js";

class PaperDraft implements AtomicFile {
  /** The longest text that came at once. */
  longest = 0;
  text = "";
  end: "open" | "finished" | "discarded" = "open";
  before: () => void = () => undefined;

  async write(text: string): Promise<void> {
    this.before();
    this.longest = Math.max(this.longest, text.length);
    this.text += text;
  }
  async finish(): Promise<void> {
    this.end = "finished";
  }
  async discard(): Promise<void> {
    this.end = "discarded";
  }
}

const rows: Rows = {
  begin: "<",
  row: (job, { connection, cloud }, index) => `${index} ${connection.id} ${cloud.id} ${job.id}\n`,
  end: ">",
};

describe("an export of jobs", () => {
  let home: LocalKernel;
  let draft: PaperDraft;
  beforeEach(async () => {
    home = await openLocalKernel({ jobs: { huawei: 730, alibaba: 160 } });
    draft = new PaperDraft();
  });
  afterEach(() => home.close());

  const write = (
    portions: readonly JobSelection[],
    signal = never,
    tell: (tally: ExportProgress, id: string) => void = () => undefined,
  ) => exportJobs(home, portions, rows, draft, signal, tell);
  const linesOf = () => draft.text.slice(1, -1).trimEnd().split("\n");

  it("writes all jobs of several connections page by page, numbered through", async () => {
    const told: string[] = [];
    const tally = await write(
      [
        { connectionId: "huawei", filter: {} },
        { connectionId: "alibaba", filter: {} },
      ],
      never,
      (_, id) => told.push(id),
    );
    assert.deepEqual(tally, { written: 890, read: 890, total: 890, hasMoved: false, missing: 0 });
    assert.deepEqual(
      linesOf().map((line) => Number(line.split(" ")[0])),
      [...Array(890).keys()],
    );
    assert.equal(new Set(linesOf().map((line) => line.split(" ")[3])).size, 890);
    assert.ok(draft.longest < draft.text.length / 5, "never the whole at once");
    assert.equal(draft.end, "finished");
    assert.deepEqual([...new Set(told)], ["huawei", "alibaba"]);
  });

  it("writes what fits: the server's part, ours, and what no filter can say", async () => {
    const { control } = home.local;
    await write([
      { connectionId: "huawei", filter: { states: ["FAILED", "SUCCEED"], sexes: ["FEMALE"] }, keeps: ({ name }) => name !== "" },
    ]);
    const wanted = control
      .jobs("huawei")
      .filter(
        (job) => ["FAILED", "SUCCEED"].includes(String(job.state)) && job.sex === "FEMALE" && String(job.voice_name ?? "").trim(),
      );
    assert.equal(linesOf().length, wanted.length);
    assert.ok(wanted.length > 0);
  });

  it("writes chosen jobs as they are on the screen without a request, and counts those that are gone", async () => {
    await home.refresher.refreshConnection("alibaba", never);
    const known = [...home.store.get("alibaba").jobs.keys()].slice(0, 120);
    home.local.control.clearRequests();
    const tally = await write([{ connectionId: "alibaba", jobIds: [...known, "0000gone0000"] }]);
    assert.deepEqual(tally, { written: 120, read: 121, total: 121, hasMoved: false, missing: 1 });
    assert.equal(home.local.control.requests.length, 1);
    assert.deepEqual(
      linesOf().map((line) => line.split(" ")[3]),
      known,
    );
  });

  it("is not whole where a server that is not the cloud knows no such path", async () => {
    const act = { kind: "answer", status: 404, body: {} } as const;
    home.local.control.faults.add({ cloud: "alibaba", operation: "GetCustomizedVoiceJob", act });
    await assert.rejects(write([{ connectionId: "alibaba", jobIds: ["0000gone0000"] }]), { kind: "notFound", status: 404 });
  });

  it("writes a job once that two portions have", async () => {
    const [job] = home.local.control.jobs("huawei");
    const { written } = await write([
      { connectionId: "huawei", jobIds: [String(job!.job_id)] },
      { connectionId: "huawei", filter: {} },
    ]);
    assert.equal(written, 730);
  });

  it("leaves nothing when the person cancels, asks nothing more, and says so", async () => {
    const stop = new AbortController();
    const failure = await failureOf(
      write([{ connectionId: "huawei", filter: {} }], stop.signal, ({ written }) => written >= 200 && stop.abort()),
    );
    assert.equal(failure.kind, "cancelled");
    assert.equal(draft.end, "discarded");
    // One more page was on its way; all of it would have been eight.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const asked = home.local.control.requests.length;
    assert.ok(asked <= 4, `${asked} requests`);
  });

  it("leaves nothing when the cloud fails in the middle, or the disk", async () => {
    home.local.control.faults.add({ cloud: "huawei", nth: 4, times: "always", act: { kind: "answer", status: 403, body: {} } });
    assert.ok((await failureOf(write([{ connectionId: "huawei", filter: {} }]))) instanceof VoiceError);
    assert.equal(draft.end, "discarded");
    home.local.control.faults.clear();
    draft = new PaperDraft();
    draft.before = () => {
      if (draft.text.length > 5_000) throw Object.assign(new Error("disk full"), { code: "ENOSPC" });
    };
    await assert.rejects(write([{ connectionId: "huawei", filter: {} }]), { code: "ENOSPC" });
    assert.equal(draft.end, "discarded");
  });

  it("says that the list changed while it was read", async () => {
    const tally = await write([{ connectionId: "huawei", filter: {} }], never, ({ written }) => {
      if (written === 100) home.local.control.add("huawei");
    });
    assert.equal(tally.hasMoved, true);
  });
});

// Everything that can go wrong between here and a cloud, one table: each fault has its own kind, a sentence with a next step, and costs no row.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../src/clouds/index.js";
import type { VoiceError } from "../../../../src/core/errors.js";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";
import type { Limits } from "../../../../src/platform/network/limits.js";
import { errorContextOf } from "../../../../src/text/errors/errorContext.js";
import { explain } from "../../../../src/text/errors/errorText.js";
import { settled } from "../../../fakes/clock.js";
import { failureOf, never } from "../kernel.js";
import { cloudIds, type LocalKernel, localKey, openLocalKernel } from "../localKernel.js";
import { always, type CloudFault } from "./cloudFault.js";
import { networkFaults } from "./networkFaults.js";
import { refusals } from "./refusals.js";

const faults = [...refusals, ...networkFaults];

/** What no person should have to read. */
const gibberish = /fetch|E[A-Z]{4,}|undefined|null|NaN|\{|\}|HTTP|JSON|socket|Error|errno|exception|stack|https?:/;

describe("faults", () => {
  // A name that does not exist can take the system a while.
  let home: LocalKernel;
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);

  before(() => process.on("unhandledRejection", note));
  after(() => process.off("unhandledRejection", note));
  const open = async (limits: Partial<Limits> = {}) => {
    home = await openLocalKernel({ jobs: { huawei: 40, alibaba: 20 } }, limits);
  };
  afterEach(async () => {
    await home?.close();
    await settled();
    assert.deepEqual(rejections.splice(0), []);
  });

  const cloudOf = (id: CloudId) => clouds.find((cloud) => cloud.id === id)!;
  const assertWorded = (error: VoiceError, row: CloudFault, cloud: CloudId) => {
    assert.deepEqual([error.kind, error.reason], [row.kind, row.reason]);
    const { sentence, nextAct } = explain(error, errorContextOf(home.connectionStore.find(cloud)!, cloudOf(cloud), "en"));
    assert.match(sentence, row.says);
    assert.doesNotMatch(sentence, gibberish);
    assert.equal(nextAct.kind === "none", row.kind === "refused", "only what the cloud refused for good has no button");
    const { secretAccessKey } = localKey(home.local, cloud).values;
    assert.ok(!`${error.message} ${JSON.stringify(error)}`.includes(secretAccessKey!));
  };

  for (const row of faults) {
    for (const cloud of row.clouds ?? cloudIds) {
      it(`${row.fault} at ${cloud}: ${row.kind}${row.reason ? `/${row.reason}` : ""}`, async () => {
        const limits: Partial<Limits> = {};
        await open(limits);
        const { store, refresher, local } = home;
        await refresher.refreshConnection(cloud, never);
        const before = store.get(cloud);
        assert.ok(before.jobs.size > 0 && !before.error);
        // Only now: a busy machine takes its time for good answers, too.
        Object.assign(limits, row.limits);
        await row.arrange(home, cloud);
        local.control.clearRequests();

        await refresher.refreshConnection(cloud, never);
        const after = store.get(cloud);
        assert.ok(after.error, "the error stands beside the rows");
        assertWorded(after.error, row, cloud);
        assert.deepEqual([after.jobs, after.totals, after.readAt], [before.jobs, before.totals, before.readAt]);
        assert.equal(after.isLoading, false);
        const expected = row.requests?.[cloud];
        if (expected !== undefined) assert.equal(local.control.requests.length, expected);

        // One job, read by itself, fails alike and keeps its row too.
        await home.sessions.resume([cloud]);
        const [id] = before.jobs.keys();
        const error = await failureOf(refresher.refreshJob(cloud, id!, never));
        assert.deepEqual([error.kind, error.reason], [row.kind, row.reason]);
        assert.equal(store.record(cloud, id!)?.error, error);
        assert.equal(store.record(cloud, id!)?.job, before.jobs.get(id!)?.job);
      });
    }
  }

  it("give every kind and reason a sentence of its own", () => {
    const said = new Map<string, string>();
    for (const { kind, reason, says } of faults) {
      const name = `${kind}/${reason ?? ""}`;
      assert.equal(said.get(name) ?? String(says), String(says));
      said.set(name, String(says));
    }
    assert.equal(new Set(said.values()).size, said.size);
  });

  it("go away: the next good answer takes the error away", async () => {
    await open();
    for (const cloud of cloudIds) {
      await home.refresher.refreshConnection(cloud, never);
      always({ kind: "loginPage" })(home, cloud);
      await home.refresher.refreshConnection(cloud, never);
      assert.equal(home.store.get(cloud).error?.reason, "html");
      home.local.control.faults.clear();
      await home.refresher.refreshConnection(cloud, never);
      assert.equal(home.store.get(cloud).error, undefined);
    }
  });

  it("that pass are not noticed: a read is tried again", async () => {
    await open();
    const passing: readonly FaultAct[] = [
      { kind: "resetBefore" },
      { kind: "resetAfter" },
      { kind: "truncated", how: "chunked" },
      { kind: "answer", status: 503, body: {} },
      { kind: "answer", status: 429, headers: { "retry-after": "2" }, body: {} },
    ];
    for (const cloud of cloudIds) {
      for (const act of passing) {
        home.local.control.faults.add({ cloud, times: 2, act });
        await home.refresher.refreshConnection(cloud, never);
        assert.equal(home.store.get(cloud).error, undefined, `${cloud} ${act.kind}`);
        home.local.control.faults.clear();
      }
    }
  });

  it("never lock a Huawei key: a refused one is not tried again by itself", async () => {
    await open();
    const { connectionStore, local, refresher } = home;
    const { kind, values } = localKey(local, "huawei");
    await connectionStore.replaceCredentials("huawei", { kind, values: { ...values, secretAccessKey: "wrong" } });
    for (let wish = 0; wish < 10; wish += 1) await refresher.refreshConnection("huawei", never);
    assert.equal(local.control.requests.length, 1);
    await connectionStore.replaceCredentials("huawei", localKey(local, "huawei"));
    await refresher.refreshConnection("huawei", never);
    assert.equal(home.store.get("huawei").error, undefined);
  });
});

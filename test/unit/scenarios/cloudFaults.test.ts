// Everything that can go wrong between here and a cloud, one table: each fault has its own kind, a sentence with a next step, and costs no row.
import { strict as assert } from "node:assert";
import { clouds } from "../../../src/clouds/index.js";
import type { ErrorKind, ErrorReason, VoiceError } from "../../../src/core/errors.js";
import type { FaultAct } from "../../../src/demoCloud/server/faults.js";
import type { CloudId } from "../../../src/demoCloud/server/messages.js";
import type { Limits } from "../../../src/platform/network/limits.js";
import { errorContextOf } from "../../../src/text/errors/errorContext.js";
import { explain } from "../../../src/text/errors/errorText.js";
import { settled } from "../../fakes/clock.js";
import { failureOf, never } from "./kernel.js";
import { cloudIds, type LocalKernel, localConnection, localKey, openLocalKernel } from "./localKernel.js";

interface Row {
  readonly fault: string;
  readonly kind: ErrorKind;
  readonly reason?: ErrorReason;
  /** Both unless told otherwise. */
  readonly clouds?: readonly CloudId[];
  /** Requests of one refresh; Alibaba asks for two types at once. */
  readonly requests?: Partial<Record<CloudId, number>>;
  /** What the sentence must say. */
  readonly says: RegExp;
  /** Time-outs, where the fault is about time. */
  readonly limits?: Partial<Limits>;
  /** Makes it go wrong. */
  readonly arrange: (home: LocalKernel, cloud: CloudId) => void | Promise<void>;
}

const minute = 60_000;
const impatient = { headersMs: 250, readMs: 250 };
const always = (act: FaultAct) => (home: LocalKernel, cloud: CloudId) =>
  home.local.control.faults.add({ cloud, times: "always", act });
const envelope = (cloud: CloudId, code: string) =>
  cloud === "huawei"
    ? { error_code: code, error_msg: "told by the cloud", request_id: "r-1" }
    : { Code: code, Message: "told by the cloud", RequestId: "r-1" };
/** One request per question, tried three times. */
const thrice = { huawei: 3 };

const table: readonly Row[] = [
  {
    fault: "wrong secret",
    kind: "auth",
    reason: "wrongSecret",
    says: /did not accept the secret.*Enter it again/,
    requests: { huawei: 1 },
    arrange: ({ connectionStore, local }, cloud) => {
      const { kind, values } = localKey(local, cloud);
      return connectionStore.replaceCredentials(cloud, {
        kind,
        values: { ...values, secretAccessKey: "a-secret-of-somebody-else" },
      });
    },
  },
  {
    fault: "unknown key",
    kind: "auth",
    reason: "unknownKey",
    says: /does not know the key.*Check it in the console/,
    requests: { huawei: 1 },
    arrange: ({ connectionStore, local }, cloud) => {
      const { kind, values } = localKey(local, cloud);
      return connectionStore.replaceCredentials(cloud, { kind, values: { ...values, accessKeyId: "NOBODYS-KEY-0001" } });
    },
  },
  {
    fault: "lost key",
    kind: "auth",
    reason: "missingCredentials",
    says: /not stored on this computer.*Enter it again/,
    requests: { huawei: 0, alibaba: 0 },
    arrange: async ({ below, connectionStore, local }, cloud) => {
      await connectionStore.replace(localConnection(local, cloud));
      below.secrets.lose(`credentials/${cloud}`);
    },
  },
  {
    fault: "wrong project",
    kind: "forbidden",
    reason: "wrongProject",
    says: /project ID of “Studio”.*Correct it/,
    clouds: ["huawei"],
    requests: { huawei: 1 },
    arrange: ({ connectionStore, local }, cloud) =>
      connectionStore.replace(localConnection(local, cloud, { values: { projectId: local.huawei.otherProject.id } })),
  },
  {
    fault: "missing right",
    kind: "forbidden",
    reason: "missingRight",
    says: /lacks the permission ice:ListCustomizedVoiceJobs.*administrator/,
    clouds: ["alibaba"],
    arrange: ({ connectionStore, local }, cloud) => {
      const { accessKeyId, accessKeySecret } = local.alibaba.deniedKey;
      return connectionStore.replaceCredentials(cloud, {
        kind: "aksk",
        values: { accessKeyId, secretAccessKey: accessKeySecret },
      });
    },
  },
  {
    fault: "clock 20 minutes behind",
    kind: "clock",
    says: /clock differs.*Correct it/,
    requests: { huawei: 1 },
    arrange: ({ local }) => local.control.setClockOffset(20 * minute),
  },
  {
    fault: "clock 20 minutes ahead",
    kind: "clock",
    says: /clock differs.*Correct it/,
    requests: { huawei: 1 },
    arrange: ({ local }) => local.control.setClockOffset(-20 * minute),
  },
  {
    fault: "404",
    kind: "notFound",
    says: /no such job.*refresh/,
    requests: { huawei: 1 },
    arrange: (home, cloud) =>
      always({ kind: "answer", status: 404, body: envelope(cloud, cloud === "huawei" ? "MSS.00000002" : "JobNotFound") })(
        home,
        cloud,
      ),
  },
  {
    fault: "429 with Retry-After",
    kind: "throttled",
    says: /Wait 30 seconds, then refresh/,
    requests: { huawei: 1 },
    arrange: (home, cloud) =>
      always({
        kind: "answer",
        status: 429,
        headers: { "retry-after": "30" },
        body: envelope(cloud, cloud === "huawei" ? "APIGW.0308" : "Throttling.User"),
      })(home, cloud),
  },
  {
    fault: "500",
    kind: "unavailable",
    says: /internal problem.*Refresh in a few minutes/,
    requests: thrice,
    arrange: (home, cloud) =>
      always({ kind: "answer", status: 500, body: envelope(cloud, cloud === "huawei" ? "MSS.00000004" : "InternalError") })(
        home,
        cloud,
      ),
  },
  {
    fault: "connection refused",
    kind: "network",
    reason: "connectionRefused",
    says: /refused the connection.*Check the endpoint/,
    requests: { huawei: 0, alibaba: 0 },
    // The port of TCP "discard": nothing listens there, and no test starts anything below 1024.
    arrange: ({ leadTo }) => leadTo("http://127.0.0.1:9"),
  },
  {
    fault: "name not found",
    kind: "network",
    reason: "nameNotFound",
    says: /host no-such-host\.invalid was not found.*Check/,
    requests: { huawei: 0, alibaba: 0 },
    arrange: ({ leadTo }) => leadTo("https://no-such-host.invalid"),
  },
  {
    fault: "reset after the request",
    kind: "network",
    reason: "reset",
    says: /broke off before the answer was complete.*Check your network/,
    requests: thrice,
    arrange: always({ kind: "resetAfter" }),
  },
  {
    fault: "less JSON than promised",
    kind: "protocol",
    reason: "truncated",
    says: /broke off in the middle. Refresh/,
    requests: thrice,
    arrange: always({ kind: "truncated", how: "length" }),
  },
  {
    fault: "chunks without an end",
    kind: "protocol",
    reason: "truncated",
    says: /broke off in the middle. Refresh/,
    requests: thrice,
    arrange: always({ kind: "truncated", how: "chunked" }),
  },
  {
    fault: "a whole answer of half a JSON",
    kind: "protocol",
    reason: "truncated",
    says: /broke off in the middle. Refresh/,
    requests: thrice,
    arrange: always({ kind: "answer", status: 200, body: '{"count":3,"jobs":[{"job_id":"a' }),
  },
  {
    fault: "an HTML login page with status 200",
    kind: "protocol",
    reason: "html",
    says: /web page.*Sign in there/,
    requests: { huawei: 1 },
    arrange: always({ kind: "loginPage" }),
  },
  {
    fault: "no JSON at all",
    kind: "protocol",
    reason: "notJson",
    says: /does not behave like.*Check the endpoint/,
    arrange: always({ kind: "answer", status: 200, body: "hello" }),
  },
  {
    fault: "JSON of something else",
    kind: "protocol",
    reason: "unexpectedShape",
    says: /form that Voice Jobs does not know.*log/,
    arrange: always({ kind: "answer", status: 200, body: { welcome: true } }),
  },
  {
    fault: "an answer of 100 MB",
    kind: "protocol",
    reason: "tooLarge",
    says: /too large.*Check the endpoint/,
    requests: { huawei: 1 },
    arrange: always({ kind: "huge" }),
  },
  {
    fault: "a slow drip",
    kind: "network",
    reason: "timeout",
    says: /did not answer in time.*Check your network/,
    requests: { huawei: 1 },
    limits: impatient,
    arrange: always({ kind: "drip", everyMs: 20 }),
  },
  {
    fault: "no answer at all",
    kind: "network",
    reason: "timeout",
    says: /did not answer in time.*Check your network/,
    requests: { huawei: 1 },
    limits: impatient,
    arrange: always({ kind: "delay", ms: 1_000 }),
  },
  {
    fault: "a redirect to another host",
    kind: "protocol",
    reason: "redirect",
    says: /redirected the request to another host.*Check the endpoint/,
    arrange: always({ kind: "redirect", location: "https://other.invalid/" }),
  },
  {
    fault: "Success=false with status 200",
    kind: "refused",
    says: /refused the request.*try again/,
    clouds: ["alibaba"],
    arrange: always({ kind: "unsuccessful" }),
  },
];

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
  const assertWorded = (error: VoiceError, row: Row, cloud: CloudId) => {
    assert.deepEqual([error.kind, error.reason], [row.kind, row.reason]);
    const { sentence, nextAct } = explain(error, errorContextOf(home.connectionStore.find(cloud)!, cloudOf(cloud), "en"));
    assert.match(sentence, row.says);
    assert.doesNotMatch(sentence, gibberish);
    assert.equal(nextAct.kind === "none", row.kind === "refused", "only what the cloud refused for good has no button");
    const { secretAccessKey } = localKey(home.local, cloud).values;
    assert.ok(!`${error.message} ${JSON.stringify(error)}`.includes(secretAccessKey!));
  };

  for (const row of table) {
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
    for (const { kind, reason, says } of table) {
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

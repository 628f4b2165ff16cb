// The connection doctor against real sockets and the local cloud: each broken set-up is named, with its step, its cause and a next step.
import assert from "node:assert/strict";
import { clouds } from "../../../../src/clouds/index.js";
import type { Credentials } from "../../../../src/core/connection.js";
import type { ErrorKind, ErrorReason } from "../../../../src/core/errors.js";
import type { DemoCloud } from "../../../../src/demoCloud/index.js";
import { causeOf, type DiagnosisStep, steps } from "../../../../src/features/diagnose/diagnosis.js";
import type { ReportAction } from "../../../../src/protocol/report.js";
import type { NextActKind } from "../../../../src/text/errors/errorContext.js";
import { loopbackHttp } from "../../../fakes/loopbackHttp.js";
import { fakeMachine } from "../../../fakes/machine.js";
import * as ward from "../../scenarios/diagnosisKernel.js";
import { never } from "../../scenarios/kernel.js";
import { localConnection, localKey } from "../../scenarios/localKernel.js";

interface Row {
  readonly name: string;
  /** What is broken. */
  readonly break: (local: DemoCloud) => ward.Case | Promise<ward.Case>;
  /** The step that is to blame. */
  readonly step: DiagnosisStep;
  readonly gist: readonly [ErrorKind, ErrorReason | undefined];
  readonly says: RegExp;
  readonly act: NextActKind;
  /** Signed calls that reach the cloud; one unless told otherwise. */
  readonly calls?: number;
}

const wrongSecret = (local: DemoCloud): Credentials => {
  const { kind, values } = localKey(local, "huawei");
  return { kind, values: { ...values, secretAccessKey: "canary-wrong-secret-key-0123456789" } };
};
const temporaryKey = ({ alibaba }: DemoCloud): Credentials => ({
  kind: "aksk",
  values: {
    accessKeyId: alibaba.sts.accessKeyId,
    secretAccessKey: alibaba.sts.accessKeySecret,
    securityToken: alibaba.sts.securityToken,
  },
});
const fault = (local: DemoCloud, act: Parameters<DemoCloud["control"]["faults"]["add"]>[0]["act"]) =>
  local.control.faults.add({ act, times: "always" });
const outside = { endpoint: "https://voice.cloud.test", values: { projectId: "p1" } };
const throughProxy = (proxy: string, ca?: string) => ({
  changes: outside,
  settings: { route: "auto", proxy } as const,
  editorFetch: ward.fetchThrough(proxy, ca),
});

const rows: readonly Row[] = [
  {
    name: "a wrong host name",
    break: () => ({ changes: { endpoint: "https://voice.cloud.invalid" } }),
    step: "name",
    gist: ["network", "nameNotFound"],
    says: /^The host voice\.cloud\.invalid was not found/,
    act: "editConnection",
    calls: 0,
  },
  {
    name: "a closed port",
    break: async () => ({ changes: { endpoint: await ward.closedOrigin() } }),
    step: "tcp",
    gist: ["network", "connectionRefused"],
    says: /^127\.0\.0\.1 refused the connection/,
    act: "editConnection",
    calls: 0,
  },
  {
    name: "a certificate of an unknown authority",
    break: async () => ({ changes: { endpoint: (await ward.serveTls((_, response) => response.end("{}"))).origin } }),
    step: "tls",
    gist: ["network", "tls"],
    says: /signed by “Throw-away CA”, which this computer does not trust/,
    act: "openSettings",
    calls: 0,
  },
  {
    name: "a certificate that has ended",
    break: async () => ({
      changes: { endpoint: (await ward.serveTls((_, response) => response.end("{}"), "voice.cloud.test", -1)).origin },
    }),
    step: "tls",
    gist: ["network", "tls"],
    says: /By this computer's clock the certificate of .* expired on/,
    act: "diagnose",
    calls: 0,
  },
  {
    name: "a server that does not speak TLS",
    break: async () => ({
      changes: { endpoint: (await ward.serve((_, response) => response.end("hello"))).replace("http:", "https:") },
    }),
    step: "tls",
    gist: ["network", "tls"],
    says: /may not speak TLS/,
    act: "editConnection",
    calls: 0,
  },
  {
    name: "a cloud whose clock is 20 minutes ahead",
    break: (local) => {
      local.control.setClockOffset(20 * 60_000);
      return {};
    },
    step: "clock",
    gist: ["clock", undefined],
    says: /^This computer's clock is 20 minutes behind\. .*15 minutes/,
    act: "diagnose",
    calls: 0,
  },
  {
    name: "a wrong secret",
    break: (local) => ({ credentials: wrongSecret(local) }),
    step: "credentials",
    gist: ["auth", "wrongSecret"],
    says: /did not accept the secret/,
    act: "editCredentials",
  },
  {
    name: "an unknown key id",
    break: () => ({
      credentials: { kind: "aksk", values: { accessKeyId: "UNKNOWN-FAKE-KEY", secretAccessKey: "canary-secret-0123456789" } },
    }),
    step: "credentials",
    gist: ["auth", "unknownKey"],
    says: /does not know the key/,
    act: "editCredentials",
  },
  {
    name: "a disabled key",
    break: ({ alibaba }) => ({
      cloud: "alibaba",
      credentials: {
        kind: "aksk",
        values: { accessKeyId: alibaba.inactiveKey.accessKeyId, secretAccessKey: alibaba.inactiveKey.accessKeySecret },
      },
    }),
    step: "credentials",
    gist: ["auth", "unknownKey"],
    says: /or it is disabled/,
    act: "editCredentials",
  },
  {
    name: "a locked key",
    break: async (local) => {
      const machine = fakeMachine(loopbackHttp, Date.now);
      const api = await clouds[0]!.open(localConnection(local, "huawei"), wrongSecret(local), machine);
      for (let failure = 0; failure < 5; failure += 1) await api.check(never).catch(() => undefined);
      local.control.clearRequests();
      return {};
    },
    step: "credentials",
    gist: ["auth", "locked"],
    says: /has locked the key .* Wait 5 minutes/,
    act: "diagnose",
  },
  {
    name: "credentials that are not stored",
    break: () => ({ credentials: null }),
    step: "credentials",
    gist: ["auth", "missingCredentials"],
    says: /is not stored on this computer/,
    act: "editCredentials",
    calls: 0,
  },
  {
    name: "an expired temporary key",
    break: (local) => {
      local.control.expireTokens();
      return { cloud: "alibaba", credentials: temporaryKey(local) };
    },
    step: "credentials",
    gist: ["auth", "expired"],
    says: /has expired\. Enter a new one/,
    act: "editCredentials",
  },
  {
    name: "a project of somebody else",
    break: () => ({ changes: { values: { projectId: "de30f00000000000000000000000ffff" } } }),
    step: "project",
    gist: ["forbidden", "wrongProject"],
    says: /^The project/,
    act: "editConnection",
  },
  {
    name: "a project of another region",
    break: ({ huawei }) => ({
      changes: { values: { projectId: huawei.otherProject.id, iamEndpoint: huawei.iamEndpoint } },
    }),
    step: "project",
    gist: ["forbidden", "wrongProject"],
    says: /^The project/,
    act: "editConnection",
    // Two more ask which projects there are; the key was accepted.
    calls: 3,
  },
  {
    name: "a missing right",
    break: ({ alibaba }) => ({
      cloud: "alibaba",
      credentials: {
        kind: "aksk",
        values: { accessKeyId: alibaba.deniedKey.accessKeyId, secretAccessKey: alibaba.deniedKey.accessKeySecret },
      },
    }),
    step: "rights",
    gist: ["forbidden", "missingRight"],
    says: /lacks the permission ice:ListCustomizedVoiceJobs/,
    act: "diagnose",
  },
  {
    name: "a right that is missing for reading one job only",
    break: (local) => {
      const body = { Code: "NoPermission", Message: "denied", RequestId: "R-1" };
      local.control.faults.add({ operation: "GetCustomizedVoiceJob", act: { kind: "answer", status: 403, body } });
      return { cloud: "alibaba" };
    },
    step: "rights",
    gist: ["forbidden", "missingRight"],
    says: /lacks the permission ice:GetCustomizedVoiceJob/,
    act: "diagnose",
    calls: 4,
  },
  {
    name: "a cloud that throttles",
    break: (local) => {
      const body = { error_code: "APIGW.0308", error_msg: "The throttling threshold has been reached" };
      fault(local, { kind: "answer", status: 429, body, headers: { "Retry-After": "7" } });
      return {};
    },
    step: "budget",
    gist: ["throttled", undefined],
    says: /asks for fewer requests\. Wait 7 seconds/,
    act: "diagnose",
    // A read may be tried three times; the key was not refused.
    calls: 3,
  },
  {
    name: "the sign-in page of a network",
    break: (local) => {
      fault(local, { kind: "loginPage" });
      return {};
    },
    step: "service",
    gist: ["protocol", "html"],
    says: /A web page was returned instead of the answer/,
    act: "diagnose",
  },
  {
    name: "a proxy that wants to know who we are",
    break: async () => throughProxy(await ward.openProxy(407)),
    step: "proxy",
    gist: ["network", "proxy"],
    says: /^The proxy 127\.0\.0\.1:\d+ asks for authentication/,
    act: "openSettings",
    calls: 0,
  },
  {
    name: "a proxy that refuses the host",
    break: async () => throughProxy(await ward.openProxy(403)),
    step: "proxy",
    gist: ["network", "proxy"],
    says: /refuses to connect to voice\.cloud\.test \(HTTP status 403\)/,
    act: "openSettings",
    calls: 0,
  },
  {
    name: "a proxy that is down",
    break: async () => throughProxy(await ward.closedOrigin()),
    step: "proxy",
    gist: ["network", "proxy"],
    says: /^The proxy 127\.0\.0\.1:\d+ cannot be reached/,
    act: "openSettings",
    calls: 0,
  },
  {
    name: "a cloud that fails by itself",
    break: (local) => {
      fault(local, { kind: "answer", status: 500, body: { error_code: "MSS.00000004", error_msg: "Internal error" } });
      return {};
    },
    step: "service",
    gist: ["unavailable", undefined],
    says: /has an internal problem/,
    act: "diagnose",
    calls: 3,
  },
  {
    name: "another kind of server at the endpoint",
    break: async () => ({ changes: { endpoint: await ward.serve((_, response) => response.end("It works!")) } }),
    step: "service",
    gist: ["protocol", "notJson"],
    says: /does not behave like/,
    act: "editConnection",
    calls: 0,
  },
  {
    name: "an endpoint without this service",
    break: async () => ({
      changes: {
        endpoint: await ward.serve((_, response) =>
          response.writeHead(404).end(JSON.stringify({ error_code: "APIGW.0101", error_msg: "The API does not exist" })),
        ),
      },
    }),
    step: "service",
    gist: ["refused", undefined],
    says: /does not offer the service of/,
    act: "editConnection",
    calls: 0,
  },
  {
    name: "a server that is too slow",
    break: (local) => {
      local.control.setLatency(2_000);
      return { limits: { headersMs: 100 } };
    },
    step: "service",
    gist: ["network", "timeout"],
    says: /did not answer in time/,
    act: "diagnose",
    calls: 0,
  },
  {
    name: "a connection without an address",
    break: () => ({ changes: { endpoint: "not an address" } }),
    step: "name",
    gist: ["refused", undefined],
    says: /has no address/,
    act: "editConnection",
    calls: 0,
  },
];

/** The button that stands first. */
const buttonFor: Readonly<Record<NextActKind, ReportAction>> = {
  none: "runAgain",
  retry: "refresh",
  editCredentials: "replaceKey",
  tryKeyAgain: "tryKeyAgain",
  editConnection: "editConnection",
  openSettings: "openSettings",
  diagnose: "runAgain",
  showLog: "showLog",
};

describe("connection doctor", () => {
  let local: DemoCloud;
  beforeEach(async () => {
    local = await ward.openLocal();
  });
  afterEach(ward.discharge);

  for (const row of rows)
    it(`names ${row.name}`, async () => {
      const { diagnosis, summary, report, pages, redact } = await ward.diagnose(local, await row.break(local));
      const cause = causeOf(diagnosis);
      assert.equal(cause?.step, row.step, report);
      assert.equal(cause.result, "failed");
      assert.deepEqual([cause.error?.kind, cause.error?.reason], row.gist, report);
      assert.match(summary.sentence, row.says);
      assert.equal(summary.act, row.act);
      assert.deepEqual(
        diagnosis.findings.map(({ step }) => step),
        [...steps],
      );
      // Nothing but the cause is blamed, and it says what to do.
      assert.equal(diagnosis.findings.filter(({ result }) => result === "failed").length, 1, report);
      assert.match(report, /\[FAILED\] .*\n( {3}.*\n)+ {3}Next step: \S/);
      assert.doesNotMatch(report, /undefined|\{\d\}|canary|\[object/);
      assert.equal(ward.signedCalls(local), row.calls ?? 1);
      // The page says the same: the cause first, and a button for what helps.
      const page = pages.at(-1)!;
      assert.deepEqual([page.verdict?.tone, page.progress], ["error", undefined]);
      assert.equal(page.verdict?.text, redact(summary.sentence));
      assert.match(JSON.stringify(page.verdict?.lines), /"Next step: \S/);
      assert.equal(page.buttons[0]?.action, buttonFor[row.act]);
      assert.deepEqual(
        page.buttons.map(({ isMain }) => isMain ?? false),
        page.buttons.map((_button, index) => index === 0),
      );
      const rows = page.sections[0]?.rows ?? [];
      assert.deepEqual(
        rows.filter(({ tone }) => tone === "error").map(({ id }) => id),
        [row.step],
      );
      assert.ok(rows.every(({ tone }) => tone !== "running" && tone !== "waiting"));
      assert.doesNotMatch(JSON.stringify(pages), /undefined|\{\d\}|canary|\[object/);
    });

  it("shows on its page how far it is, each step once it is known, and Stop until the end", async () => {
    const { pages } = await ward.diagnose(local, {});
    const under = pages.slice(0, -1);
    assert.ok(under.length >= steps.length, `${under.length} paintings`);
    for (const page of under.slice(1)) {
      assert.deepEqual([page.buttons.map(({ action }) => action), page.verdict], [["stop"], undefined]);
      const tones = (page.sections[0]?.rows ?? []).map(({ tone }) => tone);
      assert.equal(tones.length, steps.length);
      const ahead = tones.findIndex((tone) => tone === "running" || tone === "waiting");
      assert.ok(ahead < 0 || tones.slice(ahead + 1).every((tone) => tone !== "running"), tones.join());
    }
    const done = under.map(({ progress }) => progress?.done ?? 0);
    assert.deepEqual(
      done,
      [...done].sort((one, other) => one - other),
      "it only grows",
    );
    const last = pages.at(-1)!;
    assert.deepEqual([last.verdict?.tone, last.progress], ["pass", undefined]);
    assert.deepEqual(
      last.buttons.map(({ action }) => action),
      ["runAgain", "copy", "replaceKey", "editConnection"],
    );
  });

  it("finds nothing where nothing is broken, in both clouds, with few calls", async () => {
    for (const cloud of ["huawei", "alibaba"] as const) {
      local.control.clearRequests();
      const { diagnosis, summary, report } = await ward.diagnose(local, { cloud });
      assert.equal(causeOf(diagnosis), undefined, report);
      assert.ok(summary.isWell && /works: every step/.test(summary.sentence));
      assert.doesNotMatch(report, /Next step|FAILED|warning/);
      assert.ok(ward.signedCalls(local) <= 4, `${ward.signedCalls(local)} calls`);
    }
  });

  it("tells the region that a project belongs to, and the projects that would do", async () => {
    const { otherProject, iamEndpoint, projectId } = local.huawei;
    const elsewhere = { changes: { values: { projectId: otherProject.id, iamEndpoint } } };
    const { summary } = await ward.diagnose(local, elsewhere);
    assert.match(summary.sentence, new RegExp(`^The project ${otherProject.id} belongs to cn-east-3, not to cn-north-4`));
    assert.match(summary.sentence, new RegExp(`Projects of cn-north-4: ${projectId}`));
    const stranger = { changes: { values: { projectId: "de30f00000000000000000000000ffff", iamEndpoint } } };
    assert.match(
      (await ward.diagnose(local, stranger)).summary.sentence,
      /is not one of this account\. Projects of cn-north-4: /,
    );
  });

  it("warns of a clock that is a little off, and goes on", async () => {
    local.control.setClockOffset(-3 * 60_000);
    const { diagnosis, summary } = await ward.diagnose(local, {});
    assert.deepEqual([causeOf(diagnosis)?.step, causeOf(diagnosis)?.result], ["clock", "warning"]);
    assert.match(summary.sentence, /This computer's clock is 3 minutes ahead/);
    assert.equal(diagnosis.findings.find(({ step }) => step === "credentials")?.result, "ok");
  });

  it("lets a token in whatever the clock says, since nothing is signed with it", async () => {
    local.control.setClockOffset(20 * 60_000);
    const credentials: Credentials = { kind: "token", values: { token: local.huawei.token } };
    const { diagnosis } = await ward.diagnose(local, { credentials, changes: { credentialKind: "token" } });
    const result = (step: DiagnosisStep) => diagnosis.findings.find((finding) => finding.step === step)?.result;
    assert.deepEqual([result("clock"), result("credentials"), result("rights")], ["warning", "ok", "ok"]);
  });

  it("says that the direct way decides nothing where a proxy stands, and what comes through it counts", async () => {
    const place = await ward.serveTls((request, response) => {
      const isList = request.url?.endsWith("limit=1") || request.url?.includes("offset=0");
      response.setHeader("content-type", "application/json");
      response.end(isList ? '{"count":0,"jobs":[]}' : "{}");
    });
    const proxy = await ward.openProxy(place);
    const { diagnosis, report } = await ward.diagnose(local, throughProxy(proxy, place.ca));
    assert.equal(causeOf(diagnosis), undefined, report);
    assert.match(report, /1\. \[for information\] Host name\n.*\n.*whether that gets through is what counts/);
    assert.match(report, /Through the editor and the proxy 127\.0\.0\.1:\d+: the setting http\.proxy names it/);
    assert.match(report, /An answer was received through the editor/);
    assert.match(report, /there was none to read/);
  });

  it("makes a warning of what fails directly where the editor gets through", async () => {
    const editorFetch: typeof fetch = async (_, init) => fetch(local.origin, init);
    const { diagnosis, report } = await ward.diagnose(local, {
      changes: { ...outside, endpoint: "https://voice.cloud.invalid" },
      editorFetch: editorFetch as never,
    });
    const [name] = diagnosis.findings;
    assert.equal(name?.result, "warning", report);
    assert.match(report, /Requests still got through, over the editor's route/);
    const { seen } = diagnosis.findings[4]!;
    assert.equal(seen?.kind === "answer" && seen.route, "editor");
  });

  it("stops at any step when it is told to, and keeps what it has found", async () => {
    for (const at of ["proxy", "service", "credentials", "rights"] as const) {
      local.control.clearRequests();
      const { diagnosis, summary, report } = await ward.diagnose(local, { onStep: (step, stop) => step === at && stop() });
      const results = new Map(diagnosis.findings.map((finding) => [finding.step, finding]));
      assert.equal(results.get("name")?.result, "ok");
      assert.deepEqual(results.get(at)?.because, { kind: "cancelled" }, report);
      assert.deepEqual(results.get("budget")?.because, { kind: "cancelled" });
      assert.match(summary.sentence, /was stopped; nothing wrong was found/);
      assert.equal(ward.signedCalls(local), at === "rights" ? 1 : 0);
    }
  });

  it("stops while it waits for an answer", async () => {
    // Longer than any test lasts.
    local.control.setLatency(20_000);
    const onStep = (step: DiagnosisStep, stop: () => void) => void (step === "service" && setTimeout(stop, 50));
    const { diagnosis } = await ward.diagnose(local, { onStep });
    assert.deepEqual(diagnosis.findings[4]?.because, { kind: "cancelled" });
  });

  it("never tells a secret, a phone number or a signed link, whatever a server echoes", async () => {
    const secrets = ["canary-secret-key-0123456789abcdef", "canary/security+token==0123456789"];
    const credentials: Credentials = {
      kind: "aksk",
      values: { accessKeyId: "CANARYKEYID000000001", secretAccessKey: secrets[0]!, securityToken: secrets[1]! },
    };
    const link = "https://bucket.test/letter.pdf?Signature=canary-link-signature&Expires=1";
    const said = (headers: object) =>
      `${JSON.stringify(headers)} ${encodeURIComponent(secrets[1]!)} ${secrets[0]} 13800138000 ${link}`;
    for (const status of [200, 400, 401, 403, 404, 429, 500]) {
      const endpoint = await ward.serve((request, response) => {
        const text = said(request.headers);
        response.writeHead(status, { "x-request-id": "r-1", location: link });
        response.end(JSON.stringify({ error_code: "APIGW.0301", error_msg: `verify aksk signature fail, ${text}` }));
      });
      const name = `Studio ${secrets[0]}`;
      const { report: text, pages } = await ward.diagnose(local, { credentials, changes: { endpoint, name } });
      const report = text + JSON.stringify(pages);
      assert.doesNotMatch(report, /canary|CANARYKEYID00000|13800138000|Signature=(?!\[hidden\])/i, `${status}: ${report}`);
      for (const secret of secrets)
        for (let at = 0; at + 8 <= secret.length; at += 1)
          assert.ok(!report.includes(secret.slice(at, at + 8)), `${status}: ${report}`);
    }
  });

  it("never tells the user and password of a proxy", async () => {
    const proxy = (await ward.closedOrigin()).replace("http://", "http://canary-user:canary-password@");
    const { report } = await ward.diagnose(local, throughProxy(proxy));
    assert.match(report, /The proxy 127\.0\.0\.1:\d+ cannot be reached/);
    assert.doesNotMatch(report, /canary/);
  });
});

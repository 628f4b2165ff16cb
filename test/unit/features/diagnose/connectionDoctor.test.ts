// The connection doctor against real sockets and the local cloud: each broken set-up is named, with its step, its cause and a next step.
import assert from "node:assert/strict";
import type { Credentials } from "../../../../src/core/connection.js";
import type { DemoCloud } from "../../../../src/demoCloud/index.js";
import { causeOf, type DiagnosisStep, steps } from "../../../../src/features/diagnose/diagnosis.js";
import type { ReportAction } from "../../../../src/protocol/report.js";
import type { NextActKind } from "../../../../src/text/errors/errorContext.js";
import * as ward from "../../scenarios/diagnosisKernel.js";
import { outside, throughProxy } from "./brokenConnection.js";
import { brokenKeys } from "./brokenKeys.js";
import { brokenNetworks } from "./brokenNetworks.js";

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

  for (const row of [...brokenNetworks, ...brokenKeys])
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

// Diagnoses a connection: follows a request from its host's name to its rights, and tells at which step it ends and why.
//
// How a diagnosis goes: what platform/network/probes.ts sees on the direct route, then one unsigned request over the route that
// requests really take (platform/network/describeRoute.ts says why), then one signed call by the sessions, whose error
// keyCheck.ts puts where it belongs. Where requests take the editor's route, the direct probes decide nothing. Findings are data
// (diagnosis.ts, findings.ts); text/diagnosisReport.ts makes the report, ui/diagnoseFlow.ts shows it.

import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import { asVoiceError, VoiceError } from "../../core/errors.js";
import { findOriginProblem } from "../../core/forms/field.js";
import { plainOrigin } from "../../core/parsing/origin.js";
import { own } from "../../core/parsing/ownProperty.js";
import type { Probes, RouteDescription } from "../../core/ports/networkProbe.js";
import type { HttpAnswer } from "../../core/ports/ports.js";
import type { DiagnosedConnection, Diagnosis, DiagnosisFinding, DiagnosisStep, DoctorDependencies } from "./diagnosis.js";
import { DiagnosisFindings } from "./findings.js";
import { checkKey } from "./keyCheck.js";

/** Milliseconds. Both clouds refuse signatures that are more than 15 minutes off (vendor documentation A15, B6). */
const clockConcern = 60_000;
const clockLimit = 15 * 60_000;

export class ConnectionDoctor {
  constructor(private readonly dependencies: DoctorDependencies) {}

  /**
   * Takes every step that makes sense, calling `onStep` before each and `onFound` with each finding, which a later one may still change;
   * throws only what is our own fault. Stopping leaves what was found so far.
   */
  async diagnose(
    connectionId: string,
    signal: AbortSignal,
    onStep: (step: DiagnosisStep) => void = () => {},
    onFound: (sofar: Diagnosis) => void = () => {},
  ): Promise<Diagnosis> {
    const { connectionStore, sessions, machine, openProbes } = this.dependencies;
    const connection = connectionStore.find(connectionId);
    if (!connection) throw new VoiceError("cancelled", "the connection was removed", { wasSent: false });
    const cloud = sessions.cloudOf(connection);
    await this.learnSecrets(connection, cloud);
    const origin = await this.originOf(connection, cloud);
    const startedAt = machine.now();
    const findings = new DiagnosisFindings(() => onFound(found()));
    const found = (): Diagnosis => ({
      connectionId,
      startedAt,
      findings: findings.all(),
      ...(origin === undefined ? {} : { origin }),
    });
    try {
      if (origin === undefined || findOriginProblem(origin))
        findings.fail("name", new VoiceError("refused", "the connection names no address", { wasSent: false }));
      else await this.examine({ connection, cloud, url: new URL(origin), probes: await openProbes() }, findings, signal, onStep);
    } catch (thrown) {
      const error = asVoiceError(thrown);
      if (error.kind !== "cancelled") throw error;
      findings.skipRest({ kind: "cancelled" });
    }
    findings.skipRest({ kind: "blocked", by: findings.firstFailed ?? "name" });
    return found();
  }

  private async examine(
    diagnosed: DiagnosedConnection,
    findings: DiagnosisFindings,
    signal: AbortSignal,
    onStep: (step: DiagnosisStep) => void,
  ): Promise<void> {
    const begin = (step: DiagnosisStep) => {
      if (!signal.aborted) onStep(step);
      if (signal.aborted) throw new VoiceError("cancelled", "the person stopped it", { wasSent: false });
    };
    const way = await diagnosed.probes.route(diagnosed.url.href);
    await this.examineWay(diagnosed, way, findings, signal, begin);
    // Without another way the unsigned request would only repeat what is known.
    if (findings.firstFailed && way.route === "direct" && !way.mayFallBack) return;
    begin("service");
    const answer = await this.examineService(diagnosed, way, findings, signal);
    if (!answer) return;
    begin("clock");
    const isClockOff = this.examineClock(answer, findings);
    if (isClockOff && signsWithDate(diagnosed)) return;
    await checkKey(this.dependencies, diagnosed, findings, signal, begin);
  }

  /** Name, proxy, TCP and TLS, by our own sockets. Where requests take the editor's way, they decide nothing. */
  private async examineWay(
    { url, probes }: DiagnosedConnection,
    way: RouteDescription,
    findings: DiagnosisFindings,
    signal: AbortSignal,
    begin: (step: DiagnosisStep) => void,
  ): Promise<void> {
    const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
    const isDirect = way.route === "direct";
    const probe = async (step: DiagnosisStep, look: () => Promise<Omit<DiagnosisFinding, "step">>): Promise<boolean> => {
      begin(step);
      try {
        findings.put({ step, ...(await look()) });
      } catch (thrown) {
        const error = asVoiceError(thrown);
        if (error.kind === "cancelled" || error.kind === "bug") throw error;
        findings.put({ step, result: isDirect ? "failed" : "note", error });
        return false;
      }
      return true;
    };
    const seenOk = isDirect ? "ok" : "note";

    const isNamed = await probe("name", async () => {
      const addresses = await probes.lookup(url.hostname, signal);
      return { result: seenOk, seen: { kind: "addresses", addresses } };
    });
    begin("proxy");
    await this.examineProxy(probes, way, findings, signal);
    if (!isNamed) {
      for (const step of ["tcp", "tls"] as const) findings.skip(step, { kind: "blocked", by: "name" });
      return;
    }
    const isAccepted = await probe("tcp", async () => {
      return { result: seenOk, seen: { kind: "accepted", address: await probes.connect(url.hostname, port, signal) } };
    });
    if (url.protocol !== "https:") return findings.skip("tls", { kind: "cleartext" });
    if (!isAccepted) return findings.skip("tls", { kind: "blocked", by: "tcp" });
    await probe("tls", async () => {
      const handshake = await probes.handshake(url.hostname, port, signal);
      const seen = { kind: "handshake", handshake } as const;
      if (!handshake.distrust) return { result: seenOk, seen };
      const error = new VoiceError("network", "the certificate is not trusted", {
        reason: "tls",
        host: url.host,
        wasSent: false,
      });
      return { result: isDirect ? "failed" : "note", seen, error };
    });
  }

  /** A proxy that applies must at least be there; one that is passed by on purpose is worth a word. */
  private async examineProxy(
    probes: Probes,
    way: RouteDescription,
    findings: DiagnosisFindings,
    signal: AbortSignal,
  ): Promise<void> {
    const seen = { kind: "way", way } as const;
    const isPassedBy = way.isProxied && way.route === "direct";
    findings.put({ step: "proxy", result: isPassedBy ? "warning" : "ok", seen });
    if (!way.proxy || isPassedBy) return;
    const { host, port } = way.proxy;
    try {
      await probes.connect(host, port, signal);
    } catch (thrown) {
      const { kind, message } = asVoiceError(thrown);
      if (kind !== "network") throw thrown;
      findings.fail("proxy", new VoiceError("network", message, { reason: "proxy", host: `${host}:${port}`, wasSent: false }));
    }
  }

  /** Undefined = nothing came back, so nothing further can be tested. An answer that cannot be read has no headers. */
  private async examineService(
    { url, probes }: DiagnosedConnection,
    way: RouteDescription,
    findings: DiagnosisFindings,
    signal: AbortSignal,
  ): Promise<{ readonly answer?: HttpAnswer; readonly sentAt: number; readonly cameAt: number } | undefined> {
    const { machine } = this.dependencies;
    const sentAt = machine.now();
    let answer: HttpAnswer | undefined;
    try {
      answer = await machine.http.send(() => ({ method: "GET", url: `${url.origin}/`, headers: {} }), { effect: "read", signal });
    } catch (thrown) {
      const error = asVoiceError(thrown);
      if (error.kind === "cancelled" || error.kind === "bug") throw error;
      // What answers oddly to a question that no client asks may still answer well to signed ones.
      if (error.kind === "network") return this.explainSilence(error, findings);
    }
    const cameAt = machine.now();
    findings.soften();
    const { route } = way.route === "editor" ? way : await probes.route(url.href);
    const status = answer && { status: answer.status };
    findings.put({ step: "service", result: "ok", seen: { kind: "answer", ...status, ms: cameAt - sentAt, route } });
    return { sentAt, cameAt, ...(answer && { answer }) };
  }

  private explainSilence(error: VoiceError, findings: DiagnosisFindings): undefined {
    const earlier = findings.firstFailed;
    // The proxy's own word (407, 403) says more than that it is there.
    if (error.reason === "proxy" && earlier !== "proxy") findings.fail("proxy", error);
    if (findings.firstFailed) findings.skip("service", { kind: "blocked", by: findings.firstFailed });
    else findings.fail("service", error);
  }

  /** Whether it is so far off that no signature can be accepted. */
  private examineClock(
    { answer, sentAt, cameAt }: { readonly answer?: HttpAnswer; readonly sentAt: number; readonly cameAt: number },
    findings: DiagnosisFindings,
  ): boolean {
    const told = Date.parse(answer?.headers.date ?? "");
    if (Number.isNaN(told)) {
      findings.skip("clock", { kind: "noDate" });
      return false;
    }
    // The header leaves out the fraction of a second: half of one is its middle.
    const aheadMs = (sentAt + cameAt) / 2 - (told + 500);
    const seen = { kind: "clock", aheadMs } as const;
    const off = Math.abs(aheadMs);
    if (off <= clockLimit) findings.put({ step: "clock", result: off > clockConcern ? "warning" : "ok", seen });
    else findings.fail("clock", new VoiceError("clock", "the clocks differ", { wasSent: false }), seen);
    return off > clockLimit;
  }

  /** Where requests go. The local cloud's place is known once it runs. */
  private async originOf(connection: Connection, cloud: Cloud): Promise<string | undefined> {
    if (connection.isDemo) return own(await this.dependencies.openDemo(), connection.cloud)?.endpoint;
    return connection.endpoint !== undefined
      ? plainOrigin(connection.endpoint)
      : cloud.regions.find(({ id }) => id === connection.region)?.endpoint;
  }

  /** Before anything can fail: whatever is told afterwards is told without them. */
  private async learnSecrets({ id, isDemo }: Connection, cloud: Cloud): Promise<void> {
    const { connectionStore, redactor } = this.dependencies;
    // A key that is missing is found missing at its own step.
    const credentials = isDemo ? undefined : await connectionStore.credentials(id).catch(() => undefined);
    const fields = cloud.credentialKinds.find(({ id: kind }) => kind === credentials?.kind)?.fields ?? [];
    for (const field of fields) {
      const value = credentials?.values[field.id];
      if (value && field.secret) redactor.know(value);
      else if (value) redactor.knowKeyId(value);
    }
  }
}

/** A key with a name signs the date as well; a bare token, and what a key is exchanged for, may not. */
function signsWithDate({ connection, cloud }: DiagnosedConnection): boolean {
  const kind = cloud.credentialKinds.find(({ id }) => id === connection.credentialKind);
  return kind !== undefined && !kind.exchange && kind.fields.some(({ secret }) => !secret);
}

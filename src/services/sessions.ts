// Open connections: keys fetched when needed, calls counted against the key's budget, reads tried again, wrong keys never.
import type { Cloud, JobApi } from "../core/cloud.js";
import type { Connection, Credentials } from "../core/connection.js";
import { asVoiceError, VoiceError } from "../core/errors.js";
import type { Clock, Machine } from "../core/ports.js";
import type { Redactor } from "../core/redact.js";
import { Budget, pause } from "./budget.js";
import type { ConnectionBook } from "./connectionBook.js";
import type { OpenDemo } from "./demo.js";

/** Where the local cloud of a demo connection listens, and its keys; starts it when first asked. */
export type LocalCloud = (
  cloud: string,
) => Promise<Pick<Connection, "endpoint" | "values"> & { readonly credentials: Credentials }>;

interface Session {
  readonly api: JobApi;
  readonly budgets: { readonly read: Budget; readonly write: Budget };
}

/** Every documented limit is above these: reads and writes per second in the long run. */
const readsPerSecond = 5;
const writesPerSecond = 2;
/** A read is sent at most three times. */
const retryPausesMs = [500, 1500];
/** Longest wait a cloud can impose on a read; beyond it the person is told instead. */
const longestPauseMs = 20_000;

export class Sessions {
  private readonly open = new Map<string, Promise<Session>>();
  /** Why calls of a connection have stopped; Huawei locks a key after five failures, so one is enough. */
  private readonly halts = new Map<string, VoiceError>();

  constructor(
    private readonly clouds: readonly Cloud[],
    private readonly book: ConnectionBook,
    private readonly machine: Machine,
    private readonly clock: Clock,
    private readonly openDemo: OpenDemo,
    /** Told every secret before it is used, so that no log and no error can show it. */
    private readonly redactor: Redactor,
  ) {
    book.onDidChange(({ connectionId }) => this.close(connectionId));
  }

  isKnownCloud(id: string): boolean {
    return this.clouds.some((cloud) => cloud.id === id);
  }

  cloudOf(connection: Connection): Cloud {
    const cloud = this.clouds.find((each) => each.id === connection.cloud);
    if (!cloud) throw new VoiceError("bug", `unknown cloud "${connection.cloud}"`);
    return cloud;
  }

  /** Sends a read, up to three times when the cloud is busy, failing or out of reach. */
  async read<T>(connectionId: string, signal: AbortSignal, call: (api: JobApi) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      const session = await this.session(connectionId);
      await session.budgets.read.take(signal);
      try {
        return await this.once(connectionId, () => call(session.api));
      } catch (thrown) {
        const error = asVoiceError(thrown);
        const wait = pauseBeforeRetry(error, attempt);
        if (wait === undefined || signal.aborted) throw error;
        if (error.kind === "throttled") session.budgets.read.pauseFor(wait);
        await pause(this.clock, wait, signal);
      }
    }
  }

  /** Sends a write, once, whatever comes back. */
  async write<T>(connectionId: string, signal: AbortSignal, call: (api: JobApi) => Promise<T>): Promise<T> {
    const session = await this.session(connectionId);
    await session.budgets.write.take(signal);
    return this.once(connectionId, () => call(session.api));
  }

  /** The open connection itself, for what sends nothing (previews, console pages). */
  async api(connectionId: string): Promise<JobApi> {
    return (await this.session(connectionId)).api;
  }

  /** One cheap call with keys that are not saved yet. */
  async tryOut(connection: Connection, credentials: Credentials, signal: AbortSignal): Promise<void> {
    this.learn(connection, credentials);
    try {
      await this.cloudOf(connection).open(connection, credentials, this.machine).check(signal);
    } catch (thrown) {
      throw redacted(asVoiceError(thrown), this.redactor);
    }
  }

  /** The person acted (refreshed, replaced the key): calls may go out again. */
  resume(connectionId: string): void {
    this.halts.delete(connectionId);
  }

  private close(connectionId: string): void {
    this.open.delete(connectionId);
    this.halts.delete(connectionId);
  }

  private async once<T>(connectionId: string, call: () => Promise<T>): Promise<T> {
    const halt = this.halts.get(connectionId);
    if (halt) throw halt;
    try {
      return await call();
    } catch (thrown) {
      const error = redacted(asVoiceError(thrown), this.redactor);
      if (error.kind === "auth") this.halts.set(connectionId, error);
      throw error;
    }
  }

  private session(connectionId: string): Promise<Session> {
    const known = this.open.get(connectionId);
    if (known) return known;
    const opening = this.openSession(connectionId);
    this.open.set(connectionId, opening);
    // A key that was missing may be there next time.
    opening.catch(() => this.open.get(connectionId) === opening && this.open.delete(connectionId));
    return opening;
  }

  private async openSession(connectionId: string): Promise<Session> {
    const stored = this.book.find(connectionId);
    if (!stored) throw new VoiceError("cancelled", "the connection was removed");
    const { connection, credentials } = stored.isDemo
      ? await this.demoPlace(stored)
      : { connection: stored, credentials: await this.book.credentials(connectionId) };
    this.learn(connection, credentials);
    const cloud = this.cloudOf(connection);
    const budget = (perSecond: number, burst: number) => new Budget(this.clock, { perSecond, burst });
    return {
      api: cloud.open(connection, credentials, this.machine),
      budgets: { read: budget(readsPerSecond, cloud.listing.burst), write: budget(writesPerSecond, writesPerSecond) },
    };
  }

  /** The local cloud listens elsewhere after each start, so its place is never stored. */
  private async demoPlace(stored: Connection): Promise<{ connection: Connection; credentials: Credentials }> {
    const place = (await this.openDemo())[stored.cloud];
    if (!place) throw new VoiceError("bug", `no demo of "${stored.cloud}"`);
    const { endpoint, values, credentials } = place;
    return { connection: { ...stored, endpoint, values }, credentials };
  }

  private learn(connection: Connection, credentials: Credentials): void {
    const kind = this.cloudOf(connection).credentialKinds.find((each) => each.id === credentials.kind);
    for (const field of kind?.fields ?? []) {
      const value = credentials.values[field.id];
      if (value && field.secret) this.redactor.know(value);
      else if (value) this.redactor.knowKeyId(value);
    }
  }
}

/** A cloud may echo what was sent, credentials included. */
function redacted(error: VoiceError, redactor: Redactor): VoiceError {
  const { kind, message, cloudMessage, code } = error;
  const words = {
    ...(cloudMessage === undefined ? {} : { cloudMessage: redactor.redact(cloudMessage) }),
    ...(code === undefined ? {} : { code: redactor.redact(code) }),
  };
  return new VoiceError(kind, redactor.redact(message), { ...error, ...words });
}

/** Milliseconds, jittered; undefined = do not try again. */
function pauseBeforeRetry(error: VoiceError, attempt: number): number | undefined {
  const planned = retryPausesMs[attempt];
  const isWorthIt =
    error.kind === "throttled" || error.kind === "unavailable" || (error.kind === "network" && error.reason === "reset");
  if (planned === undefined || !isWorthIt) return undefined;
  if (error.retryAfterMs !== undefined && error.retryAfterMs > longestPauseMs) return undefined;
  return Math.max(error.retryAfterMs ?? 0, planned * (0.75 + Math.random() / 2));
}

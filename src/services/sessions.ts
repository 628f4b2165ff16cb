// Open connections: keys fetched when needed, calls counted against the key's budget, reads tried again, wrong keys never.
import type { Cloud, JobApi } from "../core/cloud.js";
import type { Connection, Credentials } from "../core/connection.js";
import { asVoiceError, type ErrorDetails, VoiceError } from "../core/errors.js";
import type { Clock, Machine } from "../core/ports.js";
import type { Redactor } from "../core/redact.js";
import { Budget, pause } from "./budget.js";
import type { ConnectionBook } from "./connectionBook.js";
import type { OpenDemo } from "./demo.js";

interface Budgets {
  readonly read: Budget;
  readonly write: Budget;
}

interface Session {
  readonly api: JobApi;
  readonly budgets: Budgets;
}

/** A session from the wish to open it on. */
interface Line {
  readonly session: Promise<Session>;
  /** Why no more calls go out: a refused key stays refused, and Huawei locks one after five failures. */
  halt?: VoiceError;
}

/** Every documented limit is above these: reads and writes per second in the long run. */
const readsPerSecond = 5;
const writesPerSecond = 2;
/** A read is sent at most three times. */
const retryPausesMs = [500, 1500];
/** Longest wait a cloud can impose on a read; beyond it the person is told instead. */
const longestPauseMs = 20_000;

export class Sessions {
  private readonly open = new Map<string, Line>();
  /** Limits count per key, whatever connection it is used by, and outlive a session. */
  private readonly budgets = new Map<string, Budgets>();

  constructor(
    private readonly clouds: readonly Cloud[],
    private readonly book: ConnectionBook,
    private readonly machine: Machine,
    private readonly clock: Clock,
    private readonly openDemo: OpenDemo,
    /** Told every secret before it is used, so that no log and no error can show it. */
    private readonly redactor: Redactor,
  ) {
    book.onDidChange(({ connectionId }) => this.open.delete(connectionId));
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
      const line = this.line(connectionId);
      const { api, budgets } = await this.ready(line, "read", signal);
      try {
        return await this.once(line, () => call(api));
      } catch (thrown) {
        const error = asVoiceError(thrown);
        const wait = pauseBeforeRetry(error, attempt);
        if (wait === undefined || signal.aborted) throw error;
        if (error.kind === "throttled") budgets.read.pauseFor(wait);
        await pause(this.clock, wait, signal);
      }
    }
  }

  /** Sends a write, once, whatever comes back. Cancelling works until it goes out. */
  async write<T>(connectionId: string, signal: AbortSignal, call: (api: JobApi) => Promise<T>): Promise<T> {
    const line = this.line(connectionId);
    const { api } = await this.ready(line, "write", signal).catch((thrown: unknown) => {
      throw unsent(asVoiceError(thrown));
    });
    return this.once(line, () => call(api));
  }

  /** The open connection itself, for what sends nothing (previews, console pages). */
  async api(connectionId: string): Promise<JobApi> {
    return (await this.line(connectionId).session).api;
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

  /** The person acted: a connection that had stopped may try once more, with the key that is stored now (another window may have changed it). */
  resume(connectionId: string): void {
    if (this.open.get(connectionId)?.halt) this.open.delete(connectionId);
  }

  private line(connectionId: string): Line {
    const known = this.open.get(connectionId);
    if (known) return known;
    const line: Line = { session: this.openSession(connectionId) };
    this.open.set(connectionId, line);
    // A key that was missing may be there next time.
    line.session.catch(() => this.open.get(connectionId) === line && this.open.delete(connectionId));
    return line;
  }

  /** Waits for the session and for its turn. */
  private async ready(line: Line, effect: keyof Budgets, signal: AbortSignal): Promise<Session> {
    const session = await line.session;
    refuseHalted(line);
    await session.budgets[effect].take(signal);
    // Another call may have been refused meanwhile.
    refuseHalted(line);
    return session;
  }

  private async once<T>(line: Line, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (thrown) {
      const error = redacted(asVoiceError(thrown), this.redactor);
      // On the line it went out on: the refusal of an old key says nothing about a new one.
      if (error.kind === "auth") line.halt = error;
      throw error;
    }
  }

  private async openSession(connectionId: string): Promise<Session> {
    const stored = this.book.find(connectionId);
    if (!stored) throw new VoiceError("cancelled", "the connection was removed");
    const { connection, credentials } = stored.isDemo
      ? await this.demoPlace(stored)
      : { connection: stored, credentials: await this.book.credentials(connectionId) };
    this.learn(connection, credentials);
    const cloud = this.cloudOf(connection);
    return { api: cloud.open(connection, credentials, this.machine), budgets: this.budgetsFor(cloud, connection, credentials) };
  }

  /** The key's name where it has one; a bare token counts for its connection. */
  private budgetsFor(cloud: Cloud, connection: Connection, credentials: Credentials): Budgets {
    const fields = cloud.credentialKinds.find(({ id }) => id === credentials.kind)?.fields ?? [];
    const names = fields.filter((field) => !field.secret).map((field) => credentials.values[field.id] ?? "");
    const key = JSON.stringify([cloud.id, ...(names.length > 0 ? names : ["", connection.id])]);
    const budget = (perSecond: number, burst: number) => new Budget(this.clock, { perSecond, burst });
    const budgets = this.budgets.get(key) ?? {
      read: budget(readsPerSecond, cloud.listing.burst),
      write: budget(writesPerSecond, writesPerSecond),
    };
    this.budgets.set(key, budgets);
    return budgets;
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

function refuseHalted({ halt }: Line): void {
  if (halt) throw unsent(halt);
}

/** The same error for a call that never went out. */
function unsent(error: VoiceError): VoiceError {
  return new VoiceError(error.kind, error.message, { ...error, wasSent: false });
}

/** A cloud may echo what was sent, credentials included. */
function redacted(error: VoiceError, redactor: Redactor): VoiceError {
  // The cause is left behind: it may quote what was sent.
  const facts = Object.entries(error).map(([name, fact]) => [name, typeof fact === "string" ? redactor.redact(fact) : fact]);
  return new VoiceError(error.kind, redactor.redact(error.message), Object.fromEntries(facts) as ErrorDetails);
}

/** Milliseconds, jittered; undefined = do not try again. */
function pauseBeforeRetry(error: VoiceError, attempt: number): number | undefined {
  const planned = retryPausesMs[attempt];
  if (planned === undefined || !isWorthAnotherTry(error)) return undefined;
  if (error.retryAfterMs !== undefined && error.retryAfterMs > longestPauseMs) return undefined;
  return Math.max(error.retryAfterMs ?? 0, planned * (0.75 + Math.random() / 2));
}

/** The cloud is busy or failing, or the connection was lost, maybe in the middle of the answer. */
function isWorthAnotherTry({ kind, reason }: VoiceError): boolean {
  return kind === "throttled" || kind === "unavailable" || reason === "reset" || reason === "truncated";
}

// One life of a window: everything it reaches the world through, until it ends in the middle of whatever it was doing and hears nothing more.
import type { Clock, Http, HttpAnswer, LockFiles } from "../../src/core/ports/ports.js";
import { FakeKeyValue } from "../fakes/storage/keyValue.js";
import { type Fixture, kernel, type TestKernel } from "../unit/scenarios/kernel.js";
import type { Ledger, Press } from "./ledger.js";

const forever = new Promise<never>(() => undefined);

/** The success that the documents know: Huawei's empty answer with the cloud's own id, Alibaba's with the job's. */
function isDocumented({ status, headers, body }: HttpAnswer): boolean {
  const text = new TextDecoder().decode(body);
  return status < 300 && (text === "" ? headers["x-request-id"] !== undefined : text.includes('"JobId"'));
}

export class Life {
  readonly home: TestKernel;
  /** What its person has pressed and not heard of yet. */
  press: Press | undefined;
  /** Resolves when it ends. */
  readonly ended: Promise<void>;
  private isOver = false;
  /** Steps into and out of the world that are left to it. */
  private left = Number.POSITIVE_INFINITY;
  /** Steps until its person changes their mind. */
  private patience = Number.POSITIVE_INFINITY;
  private cancel: () => void = () => undefined;
  private readonly sockets = new AbortController();
  private markEnd: () => void = () => undefined;

  constructor(
    private readonly below: Fixture,
    private readonly ledger: Ledger,
    /** Whether requests under way are cut off with it, or still arrive. */
    private readonly takesSockets: boolean,
    sabotageKernel: (home: TestKernel) => void = () => undefined,
  ) {
    this.ended = new Promise((resolve) => {
      this.markEnd = resolve;
    });
    const { lockFiles, keyLockFiles, keyClock } = below;
    const keys = keyLockFiles && keyClock ? { keyLockFiles: this.steps(keyLockFiles), keyClock: this.clock(keyClock) } : {};
    this.home = kernel({ ...below, lockFiles: this.steps(lockFiles), http: this.http(), state: this.state(), ...keys });
    sabotageKernel(this.home);
  }

  /** So many steps from now it ends. */
  endAfter(steps: number): void {
    this.left = steps;
  }

  /** So many steps from now its person cancels what they pressed. */
  cancelAfter(steps: number, cancel: () => void): void {
    this.patience = steps;
    this.cancel = cancel;
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.below.windows.close(this.home.window);
    if (this.takesSockets) this.sockets.abort();
    if (this.press) this.press.isAbandoned = true;
    this.markEnd();
  }

  private async step<T>(work: () => Promise<T>): Promise<T> {
    this.tick();
    if (this.isOver) return forever;
    try {
      return await work();
    } finally {
      this.tick();
      // Neither answer nor failure is heard any more.
      if (this.isOver) await forever;
    }
  }

  private tick(): void {
    this.left -= 1;
    this.patience -= 1;
    if (this.left <= 0) this.end();
    if (this.patience === 0) this.cancel();
  }

  private steps(lockFiles: LockFiles): LockFiles {
    return {
      claim: (name, text) => this.step(() => lockFiles.claim(name, text)),
      read: (name) => this.step(() => lockFiles.read(name)),
      replace: (name, text) => this.step(() => lockFiles.replace(name, text)),
      remove: (name) => this.step(() => lockFiles.remove(name)),
      names: () => this.step(() => lockFiles.names()),
    };
  }

  /** A window that is gone shows no sign of life. */
  private clock(clock: Clock): Clock {
    return { now: () => clock.now(), after: (ms, callback) => clock.after(ms, () => this.isOver || callback()) };
  }

  private state(): FakeKeyValue {
    const { state } = this.below;
    const own = new FakeKeyValue();
    own.get = (key) => state.get(key);
    own.update = (key, value) => this.step(() => state.update(key, value));
    return own;
  }

  private http(): Http {
    return {
      send: (prepare, options) =>
        this.step(async () => {
          const signal = this.takesSockets ? AbortSignal.any([options.signal, this.sockets.signal]) : options.signal;
          let sent: Press | undefined;
          const note = () => {
            const request = prepare();
            const body = new TextDecoder().decode(request.body ?? new Uint8Array());
            if (options.effect === "write") sent = this.ledger.noteSent(`${request.url} ${body}`);
            return request;
          };
          const answer = await this.below.http.send(note, { ...options, signal });
          if (sent) sent.status = answer.status;
          if (sent) sent.isAnswered = isDocumented(answer);
          return answer;
        }),
    };
  }
}

// The editor's secret storage in memory: it tells of every change twice, and now and then of none.
import { Emitter } from "../../../src/core/ports/event.js";
import type { Secrets } from "../../../src/core/ports/ports.js";

export class FakeSecrets implements Secrets {
  readonly kept = new Map<string, string>();
  /** Keys that were asked for. */
  readonly asked: string[] = [];
  /** Thrown by the next writes. */
  failure: Error | undefined;
  private readonly changed = new Emitter<{ readonly key: string }>();
  readonly onDidChange = this.changed.event;

  async get(key: string): Promise<string | undefined> {
    this.asked.push(key);
    return this.kept.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    if (this.failure) throw this.failure;
    this.kept.set(key, value);
    this.tell(key);
  }

  async delete(key: string): Promise<void> {
    if (this.failure) throw this.failure;
    this.kept.delete(key);
    this.tell(key);
  }

  /** The editor could not decrypt it any more. */
  lose(key: string): void {
    this.kept.delete(key);
  }

  tell(key: string): void {
    this.changed.fire({ key });
    this.changed.fire({ key });
  }
}

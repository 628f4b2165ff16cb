// The editor's state in memory: values go through JSON as they do there, and a write can be made to fail.
import { setImmediate } from "node:timers/promises";
import type { KeyValue } from "../../../src/core/ports/ports.js";

export class FakeKeyValue implements KeyValue {
  private readonly values = new Map<string, string>();
  /** Thrown by the next writes. */
  failure: Error | undefined;

  constructor(values: Readonly<Record<string, unknown>> = {}) {
    for (const [key, value] of Object.entries(values)) this.values.set(key, JSON.stringify(value));
  }

  get<T>(key: string): T | undefined {
    const value = this.values.get(key);
    return value === undefined ? undefined : (JSON.parse(value) as T);
  }

  async update(key: string, value: unknown): Promise<void> {
    if (this.failure) throw this.failure;
    // A caller that reads and writes without waiting for others loses their writes.
    await setImmediate();
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.stringify(value));
  }

  /** Everything that lies there, as text. */
  get text(): string {
    return [...this.values].join("\n");
  }
}

// Lock files in memory: exclusive like the real ones, and any call can be made to fail, to wait, or to be the last before a crash.
import type { LockFiles } from "../../../src/core/ports/ports.js";

type Verb = keyof LockFiles;

export class FakeLockFiles implements LockFiles {
  readonly kept = new Map<string, string>();
  /** Every text that was ever written. */
  readonly written: string[] = [];
  /** Called before each call takes effect. */
  before: (verb: Verb, name: string) => void | Promise<void> = () => undefined;

  async claim(name: string, text: string): Promise<boolean> {
    await this.before("claim", name);
    if (this.kept.has(name)) return false;
    this.write(name, text);
    return true;
  }

  async read(name: string): Promise<string | undefined> {
    await this.before("read", name);
    return this.kept.get(name);
  }

  async replace(name: string, text: string): Promise<void> {
    await this.before("replace", name);
    if (!this.kept.has(name)) throw new Error(`There is no note ${name}`);
    this.write(name, text);
  }

  async remove(name: string): Promise<void> {
    await this.before("remove", name);
    this.kept.delete(name);
  }

  async names(): Promise<readonly string[]> {
    await this.before("names", "");
    return [...this.kept.keys()].sort();
  }

  private write(name: string, text: string): void {
    this.kept.set(name, text);
    this.written.push(text);
  }
}

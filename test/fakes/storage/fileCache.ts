// A file cache in memory that tells what was asked of it, and whose disk can be made to fail or to be slow.
import type { FileCache } from "../../../src/core/ports/ports.js";

export class FakeFileCache implements FileCache {
  readonly kept = new Map<string, string>();
  /** Every call, such as "read a.json". */
  readonly calls: string[] = [];
  /** Called before each call takes effect. */
  before: (verb: keyof FileCache, name: string) => void | Promise<void> = () => undefined;

  async read(name: string, limit: number): Promise<string | "tooLarge" | undefined> {
    await this.call("read", name);
    const text = this.kept.get(name);
    return text !== undefined && Buffer.byteLength(text) > limit ? "tooLarge" : text;
  }

  async write(name: string, text: string): Promise<void> {
    await this.call("write", name);
    this.kept.set(name, text);
  }

  async remove(name: string): Promise<void> {
    await this.call("remove", name);
    this.kept.delete(name);
  }

  async keepOnly(names: readonly string[]): Promise<void> {
    await this.call("keepOnly", names.join());
    for (const name of this.kept.keys()) if (!names.includes(name)) this.kept.delete(name);
  }

  private async call(verb: keyof FileCache, name: string): Promise<void> {
    this.calls.push(`${verb} ${name}`);
    await this.before(verb, name);
  }
}

// Windows of the editor: each that opens has a name of its own, and is there until a test closes it.
import type { WindowRegistry } from "../../../src/core/ports/ports.js";

export class FakeWindows {
  private readonly open = new Set<string>();
  private opened = 0;

  enter(): WindowRegistry {
    this.opened += 1;
    const own = `window-${this.opened}`;
    this.open.add(own);
    return { own, isOpen: (name) => this.open.has(name) };
  }

  close(name: string): void {
    this.open.delete(name);
  }

  closeAll(): void {
    this.open.clear();
  }
}

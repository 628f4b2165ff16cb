// A person's attention: they look, look away, and hide the view as a test says.
import { Emitter } from "../../../src/core/ports/event.js";
import type { Attention } from "../../../src/core/ports/ports.js";

export class FakeAttention implements Attention {
  private readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  isViewVisible = true;
  isWindowFocused = true;

  set(parts: Partial<Pick<Attention, "isViewVisible" | "isWindowFocused">>): void {
    Object.assign(this, parts);
    this.changed.fire();
  }
}

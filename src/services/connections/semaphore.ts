// Lets so many through at a time; the others wait in line.
import { VoiceError } from "../../core/errors.js";

export class Semaphore {
  private inside = 0;
  private readonly waiting: (() => void)[] = [];

  /** `width`: how many may be inside now; asked again each time a caller comes or leaves. */
  constructor(private readonly width: () => number) {}

  /** Resolves with the way out, to be called once. Throws `cancelled` when the signal comes first. */
  enter(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        signal.removeEventListener("abort", giveUp);
        this.inside += 1;
        resolve(() => {
          this.inside -= 1;
          this.letIn();
        });
      };
      const giveUp = () => {
        const place = this.waiting.indexOf(go);
        if (place >= 0) this.waiting.splice(place, 1);
        reject(new VoiceError("cancelled", "cancelled while waiting", { wasSent: false }));
      };
      if (signal.aborted) return giveUp();
      signal.addEventListener("abort", giveUp, { once: true });
      this.waiting.push(go);
      this.letIn();
    });
  }

  private letIn(): void {
    while (this.inside < this.width()) {
      const next = this.waiting.shift();
      if (!next) return;
      next();
    }
  }
}

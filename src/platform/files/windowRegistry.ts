// Tells which windows of the editor are still there: each has an extension host of its own, and its name says which process that is.
import { hostname } from "node:os";
import type { WindowRegistry } from "../../core/ports/ports.js";

/** `digest`: short, of letters and digits. `nonce`: never the same twice, without a dot. */
export function createWindowRegistry(digest: (text: string) => string, nonce: string): WindowRegistry {
  // Process numbers mean something on this computer only, and the lock files may lie on a disk that several share.
  const here = digest(hostname()).slice(0, 12);
  const own = `${here}.${process.pid}.${nonce}`;
  return {
    own,
    isOpen(name) {
      if (name === own) return true;
      const [host, number] = name.split(".");
      const pid = Number(number);
      if (host !== here || !Number.isSafeInteger(pid) || pid <= 0) return true;
      // This process had another life: the number was given out again.
      return pid !== process.pid && isRunning(pid);
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // It may be there and not be ours to ask.
    return (thrown as { readonly code?: unknown }).code !== "ESRCH";
  }
}

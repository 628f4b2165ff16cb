// Fixture of the key guard's suites: windows over the same lock files, keys with one of their secrets, and a refusal.
import { createHash } from "node:crypto";
import { VoiceError } from "../../../../src/core/errors.js";
import { KeyGuard } from "../../../../src/services/keys/keyGuard.js";
import { ManualClock } from "../../../fakes/clock.js";
import { FakeWindows } from "../../../fakes/editor/windows.js";
import { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";

export const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** A key and one of its secrets. */
export const key = (id: string, secret = "s") => ({ id, pair: `${id} ${secret}` });

export const refused = () => new VoiceError("auth", "no", { reason: "wrongSecret", code: "X.1", requestId: "r1", status: 401 });

/** `guard` is that of a first window. */
export function openGuard() {
  const windows = new FakeWindows();
  const lockFiles = new FakeLockFiles();
  const clock = new ManualClock();
  const newWindow = (own = windows.enter()) => new KeyGuard(lockFiles, clock, digest, own);
  const phases = () => [...lockFiles.kept.values()].map((text) => (JSON.parse(text) as { phase: string }).phase);
  return { windows, lockFiles, clock, newWindow, phases, guard: newWindow() };
}

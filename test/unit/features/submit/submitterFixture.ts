// Fixture of the submitter's suites: one job at a scripted cloud, in a window whose storage others can be opened on.
import { VoiceError } from "../../../../src/core/errors.js";
import { HastyClock } from "../../../fakes/clock.js";
import { type Call, ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { connectionTo, fixture, kernel, key } from "../../scenarios/kernel.js";

/** Connection `c1`, job `j1`, which can be submitted. */
export async function openSubmitter() {
  const cloud = new ScriptedCloud();
  const lockFiles = new FakeLockFiles();
  const clock = new HastyClock();
  const below = fixture([cloud.cloud], { lockFiles, clock });
  const home = kernel(below);
  await home.connectionStore.add(connectionTo(cloud.cloud), key);
  cloud.put("j1", "RAW");
  /** The window reloaded, or another window: everything new on the same storage, and nothing goes wrong any more. */
  const reload = () => {
    cloud.before = () => undefined;
    cloud.after = () => undefined;
    lockFiles.before = () => undefined;
    return kernel(below);
  };
  return { cloud, lockFiles, clock, below, home, reload };
}

export const lost = () => new VoiceError("network", "", { reason: "reset", wasSent: true });

export const onSubmit = (act: () => void) => (call: Call) => {
  if (call.verb === "submit") act();
};

export const fail = (error: VoiceError) => () => {
  throw error;
};

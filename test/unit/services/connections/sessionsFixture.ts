// Fixture of the sessions' suites: a connection to a scripted cloud with one job that can be submitted.
import type { VoiceError } from "../../../../src/core/errors.js";
import { HastyClock } from "../../../fakes/clock.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { connectionTo, type Fixture, fixture, kernel, key, never, type TestKernel } from "../../scenarios/kernel.js";

export function cloudWithJob(): ScriptedCloud {
  const cloud = new ScriptedCloud();
  cloud.put("j1", "RAW");
  return cloud;
}

/** Connection `c1`. */
export async function openSessions(cloud: ScriptedCloud, parts: Partial<Fixture> = {}) {
  const clock = new HastyClock();
  const home = kernel(fixture([cloud.cloud], { clock, ...parts }));
  await home.connectionStore.add(connectionTo(cloud.cloud), key);
  return { clock, home };
}

export const readJob = ({ sessions }: TestKernel, signal = never) => sessions.read("c1", signal, (api) => api.get("j1", signal));

export const submitJob = ({ sessions }: TestKernel, signal = never) =>
  sessions.write("c1", signal, (api) => api.submit!("j1", {}, signal));

/** The first calls fail like this, then the cloud answers. */
export function failFirst(cloud: ScriptedCloud, errors: VoiceError[]): void {
  cloud.before = () => {
    const error = errors.shift();
    if (error) throw error;
  };
}

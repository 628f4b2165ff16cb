// A profile whose windows keep rows for the next one; a new kernel on the same fixture and file cache is a reload.
import { JobCache } from "../../../../src/services/storage/jobCache.js";
import { ManualClock, settled } from "../../../fakes/clock.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { FakeFileCache } from "../../../fakes/storage/fileCache.js";
import { connectionTo, fixture, kernel, key, never } from "../../scenarios/kernel.js";

export type Profile = Awaited<ReturnType<typeof openProfile>>;

export async function openProfile() {
  const scripted = new ScriptedCloud();
  const fileCache = new FakeFileCache();
  const clock = new ManualClock();
  const warnings: string[] = [];
  const below = fixture([scripted.cloud], { clock });
  await kernel(below).connectionStore.add(connectionTo(scripted.cloud), key);

  /** Opens a window, as the wiring does it. */
  function openWindow() {
    const home = kernel(below);
    const quiet = () => undefined;
    const log = { debug: quiet, info: quiet, warn: (text: string) => warnings.push(text), error: quiet };
    const jobCache = new JobCache(below.clouds, home.connectionStore, home.store, fileCache, clock, log);
    home.store.onDidChange(async (change) => {
      // The part that remembers is loaded while the first request is under way.
      await Promise.resolve();
      jobCache.follow(change);
    });
    home.connectionStore.onDidChange(({ connectionId }) => jobCache.followConnections(connectionId));
    const refresh = async () => {
      const done = home.refresher.refreshConnection("c1", never);
      await settled();
      await done;
      await settled();
    };
    return { ...home, jobCache, refresh };
  }
  const pass = async () => {
    await clock.advance(2_000);
    await settled();
  };

  return { scripted, fileCache, clock, warnings, below, openWindow, pass };
}

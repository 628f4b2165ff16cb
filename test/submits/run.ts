// Tells many stories beside each other, over real sockets, until so many submits were pressed; the same seed plans the same stories.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clouds } from "../../src/clouds/index.js";
import type { Http, LockFiles } from "../../src/core/ports/ports.js";
import { type DemoCloud, startDemo } from "../../src/demoCloud/index.js";
import { createRandom } from "../../src/demoCloud/jobs/random.js";
import { createLockFiles } from "../../src/platform/files/lockFiles.js";
import { createHttp } from "../../src/platform/network/http.js";
import { HastyClock } from "../fakes/clock.js";
import { FakeLockFiles } from "../fakes/storage/lockFiles.js";
import { type Fixture, fixture, kernel, type TestKernel } from "../unit/scenarios/kernel.js";
import { localConnection, localKey } from "../unit/scenarios/localKernel.js";
import { writeMs } from "./faults.js";
import { Ledger } from "./ledger.js";
import { pressIn, type Side, sides } from "./sides.js";
import { Story } from "./story.js";

export interface Run {
  readonly seed: number;
  /** Stories begin until so many submits were pressed. */
  readonly presses: number;
  /** Told at a time. */
  readonly beside: number;
  /** No story begins any more once something was noticed. */
  readonly stopsAtFirst?: boolean;
  /** What breaks the guard on purpose, to see that it is noticed. */
  readonly sabotageLockFiles?: (lockFiles: LockFiles) => LockFiles;
  readonly sabotageHttp?: (http: Http) => Http;
  readonly sabotageKernel?: (home: TestKernel) => void;
}

/** What each wait of a story takes in real milliseconds: a window waits for another one's request by looking again and again. */
const realMs = 3;

/** Every so manieth story keeps its lock files in real files. */
const inFiles = 9;
/** So manieth guards its keys; the others take every key for good, and so are quicker. */
const guarded = 3;
/** And so manieth signs in with a password, whose token ends now and then. */
const withPassword = 3;

export async function tellStories(run: Run): Promise<Ledger> {
  const { seed, presses, beside, stopsAtFirst = false, sabotageLockFiles, sabotageHttp, sabotageKernel } = run;
  const local = await startDemo({ moving: false, jobs: { huawei: 0, alibaba: 0 }, acceptsAnyState: true });
  const real = createHttp({ settings: () => ({ route: "direct" }), editorFetch: fetch, limits: { writeMs, readMs: 20_000 } });
  const http = sabotageHttp?.(real) ?? real;
  const folder = await mkdtemp(join(tmpdir(), "voice-jobs-submits-"));
  const ledger = new Ledger({
    accepted: (jobId) => local.control.submitBodies(jobId).map((values) => pressIn(JSON.stringify(values))),
  });
  const ending = new Set<number>();
  let historyReader = 0;
  const tell = async (): Promise<void> => {
    while (ledger.of("pressed") < presses && !(stopsAtFirst && ledger.violations.length > 0)) {
      historyReader += 1;
      const number = historyReader;
      const plain = number % inFiles === 0 ? createLockFiles(join(folder, String(number))) : new FakeLockFiles();
      const clock = new HastyClock(realMs);
      const keys = number % guarded === 0 ? { keyLockFiles: new FakeLockFiles(), keyClock: new HastyClock(realMs) } : {};
      const below = fixture(clouds, { http, clock, lockFiles: sabotageLockFiles?.(plain) ?? plain, ...keys });
      const side = sides[number % sides.length]!;
      const connections = await connect(below, local, side, Math.floor(number / sides.length) % withPassword === 0);
      const random = createRandom(seed * 1_000_003 + number);
      try {
        await new Story({ number, local, side, ledger, random, below, clock, connections, ending, sabotageKernel }).run();
      } catch (thrown) {
        ledger.violations.push(`story ${number}: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: beside }, tell));
  } finally {
    await real.close();
    await local.close();
    await rm(folder, { recursive: true, force: true });
  }
  ledger.count("stories", historyReader);
  return ledger;
}

/** Two connections to the same place; the second is called otherwise, and its region too. */
async function connect(below: Fixture, local: DemoCloud, { cloud }: Side, signsIn: boolean): Promise<readonly string[]> {
  const { connectionStore } = kernel(below);
  const { domain, user, password, iamEndpoint, projectId } = local.huawei;
  const isHuawei = cloud === "huawei";
  const credentials = isHuawei && signsIn ? { kind: "password", values: { domain, user, password } } : localKey(local, cloud);
  const values = isHuawei ? { projectId, iamEndpoint } : {};
  for (const [id, region] of [
    ["one", local[cloud].region],
    ["two", "elsewhere"],
  ] as const)
    await connectionStore.add(
      localConnection(local, cloud, { id, region, values, credentialKind: credentials.kind }),
      credentials,
    );
  below.windows.closeAll();
  return ["one", "two"];
}

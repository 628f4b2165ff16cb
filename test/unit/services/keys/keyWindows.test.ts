// One wrong key, two windows and three connections at a real cloud: it is shown once.
import { strict as assert } from "node:assert";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clouds } from "../../../../src/clouds/index.js";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import { systemClock } from "../../../../src/platform/clock.js";
import { createLockFiles } from "../../../../src/platform/files/lockFiles.js";
import { createHttp } from "../../../../src/platform/network/http.js";
import { fixture, kernel, never } from "../../scenarios/kernel.js";

describe("one wrong key in many windows", () => {
  describe("with a real cloud, two windows and three connections that share one wrong key", () => {
    let demo: DemoCloud;
    let folder: string;
    beforeEach(async () => {
      demo = await startDemo({ moving: false });
      folder = await mkdtemp(join(tmpdir(), "voice-jobs-keys-"));
    });
    afterEach(async () => {
      await demo.close();
      await rm(folder, { recursive: true, force: true });
    });

    it("causes one failed call", async () => {
      const { huawei, control } = demo;
      const http = createHttp({ settings: () => ({ route: "direct" }), editorFetch: fetch });
      const base = fixture(clouds, { http, clock: systemClock });
      const windows = [1, 2].map(() => kernel({ ...base, keyLockFiles: createLockFiles(folder) }));
      const credentials = { kind: "aksk", values: { accessKeyId: huawei.accessKeyId, secretAccessKey: "not-the-secret-at-all" } };
      for (const id of ["a", "b", "c"]) {
        await windows[0]!.connectionStore.add(
          {
            id,
            cloud: "huawei",
            name: id,
            region: huawei.region,
            endpoint: huawei.endpoint,
            values: { projectId: huawei.projectId },
            credentialKind: "aksk",
          },
          credentials,
        );
      }
      await Promise.all(windows.map((window) => window.refresher.refreshAll(never)));
      for (const { store } of windows) for (const id of ["a", "b", "c"]) assert.equal(store.get(id).error?.reason, "wrongSecret");
      assert.deepEqual(
        control.requests.map(({ status }) => status),
        [401],
      );

      // Pressing refresh everywhere shows it no more.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      const everywhere = (act: "resume" | "tryAgain") =>
        Promise.all(
          windows.map(async (window) => {
            await window.sessions[act](["a", "b", "c"]);
            await window.refresher.refreshAll(never);
          }),
        );
      await everywhere("resume");
      assert.equal(control.requests.length, 1);
      // Saying so in both windows at once is one more call, not six.
      await everywhere("tryAgain");
      assert.deepEqual(
        control.requests.map(({ status }) => status),
        [401, 401],
      );

      // With the right secret everything is well again.
      for (const id of ["a", "b", "c"]) {
        await windows[0]!.connectionStore.replaceCredentials(id, {
          kind: "aksk",
          values: { ...credentials.values, secretAccessKey: huawei.secretAccessKey },
        });
      }
      await windows[0]!.refresher.refreshAll(never);
      for (const id of ["a", "b", "c"]) assert.equal(windows[0]!.store.get(id).error, undefined);
      await http.close();
    });
  });
});

// Fixture of the suites of uploads: a local cloud without jobs, a folder for files, and a sender over real sockets.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileSender } from "../../../../src/platform/files/fileSender.js";
import { createHttp } from "../../../../src/platform/network/http.js";
import { openLocalKernel } from "../../scenarios/localKernel.js";

export async function openUploads() {
  const home = await openLocalKernel({ jobs: { huawei: 0, alibaba: 0 } });
  const folder = await mkdtemp(join(tmpdir(), "voice-jobs-upload-"));
  const http = createHttp({ settings: () => ({ route: "direct" }), editorFetch: () => assert.fail("not asked for") });
  const close = async () => {
    await http.close();
    await home.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { home, folder, fileSender: createFileSender(http), close };
}

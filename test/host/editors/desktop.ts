// The desktop editor of @vscode/test-electron: whether it can be had here, and the editor tests in it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runTests, TestRunFailedError } from "@vscode/test-electron";
import { fetchStableVersions } from "@vscode/test-electron/out/download";
import { findOnPath, type Machine } from "../routes";
import { repository } from "./cache";

/** Looks at this machine, and asks the download host for at most 3 s. */
export async function lookAround(): Promise<Machine> {
  const { platform, env } = process;
  const code = findOnPath(platform === "win32" ? ["code.cmd"] : ["code"], env, existsSync);
  return { platform, env, code, downloads: await downloadAnswers() };
}

async function downloadAnswers(): Promise<boolean> {
  try {
    return (await fetchStableVersions(true, 3_000)).length > 0;
  } catch {
    return false;
  }
}

/** Runs bundled editor tests in the desktop editor; they print to this process's own output. */
export async function runDesktopTests(version: string, tests: string, env: Record<string, string>): Promise<number> {
  try {
    return await runTests({
      version,
      extensionDevelopmentPath: repository,
      extensionTestsPath: tests,
      extensionTestsEnv: { VOICE_JOBS_TEST_STORAGE: join(repository, ".vscode-test/user-data/User/globalStorage"), ...env },
      launchArgs: ["--disable-extensions", "--disable-telemetry"],
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  }
}

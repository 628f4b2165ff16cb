// Command: opens a real editor with the built extension, demo data and a folder of made recordings, by the best route that this machine has; `--route`, `--port`.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { writeDemoFolder, writeDemoSentences, writeDemoVoices } from "./demoFolder";
import { repository } from "./editors/cache";
import { lookAround } from "./editors/desktop";
import { installEditor } from "./editors/editors";
import { openFrontDoor } from "./editors/frontDoor";
import { startServer } from "./editors/server";
import { editorVersions } from "./editors/versions";
import { browserCommand, desktopArguments, isStartRoute, startRoute } from "./routes";
import { workbenchAddress } from "./workbench/workbench";

/** Makes the extension show demo jobs by itself. */
const demo = { VOICE_JOBS_DEMO: "1" };
/** What the editor opens: recordings to be checked. */
const folder = join(repository, ".vscode-test/start-folder");

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { route: { type: "string" }, port: { type: "string", default: "0" } } });
  const machine = await lookAround();
  await writeDemoFolder(folder);
  await writeDemoVoices(folder);
  await writeDemoSentences(folder);
  const route = values.route ?? startRoute(machine);
  if (!isStartRoute(route)) throw new Error("--route is code, desktop, browser or address");
  if (route === "code") return openDesktop(machine.code ?? "code");
  if (route === "desktop") return openDesktop(await downloadAndUnzipVSCode(editorVersions.newest.vscode));
  const address = await serve(Number(values.port));
  console.log(
    `\nVoice Jobs runs in VS Code ${editorVersions.newest.vscode} at\n\n  ${address}\n\nOpen it in a browser. Ctrl+C stops it.`,
  );
  if (route === "address") return;
  const [program, parameters] = browserCommand(machine.platform, address);
  spawn(program, parameters, { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}

async function openDesktop(program: string): Promise<void> {
  const parameters = desktopArguments(
    repository,
    join(repository, ".vscode-test/start-profile"),
    folder,
    process.getuid?.() === 0,
  );
  console.log(`Opening ${program}`);
  const child = spawn(program, parameters, {
    stdio: "inherit",
    env: { ...process.env, ...demo },
    shell: process.platform === "win32",
  });
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}

/** Serves the npm-carried editor until this process ends, and gives the address that opens it with the extension. */
async function serve(port: number): Promise<string> {
  const server = await startServer(await installEditor("newest"), {
    extensions: [repository],
    env: demo,
    allExtensions: true,
    // The local cloud listens on a port of this computer: nothing that a person would open in a browser.
    // The folder lies in the clone, and the editor would ask to open that, too.
    settings: { "remote.autoForwardPorts": false, "git.openRepositoryInParentFolders": "never" },
  });
  const { url } = await openFrontDoor(server.url, randomBytes(32), port);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.stop().then(() => process.exit(0)));
  return workbenchAddress(url, { folder });
}

void main();

// Makes small extensions for tests: one script in a folder of its own, which starts with the editor.
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface MadeUp {
  readonly name: string;
  /** A CommonJS module. */
  readonly main: string;
  /** Of its manifest. */
  readonly contributes?: object;
  /** Whether it runs in folders that are not trusted. */
  readonly needsTrust?: boolean;
}

/** Gives its folder, which is the caller's to remove. */
export async function makeExtension({ name, main, contributes, needsTrust = false }: MadeUp): Promise<string> {
  const manifest = {
    name,
    publisher: "test",
    version: "0.0.1",
    engines: { vscode: "^1.100.0" },
    main: "./main.js",
    activationEvents: ["onStartupFinished"],
    capabilities: { untrustedWorkspaces: { supported: !needsTrust } },
    contributes,
  };
  const folder = await mkdtemp(join(tmpdir(), `voice-jobs-${name}-`));
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "main.js"), main);
  return folder;
}

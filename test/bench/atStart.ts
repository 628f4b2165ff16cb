// Finds out which of the built files are read when the editor loads the extension, by loading it with a stand-in for the editor.
import { execFile } from "node:child_process";
import { join, relative } from "node:path";
import { promisify } from "node:util";

/** Answers everything with something of the same kind. */
const script = `
  const Module = require("node:module");
  const load = Module._load;
  const editor = new Proxy(function () {}, { get: (target, name) => (name === "prototype" ? target.prototype : editor), apply: () => editor });
  Module._load = function (name, ...others) { return name === "vscode" ? editor : load.call(this, name, ...others); };
  require(process.argv[1]);
  console.log(JSON.stringify(Object.keys(require.cache)));
`;

/** Paths below `dist`. */
export async function filesAtStart(dist: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--eval", script, join(dist, "extension.js")]);
  return (JSON.parse(stdout) as string[]).map((file) => relative(dist, file));
}

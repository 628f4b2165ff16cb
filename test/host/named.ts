// What a command names: npm scripts, stages and files of the repository, and which of them are not there.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./editors/cache";
import { allStages, chooseStages } from "./run/stages";

const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** npm scripts that a command runs. */
export function scriptsIn(command: string): string[] {
  const named = [...command.matchAll(/\bnpm run (?:--?[\w-]+ )*([\w:-]+)/g)].map(([, name]) => name!);
  return [...named, ...[...command.matchAll(/\bnpm (test|start)\b/g)].map(([, name]) => name!)];
}

/** What is wrong with a command, a sentence each. Throws for a stage that does not exist. */
export function faultsOf(command: string): string[] {
  const missing = scriptsIn(command).filter((name) => scripts[name] === undefined);
  const files = [...command.matchAll(/(?:^|[\s/])((?:\.ci|test|src|node_modules)\/[\w./@-]+)/g)].map(([, path]) => path!);
  const [, only] = / --only ([\w,]+)/.exec(command) ?? [];
  if (only && command.includes("npm test")) chooseStages(allStages("x.vsix"), only);
  return [
    ...missing.map((name) => `npm has no script ${name}`),
    ...files.filter((path) => !existsSync(join(repository, path))).map((path) => `${path} is not there`),
  ];
}

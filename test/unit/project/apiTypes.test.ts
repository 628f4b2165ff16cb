// The types of the public API that lie in the package: another extension compiles with them alone, and they are those of src/api.ts.
import { strict as assert } from "node:assert";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript-api";

interface ApiTypes {
  readonly apiTypesName: string;
  apiTypes(root: string): Promise<string>;
}

const root = join(import.meta.dirname, "../../..");

/** What another extension does with the API, and what the types must not let it do. */
const consumer = `
import type { PublicError, VoiceJob, VoiceJobsApi } from "./voice-jobs-api";

export async function refused(api: VoiceJobsApi): Promise<readonly VoiceJob[]> {
  const { id } = await api.addConnection({
    cloud: "huawei", name: "Production", region: "cn-north-4", projectId: "p",
    credentials: { kind: "aksk", accessKeyId: "a", secretAccessKey: "s" },
  });
  const heard = api.onDidChangeJobs(({ connectionId }) => connectionId.length);
  const { jobs, total } = await api.listJobs(id, { states: ["AUDIT_FAILED"], limit: 20 });
  heard.dispose();
  const version: 1 = api.apiVersion;
  await api.submitJob(id, "j", { tag: "live" });
  return version + total > 0 ? jobs.filter(({ phase, updatedAt = 0 }) => phase === "attention" && updatedAt > 0) : [];
}

export const isLost = ({ kind, code = "", requestId = "" }: PublicError) => kind === "network" && (code + requestId).length === 0;

export async function wrong(api: VoiceJobsApi, job: VoiceJob): Promise<void> {
  // @ts-expect-error: a key without its secret
  await api.addConnection({ cloud: "huawei", name: "n", region: "r", credentials: { kind: "aksk", accessKeyId: "a" } });
  // @ts-expect-error: jobs are never changed
  job.state = "SUCCEED";
  // @ts-expect-error: no such phase
  if (job.phase === "done") return;
  // @ts-expect-error: nothing else is there
  api.deleteJob("c", "j");
}
`;

const strict: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2022.d.ts"],
  types: [],
};

function errorsIn(files: readonly string[], options: ts.CompilerOptions): string[] {
  const program = ts.createProgram(files, options);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("types of the public API", () => {
  let folder: string;
  let module: ApiTypes;
  let text: string;

  before(async () => {
    module = (await import(pathToFileURL(join(root, ".ci/apiTypes.mjs")).href)) as ApiTypes;
    text = await module.apiTypes(root);
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-api-"));
    await writeFile(join(folder, module.apiTypesName), text);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("are all that another extension needs, under the strictest rules", async () => {
    const file = join(folder, "consumer.ts");
    await writeFile(file, consumer);
    assert.doesNotMatch(text, /\bimport\b/);
    assert.deepEqual(errorsIn([file], strict), []);
  });

  it("are those of the program", async () => {
    const api = join(root, "src/api.ts");
    const names = [...(await readFile(api, "utf8")).matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name!);
    const shared = names.filter((name) => name !== "ApiKernel");
    assert.ok(shared.includes("VoiceJobsApi") && shared.includes("PublicError"), `${shared}`);
    const path = relative(folder, api).replaceAll("\\", "/").replace(/\.ts$/, ".js");
    const lines = [
      `import type * as Ours from ${JSON.stringify(path)};`,
      'import type * as Told from "./voice-jobs-api";',
      `import type { VoiceError } from ${JSON.stringify(path.replace(/api\.js$/, "core/errors.js"))};`,
      "type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;",
      ...shared.map((name) => `export const same${name}: Same<Ours.${name}, Told.${name}> = true;`),
      "export const thrown = (error: VoiceError): Told.PublicError => error;",
      "// @ts-expect-error: this comparison sees a difference",
      "export const other: Same<Ours.PublicConnection, Omit<Told.PublicConnection, 'region'>> = true;",
    ];
    const file = join(folder, "compared.ts");
    await writeFile(file, lines.join("\n"));
    const types = [join(root, "node_modules/@types")];
    const options = { ...strict, lib: ["lib.es2023.d.ts"], types: ["node"], typeRoots: types, skipLibCheck: true };
    assert.deepEqual(errorsIn([file], options), []);
  });

  it("are not made where one of them comes from elsewhere", async () => {
    const copy = join(folder, "copy");
    await mkdir(copy);
    await cp(join(root, "src"), join(copy, "src"), { recursive: true, filter: (path) => !path.includes("features") });
    const api = join(copy, "src/api.ts");
    const whole = await readFile(api, "utf8");
    await writeFile(
      api,
      whole.replace("export interface VoiceJobsApi {", "export interface VoiceJobsApi {\n  readonly uri: Uri;"),
    );
    await assert.rejects(module.apiTypes(copy), /mentions Uri/);
  });
});

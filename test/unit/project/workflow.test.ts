// The workflow of GitHub, the updates and the editor's launch configurations name only what is there.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import ts from "typescript-api";
import { isEditorName } from "../../host/editors/versions";
import { faultsOf, scriptsIn } from "../../host/named";

const root = join(import.meta.dirname, "../../..");
const { load } = createRequire(import.meta.url)("js-yaml") as { load(text: string): unknown };
const text = (path: string) => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(text("package.json"));

interface Step {
  readonly env?: Readonly<Record<string, string>>;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly "timeout-minutes": number;
  readonly strategy: { readonly matrix: { readonly system: string[]; readonly editor: string[] } };
  readonly steps: readonly Step[];
}

describe("the workflow of GitHub", () => {
  const workflow = load(text(".github/workflows/check.yml")) as {
    readonly on: Readonly<Record<string, unknown>>;
    readonly permissions: Readonly<Record<string, string>>;
    readonly jobs: Readonly<Record<string, Job>>;
  };
  const job = workflow.jobs.check!;
  const commands = job.steps.flatMap(({ run }) => run ?? []);

  it("runs only npm scripts and stages that exist", () => {
    assert.deepEqual(commands.flatMap(faultsOf), []);
    const scripts = new Set(commands.flatMap(scriptsIn));
    assert.ok(scripts.has("test") && scripts.has("bench"), `${[...scripts]}`);
    assert.ok(commands.includes("npm ci"));
    assert.deepEqual(faultsOf("npm run bake"), ["npm has no script bake"]);
    assert.deepEqual(faultsOf("node .ci/bake.mjs"), [".ci/bake.mjs is not there"]);
    assert.throws(() => faultsOf("npm test -- --only bread"), /not bread/);
  });

  it("is for three systems and both editors, on each change and once a week", () => {
    const { system, editor } = job.strategy.matrix;
    assert.deepEqual(system, ["ubuntu", "windows", "macos"]);
    assert.ok(editor.length === 2 && editor.every(isEditorName), `${editor}`);
    assert.deepEqual(Object.keys(workflow.on), ["push", "pull_request", "schedule", "workflow_dispatch"]);
  });

  it("tests once on each system, whatever started it", () => {
    for (const system of job.strategy.matrix.system) {
      for (const event of ["push", "schedule"]) {
        const isMet = ({ if: condition = "true" }: Step) =>
          condition.split(" && ").every((part) => {
            const [, name, sign, value] = /^(matrix\.system|github\.event_name) ([!=]=) '(\w+)'$/.exec(part) ?? [];
            if (!name) return part === "true";
            return ((name === "matrix.system" ? system : event) === value) === (sign === "==");
          });
        const tests = job.steps.filter((step) => /npm test/.test(step.run ?? "") && isMet(step));
        assert.equal(tests.length, 1, `${system}, ${event}`);
        assert.ok(tests[0]!.run!.includes("--editor ${{ matrix.editor }}"));
      }
    }
  });

  it("may only read the repository, keeps what it downloads, and ends at some time", () => {
    assert.deepEqual(workflow.permissions, { contents: "read" });
    assert.ok(job["timeout-minutes"] <= 60);
    const uses = job.steps.flatMap((step) => step.uses ?? []);
    for (const action of uses) assert.match(action, /^actions\/[\w-]+@v\d+$/);
    const cached = job.steps.find((step) => step.uses?.startsWith("actions/cache@"))?.with;
    assert.equal(cached?.path, ".vscode-test");
    assert.match(String(cached?.key), /hashFiles\('test\/host\/editors\/versions\.ts'\)/);
    assert.equal(job.steps.find((step) => step.uses?.startsWith("actions/setup-node@"))?.with?.cache, "npm");
  });
});

describe("the workflow of GitHub on every Node", () => {
  const { jobs } = load(text(".github/workflows/check.yml")) as {
    readonly jobs: { readonly units: Job & { readonly strategy: { readonly matrix: { readonly node: number[] } } } };
  };

  it("runs the unit tests from the lowest in package.json up", () => {
    const { strategy, steps } = jobs.units;
    assert.deepEqual(strategy.matrix.node, [20, 22, 24]);
    assert.match(manifest.engines.node, new RegExp(`^>=${strategy.matrix.node[0]}\\.`));
    const node = steps.find(({ uses }) => uses?.startsWith("actions/setup-node@"))?.with?.["node-version"];
    assert.equal(node, "${{ matrix.node }}");
    assert.deepEqual(
      steps.flatMap(({ run }) => run ?? []),
      ["npm ci", "npm run unit"],
    );
    assert.deepEqual(faultsOf("npm run unit"), []);
  });

  it("keeps a list of everything in the lock file beside the package", () => {
    const { steps } = (load(text(".github/workflows/check.yml")) as { readonly jobs: { readonly check: Job } }).jobs.check;
    const [, file] = steps.map(({ run }) => /^npm sbom .*--sbom-format cyclonedx > (\S+)$/.exec(run ?? "")).find(Boolean) ?? [];
    const kept = steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact@"))?.with?.path;
    assert.ok(file && String(kept).split("\n").includes(file), `${kept}`);
  });
});

describe("the workflow of a release", () => {
  const release = load(text(".github/workflows/release.yml")) as {
    readonly on: unknown;
    readonly permissions: unknown;
    readonly jobs: { readonly release: Job };
  };
  const { steps } = release.jobs.release;
  const commands = steps.flatMap(({ run }) => run ?? []);
  const indexOf = (what: RegExp) => commands.findIndex((command) => what.test(command));

  it("begins with a tag of the version, and may only read the repository", () => {
    assert.deepEqual(release.on, { push: { tags: ["v*"] } });
    assert.deepEqual(release.permissions, { contents: "read" });
    assert.ok(commands[0]!.includes("package.json") && commands[0]!.includes("GITHUB_REF_NAME"));
    for (const action of steps.flatMap(({ uses }) => uses ?? [])) assert.match(action, /^actions\/[\w-]+@v\d+$/);
  });

  it("tries both keys, tests everything, and publishes the file that was tested, once", () => {
    assert.deepEqual(commands.flatMap(faultsOf), []);
    const order = [/vsce@.* verify-pat/, /ovsx@.* verify-pat/, /npm test -- --every$/, /vsce@.* publish/, /ovsx@.* publish/];
    const places = order.map(indexOf);
    assert.ok(!places.includes(-1), `${places}`);
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.equal(indexOf(/npm run package/), -1, "another package than the tested one");
    const [, , , ...publishing] = places.map((place) => commands[place]!);
    for (const command of publishing) assert.match(command, /voice-training-jobs\.vsix --skip-duplicate$/);
    for (const command of commands.filter((each) => each.includes("verify-pat")))
      assert.ok(command.endsWith(` ${manifest.publisher}`), command);
  });

  it("takes its tools in exact versions, that of the package's own where there is one", () => {
    const tools = commands.flatMap((command) =>
      [...command.matchAll(/npx --yes (\S+)@(\S+)/g)].map(([, name, version]) => [name, version]),
    );
    assert.deepEqual(new Set(tools.map(([name]) => name)), new Set(["@vscode/vsce", "ovsx"]));
    for (const [name, version] of tools) {
      assert.match(version!, /^\d+\.\d+\.\d+$/);
      if (manifest.devDependencies[name!]) assert.equal(version, manifest.devDependencies[name!]);
      assert.ok(text("CONTRIBUTING.md").includes(`npx ${name}@${version} publish`), name);
    }
  });

  it("gives each secret to the steps that need it, and CONTRIBUTING.md names both", () => {
    for (const [name, tool] of [
      ["VSCE_PAT", "vsce"],
      ["OVSX_PAT", "ovsx"],
    ] as const) {
      const holders = steps.filter(({ env }) => env?.[name] !== undefined);
      assert.ok(holders.length === 2 && holders.every(({ run }) => run?.includes(tool)), name);
      for (const { env } of holders) assert.deepEqual(env, { [name]: `\${{ secrets.${name} }}` });
      assert.ok(text("CONTRIBUTING.md").includes(`\`${name}\``), name);
    }
  });
});

describe("updates of dependencies", () => {
  const { updates } = load(text(".github/dependabot.yml")) as {
    readonly updates: readonly {
      readonly groups?: Readonly<Record<string, { readonly patterns: string[]; readonly "exclude-patterns"?: string[] }>>;
      readonly ignore?: readonly { readonly "dependency-name": string }[];
    }[];
  };
  const npm = updates[0]!;

  it("name only packages that the project has", () => {
    const { shipped, tools } = npm.groups!;
    const held = npm.ignore!.map((each) => each["dependency-name"]);
    for (const name of [...shipped!.patterns, ...held]) assert.ok(manifest.devDependencies[name], name);
    assert.deepEqual(tools!["exclude-patterns"], shipped!.patterns);
  });

  it("hold what the floor editor needs, as CONTRIBUTING.md says", () => {
    const guide = text("CONTRIBUTING.md");
    for (const each of npm.ignore!) assert.ok(guide.includes(`\`${each["dependency-name"]}\``), each["dependency-name"]);
  });

  it("come for exact versions", () => {
    for (const [name, version] of Object.entries<string>(manifest.devDependencies))
      assert.match(version, /^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/, name);
  });
});

describe("launch configurations and tasks", () => {
  const read = (path: string) => ts.parseConfigFileTextToJson(path, text(path));
  const launch = read(".vscode/launch.json");
  const tasks = read(".vscode/tasks.json");

  it("start only tasks, scripts and files that exist", () => {
    assert.deepEqual([launch.error, tasks.error], [undefined, undefined]);
    const labels = new Set(tasks.config.tasks.map(({ label }: { label: string }) => label));
    for (const { preLaunchTask, program = "", args = [] } of launch.config.configurations) {
      if (preLaunchTask) assert.ok(labels.has(preLaunchTask), preLaunchTask);
      assert.deepEqual(faultsOf([program, ...args].join(" ").replaceAll("${workspaceFolder}", "")), []);
    }
    for (const { type, script, command = "", dependsOn } of tasks.config.tasks) {
      assert.deepEqual(faultsOf(type === "npm" ? `npm run ${script}` : command), []);
      if (dependsOn) assert.ok(labels.has(dependsOn), dependsOn);
    }
  });

  it("are there for the extension and for each kind of test", () => {
    const names = launch.config.configurations.map(({ name }: { name: string }) => name).join("\n");
    for (const kind of [/^Extension$/m, /^Extension with demo data$/m, /^Unit tests/m, /^Editor tests/m, /^UI tests/m])
      assert.match(names, kind);
  });
});

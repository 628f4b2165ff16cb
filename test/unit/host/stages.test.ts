// How `npm test` chooses, orders, judges and counts its stages.
import { strict as assert } from "node:assert";
import { setTimeout as wait } from "node:timers/promises";
import { addCounts, readCounts } from "../../host/run/counts";
import { judge, runStages, type StageResult } from "../../host/run/stageRun";
import { allStages, chooseStages, type Stage } from "../../host/run/stages";
import { readTimes, tellPart, tellTest, timeTable, withoutTimes } from "../../host/run/timings";
import { parseTasks, taskName, type UiTask, uiTasks, uiTestFiles, unknownFiles } from "../../host/run/uiFiles";

const stage = (name: string, needs: string[] = [], counts: Stage["counts"] = "mocha"): Stage => ({
  name,
  group: name,
  command: [],
  needs,
  counts,
});

describe("counts", () => {
  it("are read from the end of what mocha printed", () => {
    const output = "  9 passing (1s)\nits output\n\n  12 passing (3s)\n  1 pending\n  2 failing\n";
    assert.deepEqual(readCounts(output), { passed: 12, failed: 2, skipped: 1 });
    assert.deepEqual(readCounts("nothing passing"), { passed: 0, failed: 0, skipped: 0 });
  });
  it("add up", () => {
    assert.deepEqual(addCounts([readCounts("  2 passing (1s)"), readCounts("  3 failing")]), {
      passed: 2,
      failed: 3,
      skipped: 0,
    });
  });
});

describe("stage", () => {
  it("is good when its tests passed", () => assert.equal(judge(stage("unit"), 0, "  2 passing (1s)\n", 1).good, true));
  it("fails when a test failed, by as many", () => {
    const { good, counts } = judge(stage("unit"), 1, "  2 passing (1s)\n  3 failing\n", 1);
    assert.deepEqual([good, counts.failed], [false, 3]);
  });
  it("fails by one when it ran no test, or ended badly without a failed one", () => {
    for (const [code, output] of [
      [0, "  0 passing (1ms)\n"],
      [1, "  2 passing (1s)\n"],
      [0, ""],
    ] as const) {
      const { good, counts } = judge(stage("unit"), code, output, 1);
      assert.deepEqual([good, counts.failed], [false, 1]);
    }
  });
  it("may be untried if it says why", () => {
    assert.equal(judge({ ...stage("desktop"), mayBeUntried: true }, 0, "UNTRIED: no host", 1).good, true);
    assert.equal(judge(stage("editor"), 0, "UNTRIED: no host", 1).good, false);
  });
  it("counts one as a check, and nothing as a preparation", () => {
    assert.deepEqual(judge(stage("types", [], "one"), 0, "", 1).counts, { passed: 1, failed: 0, skipped: 0 });
    assert.deepEqual(judge(stage("types", [], "one"), 2, "", 1).counts, { passed: 0, failed: 1, skipped: 0 });
    assert.deepEqual(judge(stage("install", [], "nothing"), 0, "", 1).counts, { passed: 0, failed: 0, skipped: 0 });
  });
});

describe("stages", () => {
  const good = (one: Stage): StageResult => judge(one, 0, "  1 passing (1s)\n", 1);

  it("wait for what they need and use no more places than there are", async () => {
    const log: string[] = [];
    let now = 0;
    const run = async (one: Stage) => {
      assert.ok(++now <= 2);
      log.push(one.name);
      await wait(5);
      now--;
      return good(one);
    };
    await runStages([stage("a"), stage("b", ["a", "d"]), stage("c"), stage("d")], 2, run, () => {});
    assert.deepEqual(log, ["a", "c", "d", "b"]);
  });
  it("wait for the end of what would be in their way, well or not", async () => {
    const log: string[] = [];
    const run = async (one: Stage) => {
      log.push(one.name);
      return judge(one, one.name === "a" ? 1 : 0, "  1 passing (1s)\n", 1);
    };
    await runStages([{ ...stage("b"), after: ["a", "not chosen"] }, stage("a")], 2, run, () => {});
    assert.deepEqual(log, ["a", "b"]);
  });
  it("do not run when what they need has failed, and say so", async () => {
    const results = await runStages(
      [stage("a"), stage("b", ["a"]), stage("c", ["b"])],
      2,
      async (one) => judge(one, 1, "", 1),
      () => {},
    );
    assert.deepEqual(
      results.map((result) => [result.stage.name, result.good]),
      [
        ["a", false],
        ["b", false],
        ["c", false],
      ],
    );
    assert.match(results[2]!.output, /Did not run/);
  });
  it("are chosen with what they need", () => {
    const stages = allStages("x.vsix");
    assert.deepEqual(
      [...new Set(chooseStages(stages, "unit,editor").map(({ group }) => group))],
      ["install", "package", "unit", "editor"],
    );
    assert.throws(() => chooseStages(stages, "unit,nonsense"), /--only knows .*not nonsense/);
  });
  it("have Theia, pictures and benchmarks among them where all of them run or they are named", () => {
    const names = (only?: string, isEvery = false) =>
      chooseStages(allStages("x.vsix", { reach: isEvery ? "every" : "usual" }), only).map(({ name }) => name);
    const all = allStages("x.vsix").map(({ name }) => name);
    assert.deepEqual(
      all.filter((name) => !names().includes(name)),
      ["install Theia", "theia", "looks", "bench"],
    );
    assert.deepEqual(names("theia"), ["install", "package", "install Theia", "theia"]);
    assert.deepEqual(names("bench"), ["install", "package", "bench"]);
    for (const name of ["theia", "looks", "bench"]) assert.ok(names(undefined, true).includes(name), name);
  });
  it("are chosen by their editor, with everything that runs in none", () => {
    const stages = allStages("x.vsix");
    const names = chooseStages(stages, undefined, "floor").map(({ name }) => name);
    assert.ok(names.includes("unit") && names.includes("editor floor") && names.includes("desktop floor"));
    assert.deepEqual(
      names.filter((name) => name.includes("newest")),
      [],
    );
    const chosen = chooseStages(stages, "desktop,unit", "newest").map(({ name }) => name);
    assert.deepEqual(chosen, ["package", "unit", "desktop newest"]);
  });
  it("run the editor tests in both versions, and then the UI tests, which keep the machine busy", () => {
    const stages = allStages("x.vsix");
    const names = stages.map(({ name }) => name).filter((name) => /^(editor|ui)/.test(name));
    assert.deepEqual(names.sort(), ["editor floor", "editor newest", "ui"]);
    const ui = stages.find(({ name }) => name === "ui");
    const before = new Set([...(ui?.needs ?? []), ...(ui?.after ?? [])]);
    const others = stages.filter(({ group, after }) => group !== "ui" && !after?.includes("ui"));
    for (const { group } of others) assert.ok(before.has(group), group);
  });
  it("repeat what is repeated many times, and wait as long, by how far they reach", () => {
    const of = (reach: "usual" | "full" | "every") => allStages("x.vsix", { reach });
    const submits = (["usual", "full", "every"] as const).map((reach) => of(reach).find(({ name }) => name === "submits")?.env);
    const few = { VOICE_JOBS_SUBMITS: "2000", VOICE_JOBS_UPLOADS: "150" };
    assert.deepEqual(submits, [few, few, undefined]);
    for (const reach of ["usual", "full", "every"] as const)
      assert.ok(of(reach).some(({ command }) => command.join(" ").includes(`--reach ${reach}`)));
    const one = allStages("x.vsix", { editor: "floor", grep: "a job" }).find(({ name }) => name === "ui")!;
    assert.match(one.command.join(" "), /--reach every --editor floor --grep a job$/);
  });
});

describe("UI test files", () => {
  const files = [...uiTestFiles().keys()];
  const named = (tasks: readonly UiTask[]) => tasks.map(taskName);

  it("have a plan each, and none that is not there", () => {
    assert.deepEqual(unknownFiles(files), []);
    const unplanned = uiTasks(["unheard.test.ts"], "usual");
    assert.deepEqual(named(unplanned), ["floor:unheard.test.ts", "newest:unheard.test.ts"]);
  });
  it("run the main job in both editors, always", () => {
    for (const reach of ["usual", "full", "every"] as const)
      for (const editor of ["floor", "newest"]) assert.ok(named(uiTasks(files, reach)).includes(`${editor}:main.test.ts`));
  });
  it("run in one editor at least where all of them are asked for, but for one that takes minutes", () => {
    const full = new Set(uiTasks(files, "full").map(({ file }) => file));
    assert.deepEqual(
      files.filter((file) => !full.has(file)),
      ["submitReloads.test.ts"],
    );
    const every = named(uiTasks(files, "every"));
    for (const file of files) for (const editor of ["floor", "newest"]) assert.ok(every.includes(`${editor}:${file}`), file);
    assert.ok(every.includes("floor:main.test.ts:development"));
  });
  it("that take money or a job are among the usual ones", () => {
    const usual = new Set(uiTasks(files, "usual").map(({ file }) => file));
    const dear = ["submitting", "submitMany", "faults", "creating", "deleting", "leaks"];
    for (const name of dear) assert.ok(usual.has(`${name}.test.ts`), name);
  });
  it("begin with the longest", () => {
    const tasks = uiTasks(["advice.test.ts", "main.test.ts"], "every").map(({ file }) => file);
    assert.deepEqual(tasks, [...Array(4).fill("main.test.ts"), ...Array(2).fill("advice.test.ts")]);
  });
  it("are chosen by their names", () => {
    for (const task of uiTasks(files, "every")) assert.deepEqual(parseTasks(taskName(task)), [task]);
    assert.deepEqual(named(parseTasks("advice.test.ts,main.test.ts")), [
      "floor:advice.test.ts",
      "floor:main.test.ts",
      "newest:main.test.ts",
    ]);
    assert.deepEqual(named(parseTasks("advice.test.ts", "newest")), ["newest:advice.test.ts"]);
  });
});

describe("timings", () => {
  it("are read from marked lines, and told by stage with the longest parts and slowest tests first", () => {
    const output = [
      "  ✔ one",
      tellTest({ title: "quick: a test", ms: 12.4 }),
      tellTest({ title: "slow (5 s): a test", ms: 3_000 }),
    ];
    output.push(tellPart({ part: "floor:main.test.ts", seconds: 61.26 }), "  2 passing (1m)");
    assert.deepEqual(readTimes(output.join("\n")), {
      parts: [{ part: "floor:main.test.ts", seconds: 61.3 }],
      tests: [
        { title: "quick: a test", ms: 12 },
        { title: "slow (5 s): a test", ms: 3_000 },
      ],
    });
    assert.equal(withoutTimes(output.join("\n")), "  ✔ one\n  2 passing (1m)");
    const table = timeTable([
      { name: "ui", start: 10, seconds: 62, output: output.join("\n") },
      { name: "types", start: 0, seconds: 7.04, output: "" },
    ]);
    assert.deepEqual(
      table.map((line) => line.trim()),
      [
        "start     end seconds  stage",
        "0.0     7.0     7.0  types",
        "10.0    72.0    62.0  ui",
        "61.3    floor:main.test.ts",
        "3.0      slow (5 s): a test",
        "0.0      quick: a test",
      ],
    );
  });
});

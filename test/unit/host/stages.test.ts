// How `npm test` chooses, orders, judges and counts its stages.
import { strict as assert } from "node:assert";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { addCounts, readCounts } from "../../host/counts";
import { bothCounts, failedFiles, secondLook, tellFile } from "../../host/secondLook";
import { judge, runStages, type StageResult } from "../../host/stageRun";
import { allStages, chooseStages, partOf, type Stage } from "../../host/stages";
import { filesFor, unknownFiles } from "../../host/uiFiles";

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
    const stages = allStages("x.vsix", undefined);
    assert.deepEqual(
      [...new Set(chooseStages(stages, "unit,editor").map(({ group }) => group))],
      ["install", "package", "unit", "editor"],
    );
    assert.throws(() => chooseStages(stages, "unit,nonsense"), /--only knows .*not nonsense/);
  });
  it("have Theia among them where all of them run or it is named", () => {
    const names = (only?: string, isEvery = false) =>
      chooseStages(allStages("x.vsix", undefined, isEvery), only).map(({ name }) => name);
    const all = allStages("x.vsix").map(({ name }) => name);
    assert.deepEqual(
      all.filter((name) => !names().includes(name)),
      ["install Theia", "theia"],
    );
    assert.deepEqual(names("theia"), ["install", "package", "install Theia", "theia"]);
    assert.ok(names(undefined, true).includes("theia"));
  });
  it("are chosen by their editor, with everything that runs in none", () => {
    const stages = allStages("x.vsix", undefined);
    const names = chooseStages(stages, undefined, "floor").map(({ name }) => name);
    assert.ok(names.includes("unit") && names.includes("editor floor") && names.includes("desktop floor"));
    assert.deepEqual(
      names.filter((name) => name.includes("newest")),
      [],
    );
    const chosen = chooseStages(stages, "desktop,unit", "newest").map(({ name }) => name);
    assert.deepEqual(chosen, ["package", "unit", "desktop newest"]);
  });
  it("run the editor and UI tests in both versions", () => {
    const names = allStages("x.vsix", undefined).map(({ name }) => name);
    const expected = ["editor floor", "editor newest", "ui floor 1/2", "ui newest 1/2", "ui floor 2/2", "ui newest 2/2"];
    expected.push("ui newest development");
    assert.deepEqual(names.filter((name) => /^(editor|ui) /.test(name)).sort(), expected.sort());
  });
  it("run each UI test file in one editor at least, and all in both where asked", () => {
    const files = readdirSync(join(import.meta.dirname, "../../ui")).filter((file) => file.endsWith(".test.ts"));
    assert.deepEqual(unknownFiles(files), []);
    const [floor, newest] = [filesFor("floor", files, false), filesFor("newest", files, false)];
    const left = files.filter((file) => !floor.includes(file) && !newest.includes(file));
    assert.deepEqual(left, ["submitReloads.test.ts"], "takes minutes");
    for (const both of ["main.test.ts", "browsing.test.ts"]) assert.ok(floor.includes(both) && newest.includes(both), both);
    assert.deepEqual(filesFor("floor", files, true), files);
    const [some, every] = [allStages("x.vsix"), allStages("x.vsix", undefined, true)];
    assert.ok(every.some(({ command }) => command.includes("--every")));
    const submits = [some, every].map((stages) => stages.find(({ name }) => name === "submits")?.env);
    assert.deepEqual(submits, [{ VOICE_JOBS_SUBMITS: "2000" }, undefined]);
  });
  it("run each file in one of the parts", () => {
    const files = ["a", "b", "c", "d", "e"];
    assert.deepEqual(partOf(files, "1/2"), ["a", "c", "e"]);
    assert.deepEqual(partOf(files, "2/2"), ["b", "d"]);
    assert.deepEqual(partOf(files, "1/1"), files);
  });
});

describe("second look", () => {
  const output = [
    "  40 passing (5m)",
    "  2 failing",
    "FAILED IN a.test.ts: 7 passed, 1 failed",
    "FAILED IN b.test.ts: 0 passed, 1 failed",
  ].join("\n");
  const ui = (text: string) => judge({ ...stage("ui"), command: ["run", "--part", "1/2"] }, 1, text, 1);

  it("runs the failed files of UI tests once more", () => {
    assert.deepEqual(failedFiles(tellFile({ file: "a.test.ts", passed: 1, failed: 2 })), [
      { file: "a.test.ts", passed: 1, failed: 2 },
    ]);
    const again = secondLook(ui(output));
    assert.deepEqual(again?.command, ["run", "--part", "1/2", "--files", "a.test.ts,b.test.ts"]);
  });
  it("counts each test as it ended the last time", () => {
    const good = judge(stage("ui"), 0, "  9 passing (1m)\n", 1);
    assert.deepEqual(bothCounts(ui(output), good), { passed: 42, failed: 0, skipped: 0 });
    const bad = judge(stage("ui"), 1, "  8 passing (1m)\n  1 failing\n", 1);
    assert.deepEqual(bothCounts(ui(output), bad), { passed: 41, failed: 1, skipped: 0 });
  });
  it("is not for what a busy machine does not explain", () => {
    const many = ["a", "b", "c", "d"].map((file) => tellFile({ file, passed: 1, failed: 1 })).join("\n");
    assert.equal(secondLook(ui(`  4 passing (1m)\n  4 failing\n${many}`)), undefined, "too many files");
    assert.equal(secondLook(ui("  4 passing (1m)\n")), undefined, "no failed test");
    assert.equal(secondLook(judge(stage("unit"), 1, output, 1)), undefined, "no UI test");
    assert.equal(secondLook(judge(stage("ui"), 0, "  4 passing (1m)\n", 1)), undefined, "nothing failed");
  });
});

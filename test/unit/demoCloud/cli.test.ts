// The command line of the local cloud: what it takes, and what it refuses with a word on how it is used.
import { strict as assert } from "node:assert";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const command = ["--import", "tsx", join(import.meta.dirname, "../../../src/demoCloud/cli.ts")];

describe("command line of the local cloud", () => {
  it("makes the cloud that is asked for", async () => {
    const options = ["--port=0", "--jobs", "7,3", "--seed", "2", "--latency", "0", "--frozen", "--throttled", "--control"];
    const child = spawn(process.execPath, [...command, ...options], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(child, "exit");
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line.startsWith("Stop with")) child.kill();
    }
    await ended;
    const text = lines.join("\n");
    assert.match(text, /Huawei MetaStudio {4}7 jobs/);
    assert.match(text, /Alibaba IMS {10}3 jobs/);
    assert.match(text, /Control {14}POST http:/);
  });

  it("refuses what it does not know, and says how it is used", () => {
    const refused = (...options: string[]) => {
      const { status, stderr } = spawnSync(process.execPath, [...command, ...options], { encoding: "utf8" });
      return [status, /npm run cloud -- \[options\]/.test(stderr), stderr.split("\n")[0]];
    };
    assert.deepEqual(refused("--jobs", "few"), [1, true, "--jobs wants a number"]);
    assert.deepEqual(refused("--seed", "1,2"), [1, true, "--seed wants a number"]);
    const [status, isUsage, sentence] = refused("--bread");
    assert.deepEqual([status, isUsage], [1, true]);
    assert.match(String(sentence), /--bread/);
  });
});

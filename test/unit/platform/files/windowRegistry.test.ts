// Which windows are still there: a process that ended is gone, and whatever cannot be known may be there.
import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWindowRegistry } from "../../../../src/platform/files/windowRegistry.js";

const digest = (text: string) => Buffer.from(text).toString("hex");

describe("windows", () => {
  const here = createWindowRegistry(digest, "one");
  /** The name that a window in this process would have. */
  const inProcess = (pid: number) => here.own.replace(`.${process.pid}.`, `.${pid}.`);

  it("are open while their process runs, and gone with it", async () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(other, "spawn");
    const name = inProcess(other.pid!);
    assert.equal(here.isOpen(name), true);
    const ended = once(other, "exit");
    other.kill();
    await ended;
    assert.equal(here.isOpen(name), false);
  });

  it("know themselves, and that an earlier life of the same process is over", () => {
    assert.equal(here.isOpen(here.own), true);
    assert.equal(here.isOpen(createWindowRegistry(digest, "two").own), false);
  });

  it("are taken for open where it cannot be known: on another computer, or by a name of another kind", () => {
    for (const name of ["", "somebody", "6f74686572.1.x", inProcess(0), inProcess(-1), inProcess(1.5)])
      assert.equal(here.isOpen(name), true, name);
  });

  it("of another user's process are taken for open, too", () => {
    assert.equal(here.isOpen(inProcess(1)), true);
  });
});

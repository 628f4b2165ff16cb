// What accounts have left: asked for once in a while, and never in the way of what a person does.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import { AccountLimitsReader } from "../../../../src/services/connections/accountLimits.js";
import type { Sessions } from "../../../../src/services/connections/sessions.js";

describe("limits of accounts", () => {
  const never = new AbortController().signal;
  let now: number;
  let asked: number;
  let answer: () => unknown;
  const open = () => {
    const accountLimits = async () => {
      asked += 1;
      return answer();
    };
    const read = async (_id: string, _signal: AbortSignal, call: (api: never) => Promise<unknown>) =>
      call({ accountLimits } as never);
    return new AccountLimitsReader({ read } as unknown as Pick<Sessions, "read">, { now: () => now });
  };
  beforeEach(() => {
    [now, asked] = [0, 0];
    answer = () => new Map([["BASIC", { left: 3 }]]);
  });

  it("are known once they were read, and asked for again when a minute is over", async () => {
    const reader = open();
    const told: string[] = [];
    reader.onDidChange((id) => told.push(id));
    assert.equal(reader.of("north"), undefined);
    await reader.read("north", never);
    await reader.read("north", never);
    assert.deepEqual([reader.of("north")?.get("BASIC"), reader.of("east"), asked, told], [{ left: 3 }, undefined, 1, ["north"]]);
    now = 60_000;
    await reader.read("north", never);
    assert.equal(asked, 2);
  });

  it("of an account that may not ask are not known, and that is no error", async () => {
    answer = () => {
      throw new VoiceError("forbidden", "no");
    };
    const reader = open();
    assert.equal(await reader.read("north", never), undefined);
    assert.equal(reader.of("north"), undefined);
  });
});

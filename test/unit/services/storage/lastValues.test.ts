// What was filled in before: kept for the connection and for each job, never what is personal, and no longer than the connection.
import { strict as assert } from "node:assert";
import { submitFields as fields } from "../../../../src/clouds/huawei/description/forms.js";
import type { Connection } from "../../../../src/core/connection.js";
import { LastValues, usedValuesKey } from "../../../../src/services/storage/lastValues.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

const connection = (id: string, isDemo = false): Connection => ({
  id,
  cloud: "huawei",
  name: id,
  region: "r",
  values: {},
  credentialKind: "aksk",
  ...(isDemo ? { isDemo } : {}),
});
const typed = {
  voice_name: "晓晴",
  sex: "FEMALE",
  tag: "NEWS",
  description: "Warm",
  phone: "no number at all",
  app_user_id: "user-7",
};

describe("used values", () => {
  let state: FakeKeyValue;
  let all: Connection[];
  const connectionStore = {
    find: (id: string) => all.find((each) => each.id === id),
    ids: () => all.map(({ id }) => id),
  };
  const anew = () => new LastValues(state, connectionStore);
  const north = connection("north");

  beforeEach(() => {
    state = new FakeKeyValue();
    all = [north, connection("east"), connection("demo", true)];
  });

  it("are there for the next job of the connection alone, without its name, and for the job itself with it", async () => {
    await anew().note(north, "j1", fields, typed);
    const { phone: _, ...kept } = typed;
    const { voice_name: __, ...shared } = kept;
    assert.deepEqual(anew().ofConnection("north"), shared);
    assert.deepEqual(anew().ofConnection("east"), {});
    assert.deepEqual(anew().ofJob("north", "j1")?.values, kept);
    assert.deepEqual(anew().ofJob("north", "j1")?.leftOut, ["phone"]);
    assert.equal(anew().ofJob("north", "j2"), undefined);
    assert.equal(anew().ofJob("east", "j1"), undefined);
  });

  it("hold no personal field, no phone number, link or secret in another one, and nothing long", async () => {
    const values = {
      phone: "no number at all",
      description: "call 13800000000",
      voice_name: "https://host.example/letter",
      app_user_id: "a".repeat(301),
      tag: "NEWS",
    };
    await anew().note(north, "j1", fields, values);
    for (const text of ["no number", "1380000", "host.example", "aaaa"]) assert.ok(!state.text.includes(text), text);
    assert.deepEqual(anew().ofConnection("north"), { tag: "NEWS" });
    assert.deepEqual([...anew().ofJob("north", "j1")!.leftOut].sort(), ["app_user_id", "description", "phone", "voice_name"]);
  });

  it("are the latest: an emptied field is not offered again, and what another form asked for stays", async () => {
    const used = anew();
    await used.note(north, "j1", fields, typed);
    await used.note(north, undefined, [{ id: "scenario", title: "Scenario" }], { scenario: "story" });
    await used.note(north, "j2", fields, { sex: "MALE" });
    assert.deepEqual(used.ofConnection("north"), { scenario: "story", sex: "MALE" });
    assert.equal(used.ofJob("north", "j1")?.values.tag, "NEWS");
  });

  it("stay in this window for demo connections", async () => {
    const used = anew();
    await used.note(all[2]!, "j1", fields, typed);
    assert.equal(used.ofConnection("demo").tag, "NEWS");
    assert.equal(state.text, "");
    assert.deepEqual(anew().ofConnection("demo"), {});
  });

  it("are few: the oldest go first", async () => {
    const used = anew();
    for (let number = 0; number < 110; number += 1) await used.note(north, `j${number}`, fields, { tag: "NEWS" });
    assert.equal(state.get<{ entries: unknown[] }>(usedValuesKey)?.entries.length, 100);
    assert.equal(used.ofJob("north", "j0"), undefined);
    assert.equal(used.ofJob("north", "j109")?.values.tag, "NEWS");
    assert.deepEqual(used.ofConnection("north"), { tag: "NEWS" });
  });

  it("go with their connection", async () => {
    const used = anew();
    await used.note(north, "j1", fields, typed);
    await used.note(all[1]!, "j1", fields, typed);
    all = all.filter(({ id }) => id !== "north");
    await used.sweep();
    assert.ok(!state.text.includes("north"));
    assert.equal(used.ofConnection("east").tag, "NEWS");
  });

  it("are taken as none where they are damaged, and what a newer version wrote stays", async () => {
    const entries = [
      7,
      { connectionId: "north", values: "x", leftOut: 1 },
      { connectionId: "east", values: { tag: 7, sex: "MALE" }, newer: true },
    ];
    for (const stored of ["nonsense", { entries: {} }, null]) {
      state = new FakeKeyValue({ [usedValuesKey]: stored });
      assert.deepEqual(anew().ofConnection("north"), {});
      await anew().note(north, "j1", fields, typed);
      assert.equal(anew().ofConnection("north").tag, "NEWS");
    }
    state = new FakeKeyValue({ [usedValuesKey]: { version: 2, entries } });
    assert.deepEqual([anew().ofConnection("north"), anew().ofConnection("east")], [{}, { sex: "MALE" }]);
    await anew().note(north, undefined, fields, { tag: "NEWS" });
    assert.ok(state.text.includes('"newer":true') && state.text.includes("[7,"), state.text);
  });
});

// What the cloud said of recordings is remembered for the voice, and nothing that leads to them.
import { strict as assert } from "node:assert";
import { alibaba } from "../../../../src/clouds/alibaba/index.js";
import { CheckedRecordings } from "../../../../src/features/upload/checkedRecordings.js";
import { fakeConnection } from "../../../fakes/clouds/connections.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

const connection = fakeConnection(alibaba);
const elsewhere = fakeConnection(alibaba, { region: "cn-beijing" });

describe("checked recordings", () => {
  it("are known after a restart, for their voice and place alone, and the last verdict counts", async () => {
    const state = new FakeKeyValue();
    const before = new CheckedRecordings(state);
    await before.note(connection, "voice1", "1", { passed: false, reason: "too loud" });
    await before.note(connection, "voice1", "2", { passed: true });
    await before.note(connection, "voice1", "1", { passed: true });
    const after = new CheckedRecordings(state);
    assert.deepEqual(after.of(connection, "voice1"), { 1: { passed: true }, 2: { passed: true } });
    assert.deepEqual([after.of(connection, "voice2"), after.of(elsewhere, "voice1")], [{}, {}]);
  });

  it("keep no signed link and no phone number that the cloud repeats, and no endless text", async () => {
    const state = new FakeKeyValue();
    const checked = new CheckedRecordings(state);
    const reason = `cannot read https://b.oss.example/1.wav?Signature=abc, call 13800138000 ${"x".repeat(5000)}`;
    await checked.note(connection, "voice1", "1", { passed: false, reason });
    const kept = JSON.stringify(state.get("checkedRecordings"));
    assert.ok(!kept.includes("Signature") && !kept.includes("13800138000") && kept.length < 600, kept);
  });

  it("are bounded, and what is damaged costs nothing else", async () => {
    const state = new FakeKeyValue();
    await state.update("checkedRecordings", { version: 1, entries: [7, { key: "x", checked: { 1: "yes" } }, null] });
    const checked = new CheckedRecordings(state);
    for (let voice = 0; voice < 40; voice += 1) await checked.note(connection, `voice${voice}`, "1", { passed: true });
    assert.deepEqual(checked.of(connection, "voice0"), {});
    assert.deepEqual(checked.of(connection, "voice39"), { 1: { passed: true } });
  });
});

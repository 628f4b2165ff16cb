// Filling in several jobs: cell by cell, in blocks, for all, for one, and back again.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../src/clouds/index.js";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import { valuesToSend } from "../../../../src/features/submitBatch/batchValues.js";
import { type BatchEntry, candidateOf, type Plan } from "../../../../src/features/submitBatch/ui/batchPlan.js";
import { PlanEditor } from "../../../../src/features/submitBatch/ui/planEditor.js";
import { escapeTabbed } from "../../../../src/text/cells/cellEscape.js";

const cloud = clouds[0]!;
const fields = cloud.submitFields!;
const connection = { id: "c", cloud: cloud.id, name: "Studio", region: "r", values: {}, credentialKind: "aksk" };

function open(own: Readonly<Record<string, string>> = { sex: "FEMALE" }) {
  const entries = ["1", "2"].map((id): BatchEntry => {
    const job: VoiceJob = { id, name: `Voice ${id}`, state: "CREATING", phase: "attention", raw: {} };
    return {
      key: { connectionId: "c", jobId: id },
      connection,
      cloud,
      fields,
      job,
      own: { ...own, voice_name: job.name },
      typed: {},
    };
  });
  const plan: Plan = { entries, shared: new Map() };
  const sent = () => plan.entries.map((entry) => valuesToSend(fields, candidateOf(plan, entry).layers));
  const at = (row: string, column: string) => ({ table: cloud.id, row, column });
  return { plan, editor: new PlanEditor(plan, ["Job"]), sent, at };
}

describe("filling in several jobs", () => {
  it("sets a value for all, another for one, and takes both back", () => {
    const { editor, sent, at } = open();
    assert.equal(editor.isTouched, false);
    editor.set(at("all", "tag"), "NEWS");
    editor.set(at("c/2", "tag"), " EDUCATION ");
    assert.deepEqual(sent().map(({ tag }) => tag), ["NEWS", "EDUCATION"]); // biome-ignore format: one line reads better
    editor.clear(at("c/2", "tag"));
    assert.deepEqual(sent().map(({ tag }) => tag), ["NEWS", "NEWS"]); // biome-ignore format: one line reads better
    editor.clear(at("c/2", "tag"));
    assert.deepEqual(sent().map(({ tag }) => tag), ["NEWS", undefined]); // biome-ignore format: one line reads better
    for (let times = 0; times < 4; times += 1) editor.undo();
    assert.deepEqual([sent().map(({ tag }) => tag), editor.canUndo, editor.isTouched], [[undefined, undefined], false, false]);
  });

  it("lets no value be one for all that is each job's own, and none be changed that is fixed", () => {
    const { editor, sent, at } = open();
    editor.set(at("all", "voice_name"), "Same");
    editor.set(at("c/1", "no such field"), "x");
    assert.deepEqual(sent().map(({ voice_name }) => voice_name), ["Voice 1", "Voice 2"]); // biome-ignore format: one line reads better
  });

  it("takes cells back as the table of jobs copies them for spreadsheets, without what makes them texts there", () => {
    const { editor, sent, at } = open();
    const lines = [["1", "00123"], ["2", "-1+2"]].map((cells) => cells.map((cell) => escapeTabbed(cell, true)).join("\t")); // biome-ignore format: one line reads better
    assert.ok(lines[0]?.includes("'00123") && lines[1]?.includes("'-1+2"));
    editor.paste(at("all", "tag"), ["Job\tDescription", ...lines].join("\n"));
    assert.deepEqual(sent().map(({ description }) => description), ["00123", "-1+2"]); // biome-ignore format: one line reads better
    editor.paste(at("c/1", "description"), "'it is'\t");
    assert.equal(sent()[0]?.description, "'it is'");
  });

  it("pastes a block in one step that is undone in one", () => {
    const { editor, sent, at } = open();
    const { cells, left } = editor.paste(at("all", "tag"), "Job\tTag\tDescription\nVoice 2\tNews\tWarm\n1\tEDUCATION\tCalm");
    assert.deepEqual([cells.length, left], [4, 0]);
    assert.deepEqual(sent().map(({ tag, description }) => [tag, description]), [["EDUCATION", "Calm"], ["NEWS", "Warm"]]); // biome-ignore format: one line reads better
    editor.undo();
    assert.equal(editor.isTouched, false);
  });

  it("leaves a job out and brings it back, and finds the first that is wrong", () => {
    const { editor, plan, at } = open();
    editor.leaveOut("c/1");
    assert.deepEqual(plan.entries.map(({ job }) => job.id), ["2"]); // biome-ignore format: one line reads better
    editor.undo();
    assert.equal(plan.entries.length, 2);
    assert.equal(editor.firstProblem(), undefined);
    editor.set(at("c/2", "app_user_id"), "é");
    assert.deepEqual(editor.firstProblem(), at("c/2", "app_user_id"));
  });

  it("gives a masked value to who opens its cell", () => {
    const { editor, at } = open({ phone: "13800138000" });
    assert.equal(editor.valueAt(at("c/1", "phone")), "13800138000");
    assert.equal(editor.valueAt(at("all", "phone")), "");
  });
});

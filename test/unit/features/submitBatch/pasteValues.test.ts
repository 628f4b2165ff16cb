// What is pasted into the grid: as spreadsheets copy it, from the cell on or by its head, and nothing where there is no place.
import { strict as assert } from "node:assert";
import type { Field } from "../../../../src/core/forms/field.js";
import { readBlock } from "../../../../src/features/submitBatch/pastedBlock.js";
import { layPasted } from "../../../../src/features/submitBatch/pasteValues.js";

const fields: readonly Field[] = [
  { id: "voice_name", title: "Voice name", isUnique: true },
  {
    id: "sex",
    title: "Sex",
    choices: [
      { value: "FEMALE", title: "Female" },
      { value: "MALE", title: "Male" },
    ],
  },
  { id: "description", title: "Description" },
];
const rows = [
  { id: "all", names: [] },
  { id: "c/1", names: ["1", "Aurora"] },
  { id: "c/2", names: ["2", "Cedar"] },
];
const translate = (english: string) => (english === "Female" ? "女" : english === "Sex" ? "性别" : english);

const lay = (text: string, row = "c/1", column = "voice_name") => {
  const target = { fields, rows, translate, jobTitles: ["Job", "任务"], start: { row, column } };
  const { cells, left } = layPasted(readBlock(text), target);
  return { cells: cells.map((cell) => `${cell.row} ${cell.field.id}=${cell.value}`), left };
};

describe("a block from a spreadsheet", () => {
  it("is read as it was copied, with what quotation marks hold", () => {
    assert.deepEqual(readBlock("a\tb\r\nc\td\r\n"), [["a", "b"], ["c", "d"]]); // biome-ignore format: one line reads better
    assert.deepEqual(readBlock('"two\nlines"\t"say ""hi"""'), [["two\nlines", 'say "hi"']]);
    assert.deepEqual(readBlock("a,b\nc,d"), [["a", "b"], ["c", "d"]]); // biome-ignore format: one line reads better
    assert.deepEqual(readBlock("a;b\n1,5;d"), [["a", "b"], ["1,5", "d"]]); // biome-ignore format: one line reads better
    assert.deepEqual(readBlock("Warm, and calm"), [["Warm, and calm"]], "a sentence is one value");
    const sentences = ["Warm, and calm", "Dry", "Slow, low, and long"];
    assert.deepEqual(
      readBlock(sentences.join("\n")),
      sentences.map((sentence) => [sentence]),
      "nor are several a table",
    );
    assert.deepEqual(readBlock('He said "no"'), [['He said "no"']]);
    assert.deepEqual(readBlock("a\n\n\n"), [["a"]]);
    assert.deepEqual(readBlock(" \n"), []);
    assert.deepEqual(readBlock("a\t\nb\tc"), [["a", ""], ["b", "c"]]); // biome-ignore format: one line reads better
  });

  it("goes from the cell on, choices by their titles in any language, and counts what has no place", () => {
    assert.deepEqual(lay("Nova\t女\nOak\tmale\nMore\tMALE"), {
      cells: ["c/1 voice_name=Nova", "c/1 sex=FEMALE", "c/2 voice_name=Oak", "c/2 sex=MALE"],
      left: 2,
    });
    assert.deepEqual(lay("x\ty", "all", "description"), { cells: ["all description=x"], left: 1 });
    assert.deepEqual(lay("neutral", "c/1", "sex").cells, ["c/1 sex=neutral"], "what is no choice stays, and is told as wrong");
  });

  it("goes by its head where it has one, and by the job that a line names", () => {
    assert.deepEqual(lay("Description\t性别\nWarm\tMale", "c/2").cells, ["c/2 description=Warm", "c/2 sex=MALE"]);
    assert.deepEqual(lay("任务,sex\nCEDAR,Male\n1,Female\nnobody,Male"), {
      cells: ["c/2 sex=MALE", "c/1 sex=FEMALE"],
      left: 1,
    });
    assert.deepEqual(lay("job_id\tVoiceName\n2\tOak").cells, ["c/2 voice_name=Oak"]);
    assert.deepEqual(lay("Sex", "c/1", "description").cells, [], "a head alone changes nothing");
  });
});

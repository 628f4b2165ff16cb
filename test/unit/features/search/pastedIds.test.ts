// Ids as people paste them: out of documents, tables, logs and addresses, with all that clings to them.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { readPastedIds, sortIds } from "../../../../src/features/search/pastedIds.js";

const uuid = "26f06524-4f75-4b3a-a853-b649a21aaf66";
const hex = "0ddd718e2ff4f018ccf419a7b71abcd1";

describe("pasted ids", () => {
  const ids = (text: string) => readPastedIds(text).ids;

  it("are found whatever clings to them", () => {
    for (const text of [
      uuid,
      ` ${uuid} \n`,
      `\ufeff${uuid}`,
      `"${uuid}"`,
      `'${uuid}',`,
      `\`${uuid}\``,
      `“${uuid}”`,
      `「${uuid}」`,
      `**${uuid}**`,
      `*${uuid}*`,
      `***${uuid}***`,
      `**${uuid}`,
      `${uuid}**`,
      `_${uuid}_`,
      `<${uuid}>`,
      `(${uuid}).`,
      `[${uuid}]`,
      `\u200b${uuid}\u00ad\u200f`,
      `"job_id": "${uuid}"`,
      `"job_id":"${uuid}",`,
      `job_id=${uuid}`,
      `JobId：${uuid}。`,
      `Job ID: ${uuid}`,
      `任务 ID：${uuid}`,
      `The job ${uuid} failed yesterday!`,
      `https://metastudio.cn-north-4.myhuaweicloud.com/v1/70b76f34253880af501cd123456789ab/voice-training-manage/user/jobs/${uuid}`,
      `https://console.example/app/?region=cn-north-4#/voice/detail?job_id=${uuid}&tab=1`,
      `https://ice.cn-shanghai.aliyuncs.com/?Action=GetCustomizedVoiceJob&JobId=${uuid}`,
      `[the job](https://console.example/jobs/${uuid})`,
    ]) {
      assert.deepEqual(ids(text), [uuid], JSON.stringify(text));
      assert.deepEqual(readPastedIds(text).masked, [], text);
    }
  });

  it("are all found where there are several, in order and each once", () => {
    for (const gap of [" ", "\n", "\r\n", ", ", ";", "，", "、", "\t", " | ", '","', "\\n"])
      assert.deepEqual(ids([uuid, hex, uuid].join(gap)), [uuid, hex], JSON.stringify(gap));
  });

  it("may be short words where nothing looks more like an id", () => {
    assert.deepEqual(ids("abc"), ["abc"]);
    assert.deepEqual(ids("abc, def"), ["abc", "def"]);
    assert.deepEqual(ids("１２３"), ["123"]);
  });

  it("are none where there is nothing to find", () => {
    for (const text of ["", "  \n", "''", "``", "***", "job_id:", "Job ID", "https://console.example/", "\ufeff"])
      assert.deepEqual(ids(text), [], JSON.stringify(text));
  });

  it("are called masked where asterisks cover a part of them", () => {
    for (const text of ["****d718e2ff4f018ccf419a7b71****", "26f0****af66", "26f0*af66", "****718e", "••••af66", "26f0…af66"]) {
      assert.deepEqual(readPastedIds(text).ids, [], text);
      assert.equal(readPastedIds(text).masked.length, 1, text);
    }
    const both = readPastedIds(`26f0****af66 ${hex}, ****718e, 26f0****af66`);
    assert.deepEqual(both, { ids: [hex], masked: ["26f0****af66", "****718e"] });
  });

  it("are none of them lost where only some can be a job's", () => {
    const pasted = readPastedIds(`${uuid}, 26f0****af66 ${hex}`);
    const sorted = sortIds(pasted, (id) => id === uuid);
    assert.deepEqual(sorted, { possible: [uuid], unknown: [hex], masked: ["26f0****af66"] });
  });

  it("survive any wrapping, and never bring along white space, quotes or asterisks", () => {
    const junk = fc.array(fc.constantFrom(" ", "\n", '"', "'", "`", "(", ")", ",", "\ufeff", "\u200b", "<", ">", "“", "，"), {
      maxLength: 6,
    });
    const id = fc.oneof(
      fc.uuid(),
      fc.stringMatching(/^[0-9a-f]{32}$/).filter((text) => /\d/.test(text)),
    );
    fc.assert(
      fc.property(junk, id, junk, (before, inside, after) => {
        assert.deepEqual(ids(before.join("") + inside + after.join("")), [inside]);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        for (const found of ids(text)) assert.ok(found !== "" && !/[\s"'`,]/.test(found), JSON.stringify(found));
      }),
    );
  });
});

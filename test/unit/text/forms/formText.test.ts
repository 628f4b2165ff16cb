// Forms say in plain words what is wrong, what will be sent, and which key it is without showing it.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../src/clouds/index.js";
import type { Field } from "../../../../src/core/forms/field.js";
import { findProblem, tidy } from "../../../../src/core/forms/field.js";
import { maskedKey, problemText, submitLines } from "../../../../src/text/forms/formText.js";

const huawei = clouds[0]!;
const say = (field: Partial<Field>, value: string) => {
  const whole: Field = { id: "x", title: "X", ...field };
  const problem = findProblem(whole, tidy(whole, value));
  return problem && problemText(problem);
};

describe("forms", () => {
  it("word each problem, and none where a value is fine", () => {
    const origin = { isOrigin: true };
    assert.equal(say({}, ""), undefined);
    assert.match(say({ required: true }, "  ")!, /needed/);
    assert.match(say({ maxLength: 3 }, "four")!, /3/);
    assert.match(say({ choices: [{ value: "CN", title: "Chinese" }] }, "cn")!, /CN/);
    assert.match(say({}, "a\u0000b")!, /control characters/);
    for (const bad of ["host.example", "https://host.example/path", "https://u:p@host.example", "https://host.example?q=1"]) {
      assert.match(say(origin, bad)!, /without a path/, bad);
    }
    for (const bad of ["http://host.example", "ftp://host.example", "http://127.0.0.1.evil.example"])
      assert.match(say(origin, bad)!, /https/, bad);
    for (const good of [
      "https://host.example",
      "https://host.example/",
      "https://host.example:8443",
      "HTTPS://Host.Example",
      "http://127.0.0.1:8080",
      "http://localhost:1",
      "http://[::1]:9",
    ]) {
      assert.equal(say(origin, good), undefined, good);
    }
  });

  it("list what a submit sends, by its words and the cloud's own", () => {
    const lines = submitLines(huawei.submitFields!, { sex: "FEMALE", language: "EN", voice_name: "a\nb", description: "" });
    assert.deepEqual(lines, ["Voice name: a b", "Sex: Female (FEMALE)", "Language: English (EN)"]);
    assert.equal(submitLines(huawei.submitFields!, {}).length, 1);
  });

  it("mask in a submit's question what is personal", () => {
    const typed = { phone: "0571-88157998", description: "call 138 0000 4712", voice_name: "晓晴" };
    assert.deepEqual(submitLines(huawei.submitFields!, typed), [
      "Voice name: 晓晴",
      "Description: call ••••••••",
      "Phone: ••••••••",
    ]);
  });

  it("show of a key its last four characters", () => {
    const text = maskedKey(huawei, {
      kind: "aksk",
      values: { accessKeyId: "AKIDLONGENOUGH1234", secretAccessKey: "never-shown" },
    });
    assert.equal(text, "••••1234");
  });
});

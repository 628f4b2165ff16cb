// What is filled into forms: where it comes from, and what is wrong with it.
import { strict as assert } from "node:assert";
import { submitFields as fields } from "../../../../src/clouds/huawei/description/forms.js";
import type { Field } from "../../../../src/core/forms/field.js";
import { askedFields, findProblems, prefill, tidyValues, valuesOf, withFixed } from "../../../../src/core/forms/formValues.js";

describe("values of a form", () => {
  const raw = {
    voice_name: "晓晴",
    sex: "FEMALE",
    language: "",
    tag: 7,
    phone: "+8613800000000",
    description: "not from the job",
  };

  it("are those the job has as text, where the form says from what", () => {
    assert.deepEqual(valuesOf(fields, { raw }), { voice_name: "晓晴", sex: "FEMALE", phone: "+8613800000000" });
    assert.deepEqual(valuesOf([{ id: "a", title: "A", from: "toString" }], { raw }), {});
  });

  it("begin with the job's own, then with what was used before, but for names and persons", () => {
    const before = { voice_name: "Another", sex: "MALE", language: "CN", phone: "+8613900000000", description: "Warm" };
    const own = { sex: "FEMALE" };
    assert.deepEqual(prefill(fields, own, before), { sex: "FEMALE", language: "CN", description: "Warm" });
    assert.deepEqual(prefill(fields, { ...own, voice_name: "Mine" }).voice_name, "Mine");
  });

  it("are tidied in the order of the form, without empty ones and what no field asks for", () => {
    const tidied = tidyValues(fields, { language: " CN ", voice_name: "  ", sex: "MALE", tricky: "x" });
    assert.deepEqual(Object.entries(tidied), [
      ["sex", "MALE"],
      ["language", "CN"],
    ]);
  });

  it("are checked as a whole: unknown ones, no texts, wrong and missing ones", () => {
    const asked = [...fields, { id: "needed", title: "Needed", required: true }];
    assert.deepEqual(
      findProblems(asked, { tricky: "x", sex: "ROBOT", tag: 7, app_user_id: "user-7\n", voice_name: "fine" }).map(
        ({ id, problem }) => [id, problem === "unknown" ? problem : problem.kind],
      ),
      [
        ["tricky", "unknown"],
        ["tag", "unknown"],
        ["sex", "notAChoice"],
        ["needed", "required"],
      ],
    );
    assert.deepEqual(findProblems(fields, { voice_name: "fine", phone: "" }), []);
  });
});

describe("values that are always the job's own", () => {
  const fixed: Field = { id: "voice", title: "Voice ID", from: "VoiceId", isFixed: true, required: true };
  const free: Field = { id: "note", title: "Note" };
  const job = { raw: { VoiceId: "voice7" } };

  it("are not asked for, and nothing that was typed takes their place", () => {
    assert.deepEqual(askedFields([fixed, free]), [free]);
    assert.deepEqual(withFixed([fixed, free], { note: "a", voice: "another" }, job), { note: "a", voice: "voice7" });
    assert.deepEqual(withFixed([fixed], {}, { raw: {} }), {});
  });
});

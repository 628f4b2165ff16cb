// Values of several jobs at once: what is sent of each, what makes one different, and what is wrong.
import { strict as assert } from "node:assert";
import type { Field } from "../../../../src/core/forms/field.js";
import {
  commonValues,
  differingFields,
  isForAll,
  problemsToSend,
  valuesToSend,
  withTyped,
} from "../../../../src/features/submitBatch/batchValues.js";

const name: Field = { id: "name", title: "Name", isUnique: true, from: "name", maxLength: 5 };
const sex: Field = { id: "sex", title: "Sex", from: "sex", choices: [{ value: "F", title: "Female" }] };
const phone: Field = { id: "phone", title: "Phone", personal: true, from: "phone" };
const fields = [name, sex, phone];
const own = { name: "A", sex: "F", phone: "138" };

describe("shared values", () => {
  it("leave each job what it has where nothing is shared", () => {
    assert.deepEqual(valuesToSend(fields, { own, shared: {}, typed: {} }), own);
  });

  it("take the place of what a job has, and what is typed for one job takes theirs", () => {
    const layers = { own, shared: { sex: "M", phone: "139" }, typed: { phone: "137", name: " B " } };
    assert.deepEqual(valuesToSend(fields, layers), { name: "B", sex: "M", phone: "137" });
  });

  it("can be taken away from one job: then nothing is sent", () => {
    assert.deepEqual(valuesToSend(fields, { own, shared: { sex: "M" }, typed: { sex: "", phone: "" } }), { name: "A" });
  });

  it("are never the name of one voice", () => {
    assert.deepEqual(fields.map(isForAll), [false, true, true]);
  });

  it("tell which job differs, and a value typed back is no difference", () => {
    const layers = { own, shared: { sex: "M" }, typed: {} };
    assert.deepEqual(differingFields(fields, layers), []);
    const typed = withTyped(sex, layers, "F");
    assert.deepEqual(differingFields(fields, { ...layers, typed }), [sex]);
    assert.deepEqual(withTyped(sex, { ...layers, typed }, "M"), {});
    assert.deepEqual(withTyped(sex, layers, ""), { sex: "" });
  });

  it("are no longer different once all others get the same", () => {
    assert.deepEqual(differingFields(fields, { own, shared: { sex: "M" }, typed: { sex: "M" } }), []);
  });

  it("have problems where they are wrong, but not what the cloud itself says of a job", () => {
    const problems = (layers: Parameters<typeof problemsToSend>[1]) => problemsToSend(fields, layers).map(({ id }) => id);
    assert.deepEqual(problems({ own: { ...own, sex: "NEW" }, shared: {}, typed: {} }), []);
    assert.deepEqual(problems({ own, shared: { sex: "NEW" }, typed: {} }), ["sex"]);
    assert.deepEqual(problems({ own: { ...own, name: "too long" }, shared: {}, typed: {} }), ["name"]);
    assert.deepEqual(problems({ own, shared: {}, typed: { name: "x".repeat(6) } }), ["name"]);
    assert.deepEqual(problemsToSend([{ ...name, required: true }], { own, shared: {}, typed: { name: "" } })[0]?.problem, {
      kind: "required",
    });
  });

  it("are common where every job gets the same one", () => {
    const all = [own, { ...own, name: "B" }, { name: "C", sex: "F" }];
    assert.deepEqual(commonValues(fields, all), { sex: "F" });
    assert.deepEqual(commonValues(fields, []), {});
  });
});

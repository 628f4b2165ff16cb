// A key that was found says which one it is, and never its secret.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../../src/clouds/index.js";
import { foundKeyText } from "../../../../../src/features/connections/text/foundKeyText.js";

const huawei = clouds[0]!;
const credentials = { kind: "aksk", values: { accessKeyId: "AKIDLONGENOUGH1234", secretAccessKey: "never-shown-to-anybody" } };

describe("a key that was found", () => {
  it("is told by its name, the end of its ID, its kind, its region and its other names", () => {
    assert.deepEqual(foundKeyText(huawei, { name: "studio", credentials, region: "cn-north-4", otherNames: ["work"] }, "en"), {
      label: "studio",
      description: "••••1234",
      detail: "Access key · cn-north-4 · the same as work",
    });
  });

  it("is a temporary one where a security token belongs to it, as when it is typed", () => {
    const values = { ...credentials.values, securityToken: "token" };
    for (const cloud of clouds)
      assert.equal(
        foundKeyText(cloud, { name: "studio", credentials: { ...credentials, values } }, "en").detail,
        "Temporary access key",
      );
  });

  it("needs no second name where it is called by the end of its ID", () => {
    assert.deepEqual(foundKeyText(huawei, { name: "••••1234", credentials }, "en"), {
      label: "••••1234",
      description: "",
      detail: "Access key",
    });
  });

  it("shows a name that means ill as text", () => {
    assert.doesNotMatch(foundKeyText(huawei, { name: "$(trash)", credentials }, "en").label, /\$\(trash\)/);
  });
});

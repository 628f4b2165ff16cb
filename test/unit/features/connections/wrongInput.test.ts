// Which input a refusal is about: the key's ID, its secret, its token, the project, the address, or none that can be told.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../src/clouds/index.js";
import { VoiceError } from "../../../../src/core/errors.js";
import type { Field } from "../../../../src/core/forms/field.js";
import { wrongInput } from "../../../../src/features/connections/wrongInput.js";

const keyId = (field: Field) => `key ${field.id}`;
const addresses = new Map([
  ["endpoint", "https://voice.example:8443"],
  ["value iamEndpoint", "https://iam.example"],
]);

for (const cloud of clouds) {
  const aksk = cloud.credentialKinds.find(({ id }) => id === "aksk")!;
  const project = cloud.projects && `value ${cloud.projects.field}`;
  const at = (error: VoiceError, key: readonly Field[]) => wrongInput(error, { key, keyId, project, addresses });
  const permanent = aksk.fields.filter(({ required }) => required);
  const auth = (reason: VoiceError["reason"], cloudMessage = "") =>
    new VoiceError("auth", "refused", { ...(reason && { reason }), cloudMessage });

  describe(`a connection to ${cloud.title} that is refused`, () => {
    it("names the input of the key that is wrong", () => {
      assert.equal(at(auth("unknownKey"), permanent), "key accessKeyId");
      assert.equal(at(auth("wrongSecret"), permanent), "key secretAccessKey");
      assert.equal(at(auth("wrongSecret", "verify aksk signature fail"), aksk.fields), "key secretAccessKey");
      assert.equal(at(auth("wrongSecret", "decrypt token fail"), aksk.fields), "key securityToken");
      assert.equal(at(auth("expired"), aksk.fields), "key securityToken");
    });

    it("names the project, and the address that was asked", () => {
      assert.equal(at(new VoiceError("forbidden", "", { reason: "wrongProject" }), permanent), project);
      const unreachable = (host: string) => new VoiceError("network", "", { reason: "nameNotFound", host });
      assert.equal(at(unreachable("voice.example:8443"), permanent), "endpoint");
      assert.equal(at(unreachable("iam.example"), permanent), "value iamEndpoint");
      assert.equal(at(unreachable("elsewhere.example"), permanent), undefined);
    });

    it("names none where the answer does not tell which", () => {
      for (const error of [auth(undefined), auth("locked"), new VoiceError("clock", ""), new VoiceError("unavailable", "")])
        assert.equal(at(error, aksk.fields), undefined, `${error.kind} ${error.reason}`);
    });
  });
}

// Fingerprints tell secrets apart in all windows, and give nothing of them away.
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { SecretFingerprints } from "../../../../src/services/keys/secretFingerprints.js";
import { FakeSecrets } from "../../../fakes/storage/secrets.js";

const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
let nonces = 0;
const nonce = () => {
  nonces += 1;
  return `nonce-${nonces}`;
};

describe("fingerprints", () => {
  it("are the same in all windows and after a reload, and differ for different secrets", async () => {
    const secrets = new FakeSecrets();
    const [one, two] = [new SecretFingerprints(secrets, digest, nonce), new SecretFingerprints(secrets, digest, nonce)];
    const made = await one.of("secret");
    assert.equal(await two.of("secret"), made);
    assert.equal(await new SecretFingerprints(secrets, digest, nonce).of("secret"), made);
    assert.notEqual(await one.of("Secret"), made);
  });

  it("are of no use for guessing: elsewhere the same secret has another one", async () => {
    const made = await new SecretFingerprints(new FakeSecrets(), digest, nonce).of("secret");
    assert.notEqual(await new SecretFingerprints(new FakeSecrets(), digest, nonce).of("secret"), made);
    assert.notEqual(made, digest("secret"));
  });

  it("agree in the end where two windows begin at once", async () => {
    const secrets = new FakeSecrets();
    const [one, two] = [new SecretFingerprints(secrets, digest, nonce), new SecretFingerprints(secrets, digest, nonce)];
    await Promise.all([one.of("x"), two.of("x")]);
    assert.equal(await one.of("secret"), await two.of("secret"));
  });

  it("last as long as the window where nothing can be stored", async () => {
    const secrets = new FakeSecrets();
    secrets.failure = new Error("no keyring");
    const only = new SecretFingerprints(secrets, digest, nonce);
    assert.equal(await only.of("secret"), await only.of("secret"));
  });
});

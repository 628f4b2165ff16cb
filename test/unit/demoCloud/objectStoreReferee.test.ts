// Referee: the vendor's own client for object stores signs an address, and the local store takes a file at it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index.js";
import { storeKey, storePath } from "../../../src/demoCloud/server/objectStore.js";
import { eventually } from "../../host/workbench/eventually";

interface Signed {
  readonly SignedUrl: string;
}

/** The package brings no types. */
const ObsClient = createRequire(import.meta.url)("esdk-obs-nodejs") as new (
  options: Readonly<Record<string, string>>,
) => {
  createSignedUrlSync(request: object): Signed;
};

describe("the vendor's client for object stores", () => {
  let demo: DemoCloud;
  before(async () => {
    demo = await startDemo({ moving: false, jobs: { huawei: 0, alibaba: 0 } });
  });
  after(() => demo.close());

  it("signs addresses as the local store does: what it has signed is taken, and nothing else", async () => {
    const keys = { access_key_id: storeKey.accessKey, secret_access_key: storeKey.secret };
    const client = new ObsClient({ ...keys, server: demo.origin });
    const headers = { "Content-Type": "application/zip" };
    const request = { Method: "PUT", Bucket: "voice-demo", Key: "a/录音 1.zip", Expires: 3_600, Headers: headers };
    // It makes itself ready behind its constructor.
    const { SignedUrl } = await eventually(() => client.createSignedUrlSync(request));
    const address = SignedUrl.replace(`${demo.origin}/`, demo.origin + storePath);
    const put = (url: string, type: string) =>
      fetch(url, { method: "PUT", body: Buffer.from("zip"), headers: { "Content-Type": type } });
    assert.equal((await put(address, "application/octet-stream")).status, 403);
    assert.equal((await put(address.replace("Expires=1", "Expires=2"), "application/zip")).status, 403);
    assert.equal((await put(address, "application/zip")).status, 200);
    assert.deepEqual(
      demo.control.uploads.map(({ key, size }) => [key, size]),
      [["voice-demo/a/录音 1.zip", 3]],
    );
  });
});

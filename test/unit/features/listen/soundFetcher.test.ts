// Where a sound may be fetched from: over TLS, without a user, and from this computer only where the cloud is there too.
import { strict as assert } from "node:assert";
import type { Http } from "../../../../src/core/ports/ports.js";
import { SoundError } from "../../../../src/features/listen/sound.js";
import { fetchSound } from "../../../../src/features/listen/soundFetcher.js";
import { never } from "../../scenarios/kernel.js";

describe("address of a sound", () => {
  /** What is asked for; undefined = nothing is, since the address is not secure. */
  const asked = async (address: string, isLocal = false): Promise<string | undefined> => {
    let url: string | undefined;
    const http: Http = {
      send: async (prepare) => {
        url = prepare().url;
        return { status: 200, headers: { "content-type": "audio/x-thing" }, body: new Uint8Array([1, 2, 3]) };
      },
    };
    try {
      await fetchSound(http, isLocal, { address }, never);
    } catch (thrown) {
      assert.ok(thrown instanceof SoundError && thrown.flaw === "notSecure", String(thrown));
    }
    return url;
  };

  it("is asked for over TLS, whatever the cloud wrote", async () => {
    assert.equal(await asked("https://store.example/a.wav?Signature=x#part"), "https://store.example/a.wav?Signature=x");
    assert.equal(await asked("http://store.example/a.wav?Signature=x"), "https://store.example/a.wav?Signature=x");
  });

  it("is refused where TLS cannot be had, or where it names a user", async () => {
    const refused = [
      "http://store.example:8080/a.wav",
      "https://me:key@store.example/a.wav",
      "ftp://store.example/a.wav",
      "a.wav",
    ];
    for (const address of refused) assert.equal(await asked(address), undefined, address);
  });

  it("leads to this computer only where the cloud is on it", async () => {
    for (const address of ["http://127.0.0.1:9000/a.wav", "https://localhost/a.wav"]) {
      assert.equal(await asked(address), undefined, address);
      assert.equal(await asked(address, true), address);
    }
  });
});

// The part of a cloud's contract that is about requests: where they go, what is in them, and when none is sent.
import assert from "node:assert/strict";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import { fakeConnection, fakeCredentials } from "../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../fakes/network/http.js";
import { errorOf, everythingIn, secretsIn } from "./assertions.js";
import { type ContractCalls, endpoint, jobId, never, page } from "./contractCalls.js";

export function describeRequests(cloud: Cloud, { calls, isWrite, submitted, open, enter, openWith }: ContractCalls): void {
  it("sends nothing when it is opened", async () => {
    assert.equal((await open(answerWith({}))).http.sent.length, 0);
  });

  for (const kind of cloud.credentialKinds) {
    describe(`with the credentials ${kind.id}`, () => {
      for (const [name, call] of calls) {
        it(`${name} asks the connection's own origin, in a form that can be sent as it is`, async () => {
          const { api, http } = await openWith(kind, answerWith({}));
          await call(api).catch(() => undefined);
          assert.ok(http.sent.length > 0);
          for (const request of http.sent) {
            const url = new URL(request.url);
            assert.equal(url.origin, endpoint);
            assert.equal(url.href, request.url, "no part of the address is rewritten on its way");
            for (const [header, value] of Object.entries(request.headers)) {
              assert.doesNotMatch(header, /^(host|content-length)$/i);
              assert.match(value, /^[\x20-\x7e]+$/, header);
            }
            assert.ok(request.body === undefined || request.body.length > 0);
            assert.equal(request.effect, isWrite(name) ? "write" : "read");
          }
        });

        it(`${name} keeps secrets out of its address and body`, async () => {
          const { api, http, credentials, secrets } = await openWith(kind, answerWith({}));
          await call(api).catch(() => undefined);
          for (const { url, body } of http.sent) {
            const seen = url + new TextDecoder().decode(body);
            for (const secret of [...secrets, ...Object.values(credentials.values)]) assert.ok(!seen.includes(secret));
          }
        });

        it(`${name} throws errors without secrets, whatever the cloud echoes`, async () => {
          const { connection, credentials } = await enter(kind);
          const secrets = secretsIn(cloud, credentials);
          const http = new FakeHttp(({ headers }) => {
            const echo = `${JSON.stringify(headers)} ${secrets.join(" ")}`;
            return answerWith({ error_code: echo, error_msg: echo, Code: echo, Message: echo, problem: echo, said: echo }, 403);
          });
          const error = await errorOf(call(await cloud.open(connection, credentials, fakeMachine(http))));
          for (const secret of secrets) assert.ok(!everythingIn(error).includes(secret));
          assert.ok(error.cloudMessage?.includes("{"), "the rest of the message is kept");
        });

        it(`${name} refuses to go without credentials`, async () => {
          const http = new FakeHttp(() => answerWith({}));
          const api = await cloud.open(fakeConnection(cloud), { kind: kind.id, values: {} }, fakeMachine(http));
          const error = await errorOf(call(api));
          assert.deepEqual([error.kind, error.reason, http.sent.length], ["auth", "missingCredentials", 0]);
        });
      }
    });
  }
  it("refuses ids no job can have, before anything is sent", async () => {
    for (const id of ["", " ", "a b", "a\nb", "ümlaut", "x".repeat(300)]) {
      const { api, http } = await open(answerWith({}));
      const error = await errorOf(api.get(id, never));
      assert.deepEqual([error.kind, error.wasSent, http.sent.length], ["refused", false, 0], JSON.stringify(id));
      if (api.remove) assert.equal((await errorOf(api.remove(id, never))).wasSent, false);
      if (api.submit) assert.equal((await errorOf(api.submit(id, {}, never))).wasSent, false);
    }
  });

  it("refuses a connection it does not know the way to, before anything is sent", async () => {
    const credentials = fakeCredentials(cloud.credentialKinds[0]!);
    for (const changes of [
      { region: "nowhere" },
      { endpoint: "ftp://x" },
      { endpoint: "http://example.com" },
      { endpoint: "https://a/b" },
    ]) {
      const http = new FakeHttp(() => answerWith({}));
      const api = await cloud.open(fakeConnection(cloud, changes), credentials, fakeMachine(http));
      for (const [, call] of calls) assert.equal((await errorOf(call(api))).kind, "refused");
      assert.equal(http.sent.length, 0);
    }
  });

  it("refuses a page that is none, and times and filters it cannot ask for", async () => {
    const { api, http } = await open(answerWith({}));
    for (const window of [
      { offset: -1, limit: 10 },
      { offset: 0, limit: 0 },
      { offset: 0, limit: 101 },
      { offset: 0.5, limit: 1 },
    ]) {
      assert.equal((await errorOf(api.list({}, window, never))).kind, "bug");
    }
    assert.equal((await errorOf(api.list({ createdSince: Number.NaN }, page, never))).kind, "refused");
    assert.equal(http.sent.length, 0);
  });

  if (cloud.submitFields) {
    it("previews a submit without any credential, and sends what it previews", async () => {
      for (const kind of cloud.credentialKinds) {
        const { api, http, credentials, secrets } = await openWith(kind, answerWith(undefined));
        const preview = api.previewSubmit!(jobId, submitted);
        const text = JSON.stringify(preview);
        for (const secret of [...secrets, ...Object.values(credentials.values)]) assert.ok(!text.includes(secret));
        assert.equal(http.sent.length, 0);
        await api.submit!(jobId, submitted, never).catch(() => undefined);
        assert.equal(preview.method, http.only.method);
        assert.equal(preview.url, http.only.url);
        assert.equal(preview.body, new TextDecoder().decode(http.only.body));
      }
    });
  }
}

// The extension itself behind a proxy: from its public API to clouds with a private certificate that only the proxy finds.
import { strict as assert } from "node:assert";
import { makeCertificate } from "../../fakes/network/authority.js";
import { RecordingProxy } from "../../fakes/network/proxy.js";
import { startTlsFront, type TlsServer } from "../../fakes/network/tlsCloud.js";
import { type DemoSession, openDemoSession } from "../demoSession.js";
import { type NetworkFixture, openNetworkFixture } from "./networkFixture.js";
import { describeNetwork, network } from "./networkSurroundings.js";

describeNetwork("clouds behind a proxy", () => {
  let around: NetworkFixture;
  let session: DemoSession;
  let front: TlsServer;
  /** Connections to both clouds by a name that only the proxy finds. */
  let ids: readonly string[];

  before(async () => {
    [around, session] = await Promise.all([openNetworkFixture(), openDemoSession({ names: ["studio.test"] })]);
    const { api, demo } = session;
    front = await startTlsFront(
      await makeCertificate("studio.test", network!.authorities.everywhere),
      Number(new URL(demo.origin).port),
    );
    const endpoint = `https://studio.test:${front.port}`;
    const { huawei, alibaba } = demo;
    const added = await Promise.all([
      api.addConnection({
        cloud: "huawei",
        name: "Behind",
        region: huawei.region,
        endpoint,
        projectId: huawei.projectId,
        credentials: { kind: "aksk", accessKeyId: huawei.accessKeyId, secretAccessKey: huawei.secretAccessKey },
      }),
      api.addConnection({
        cloud: "alibaba",
        name: "Behind too",
        region: alibaba.region,
        endpoint,
        credentials: { kind: "aksk", accessKeyId: alibaba.accessKeyId, secretAccessKey: alibaba.accessKeySecret },
      }),
    ]);
    ids = added.map(({ id }) => id);
  });
  after(async () => {
    await session.end();
    await front.close();
    await around.close();
  });

  it("are not found without it", async () => {
    for (const id of ids) await assert.rejects(session.api.listJobs(id), { kind: "network", reason: "nameNotFound" });
    assert.deepEqual(around.proxy.tunnels, []);
  });

  it("are read through it as soon as the person names it", async () => {
    await around.set({ "http.proxy": around.proxy.address });
    for (const id of ids) assert.ok((await session.api.listJobs(id, { limit: 5 })).jobs.length === 5);
    const tunnels = around.proxy.tunnels;
    assert.ok(tunnels.length > 0 && tunnels.every((target) => target === `studio.test:${front.port}`), tunnels.join(" "));
  });

  for (const status of [407, 403] as const) {
    it(`are not reached when it refuses (${status}), and the error says who`, async () => {
      // Another one, since the editor keeps tunnels that stand.
      const proxy = await new RecordingProxy({ behind: () => undefined }).open();
      proxy.refuses = status;
      await around.set({ "http.proxy": proxy.address });
      for (const id of ids) {
        await assert.rejects(session.api.listJobs(id), { name: "VoiceError", kind: "network", reason: "proxy" });
      }
      await proxy.close();
    });
  }
});

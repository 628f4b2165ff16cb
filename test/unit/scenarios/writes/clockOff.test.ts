// Creating a job where this computer's clock is hours ahead: a token has no date in it, so such requests are taken.
import { strict as assert } from "node:assert";
import { kinds } from "../../../../src/clouds/huawei/description/creationKinds.js";
import { HastyClock } from "../../../fakes/clock.js";
import { openCreator } from "../../features/create/creatorFixture.js";
import { never } from "../kernel.js";
import { localConnection, openLocalKernel } from "../localKernel.js";

const hourMs = 60 * 60_000;

describe("a creation by a clock that is hours off", () => {
  for (const aheadMs of [-5 * hourMs, 3 * hourMs, 30 * hourMs])
    it(`finds the job whose answer was lost, ${aheadMs / hourMs} hours ahead`, async () => {
      const clock = new HastyClock();
      const home = await openLocalKernel({ jobs: { huawei: 5, alibaba: 0 }, now: () => clock.now() - aheadMs }, {}, { clock });
      try {
        const { local, connectionStore } = home;
        const connection = localConnection(local, "huawei", { id: "token", credentialKind: "token" });
        await connectionStore.add(connection, { kind: "token", values: { token: local.huawei.token } });
        const [kind] = kinds;
        assert.ok(kind);
        local.control.faults.add({ operation: kind.action, act: { kind: "resetAfter" } });
        const outcome = await openCreator(home).start("token", kind, { voice_name: "Lost voice", create_type: "PACKAGE" }, never);
        assert.equal(outcome.kind, "accepted", JSON.stringify(outcome));
      } finally {
        await home.close();
      }
    });
});

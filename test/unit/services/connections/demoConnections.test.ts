// Demo connections: one for each cloud that the local cloud plays, however often they are asked for.
import { strict as assert } from "node:assert";
import { DemoConnections, type DemoPlace } from "../../../../src/services/connections/demoConnections.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { connectionTo, fixture, kernel, key } from "../../scenarios/kernel.js";

describe("demo", () => {
  const clouds = ["one", "two", "unplayed"].map((id) => new ScriptedCloud(id).cloud);
  const place: DemoPlace = { region: "here", endpoint: "http://127.0.0.1:4711", values: { project: "p" }, credentials: key };
  let starts: number;
  let fails: boolean;
  const open = async () => {
    starts += 1;
    if (fails) throw new Error("no port");
    return { one: place, two: place };
  };
  const build = () => {
    const below = fixture(clouds);
    const { connectionStore, nonce } = kernel(below);
    return { below, connectionStore, demo: new DemoConnections(clouds, connectionStore, open, nonce, ({ id }) => `Demo ${id}`) };
  };
  beforeEach(() => {
    starts = 0;
    fails = false;
  });

  it("adds a connection for each cloud that is played, without key and without place", async () => {
    const { below, connectionStore, demo } = build();
    const ids = await demo.add();
    assert.deepEqual(
      connectionStore.all().map(({ name, isDemo, endpoint }) => [name, isDemo, endpoint]),
      [
        ["Demo one", true, undefined],
        ["Demo two", true, undefined],
      ],
    );
    assert.deepEqual(
      ids,
      connectionStore.all().map(({ id }) => id),
    );
    assert.equal(below.secrets.kept.size, 0);
    assert.doesNotMatch(below.state.text, /4711|s3cret/);
  });

  it("adds only what is missing, also when it is asked for twice at once", async () => {
    const { connectionStore, demo } = build();
    const [first, second] = await Promise.all([demo.add(), demo.add()]);
    assert.deepEqual(first, second);
    assert.equal(connectionStore.all().length, 2);
    await connectionStore.remove(first![0]!);
    await demo.add();
    assert.deepEqual(
      connectionStore
        .all()
        .map(({ cloud }) => cloud)
        .sort(),
      ["one", "two"],
    );
  });

  it("leaves a person's own connections alone", async () => {
    const { connectionStore, demo } = build();
    await connectionStore.add(connectionTo(clouds[0]!), key);
    assert.equal((await demo.add()).includes("c1"), false);
    assert.equal(connectionStore.all().length, 3);
  });

  it("starts nothing before it is asked, and can be asked again when it failed", async () => {
    const { connectionStore, demo } = build();
    assert.equal(starts, 0);
    fails = true;
    await assert.rejects(demo.add(), /no port/);
    fails = false;
    await demo.add();
    assert.equal(connectionStore.all().length, 2);
  });
});

// The question before a job is made names every value, what it costs, and what is there already.
import { strict as assert } from "node:assert";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import { creationDetail, markOf } from "../../../../../src/features/create/text/createText.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";

describe("the question before a job is made", () => {
  const connection = { ...fakeConnection(alibaba), name: "Studio" };

  it("names connection, kind, all values and the price", async () => {
    for (const kind of (await alibaba.kinds?.()) ?? []) {
      const values = Object.fromEntries(kind.fields.map(({ id, choices }) => [id, choices?.[0]?.value ?? `value-of-${id}`]));
      const detail = creationDetail(connection, alibaba, kind, values, []);
      for (const named of ["Studio", kind.title, kind.warning, ...Object.values(values)])
        assert.ok(detail.includes(named), named);
      assert.ok(!detail.includes("Mind"), detail);
      assert.equal(markOf(kind, values), values[kind.mark.field]);
    }
  });

  it("tells of a job of that name, and lets hostile values do nothing", async () => {
    const [kind] = (await alibaba.kinds?.()) ?? [];
    const twin = { id: "id-1", name: "A", state: "Training", phase: "running", raw: {} } as const;
    const detail = creationDetail(connection, alibaba, kind!, { VoiceId: "[x](command:y) $(trash)" }, [twin]);
    assert.match(detail, /Note: .*id-1, Training/);
    assert.ok(!detail.includes("](") && !detail.includes("$("), detail);
  });
});

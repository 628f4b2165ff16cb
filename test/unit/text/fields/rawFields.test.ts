// Times as clouds write them in their fields.
import { strict as assert } from "node:assert";
import { toJob } from "../../../../src/clouds/alibaba/api/parse.js";
import { alibaba } from "../../../../src/clouds/alibaba/index.js";
import { timeOf } from "../../../../src/text/fields/rawFields.js";

describe("the time of a field", () => {
  const { TZ } = process.env;
  afterEach(() => {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });

  it("without a zone is UTC wherever the person is, as in the row of the tree", () => {
    const { kind } = alibaba.jobFields.find(({ path }) => path === "CreateTime")!;
    assert.equal(kind, "iso");
    for (const zone of ["UTC", "Asia/Shanghai", "America/Los_Angeles"]) {
      process.env.TZ = zone;
      for (const written of ["2026-01-31T08:00:00", "2026-01-31T08:00:00Z", "2026-01-31T16:00:00+08:00"]) {
        const job = toJob({ JobId: "j", CreateTime: written });
        assert.equal(timeOf("iso", written), Date.UTC(2026, 0, 31, 8), `${written} in ${zone}`);
        assert.equal(timeOf("iso", written), job?.createdAt);
      }
      assert.equal(timeOf("iso", "2026-01-31"), Date.UTC(2026, 0, 31));
    }
  });

  it("is none where it is not clear what is meant", () => {
    for (const written of ["", "soon", "31/01/2026", 5, null]) assert.equal(timeOf("iso", written), undefined);
  });
});

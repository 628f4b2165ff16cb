// Links that open a job: what they say of a place, whatever way they come, and what is no link of ours.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { alibaba } from "../../../../src/clouds/alibaba/index.js";
import { huawei } from "../../../../src/clouds/huawei/index.js";
import type { Connection } from "../../../../src/core/connection.js";
import { linkPath } from "../../../../src/core/storedNames.js";
import { destinationOf, type JobLink, leadsTo, linkTo, readLink, writeLink } from "../../../../src/features/search/jobLink.js";

const north: Connection = {
  id: "c1",
  cloud: "huawei",
  name: "Studio",
  region: "cn-north-4",
  endpoint: "https://metastudio.inside.example",
  values: { projectId: "p1", appUserId: "customer-7", iamEndpoint: "https://iam.inside.example" },
  credentialKind: "aksk",
};
const east: Connection = { ...north, id: "c2", cloud: "alibaba", region: "cn-shanghai", values: {} };
/** The editor decodes the query once before it hands it over. */
const arrive = (link: JobLink) => readLink(linkPath, decodeURIComponent(writeLink(link)));

describe("job links", () => {
  it("name cloud, region, project and id, and nothing that is a person's own", () => {
    assert.equal(writeLink(linkTo(north, huawei, "26f0")), "cloud=huawei&region=cn-north-4&project=p1&id=26f0");
    assert.equal(writeLink(linkTo(east, alibaba, "26f0")), "cloud=alibaba&region=cn-shanghai&id=26f0");
  });

  it("say of a typed endpoint only that it is one", () => {
    const inside = linkTo({ ...north, region: "metastudio.inside.example" }, huawei, "a");
    assert.equal(writeLink(inside), "cloud=huawei&region=own&project=p1&id=a");
    assert.ok(leadsTo(inside, { ...north, region: "127.0.0.1:3000" }, huawei));
    assert.ok(!leadsTo(inside, north, huawei));
  });

  it("arrive as they were written, whatever an id or a project is made of", () => {
    const visible = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(visible, visible, (jobId, projectId) => {
        const link = linkTo({ ...north, values: { projectId } }, huawei, jobId);
        assert.deepEqual(arrive(link), link);
      }),
    );
  });

  it("lead to connections of the same cloud, region and project; one that is not named may be the same", () => {
    const link = linkTo(north, huawei, "a");
    const other = (changes: Partial<Connection>) => leadsTo(link, { ...north, id: "x", ...changes }, huawei);
    assert.deepEqual(
      [leadsTo(link, north, huawei), other({ endpoint: "https://else.example" }), other({ values: {} })],
      [true, true, true],
    );
    assert.deepEqual(
      [
        other({ region: "cn-east-3" }),
        other({ values: { projectId: "p2" } }),
        other({ isDemo: true }),
        leadsTo(link, east, alibaba),
      ],
      [false, false, false, false],
    );
  });

  it("of demo data lead to demo data alone", () => {
    const demo = { ...north, isDemo: true };
    const link = arrive(linkTo(demo, huawei, "a"));
    assert.ok(link?.isDemo);
    assert.deepEqual([leadsTo(link, demo, huawei), leadsTo(link, north, huawei)], [true, false]);
  });

  it("are no links of ours where a part is missing, doubled, unseen or too long, or the path is another", () => {
    const good = "cloud=huawei&region=cn-north-4&id=a";
    assert.ok(readLink("/job", good));
    assert.ok(readLink("/job", `${good}&windowId=_blank`), "editors add parts of their own");
    const bad: readonly [path: string, query: string][] = [
      ["/submit", good],
      ["/job/", good],
      ["", good],
      ["/job", ""],
      ["/job", "cloud=huawei&region=cn-north-4"],
      ["/job", "cloud=huawei&region=cn-north-4&id="],
      ["/job", `${good}&id=b`],
      ["/job", `${good}&cloud=alibaba`],
      ["/job", `${good}&project=`],
      ["/job", `${good}&project=p&project=q`],
      ["/job", `${good}&demo=yes`],
      ["/job", "cloud=huawei&region=cn-north-4&id=a%0Ab"],
      ["/job", "cloud=huawei&region=cn%E2%80%AE-north&id=a"],
      ["/job", `cloud=huawei&region=cn-north-4&id=${"a".repeat(129)}`],
      ["/job", `${good}&more=${"a".repeat(1000)}`],
    ];
    for (const [path, query] of bad) assert.equal(readLink(path, query), undefined, `${path}?${query}`);
  });

  it("lead a person to their own connections, tell them what is missing, or lead nowhere", () => {
    const clouds = [huawei, alibaba];
    const demo = { ...north, id: "c3", isDemo: true };
    const seen = (query: string, connections: readonly Connection[]) => {
      const found = destinationOf({ path: "/job", query }, clouds, connections);
      if (found.kind === "there") return `there: ${found.connections.map(({ id }) => id)}`;
      return found.kind === "elsewhere" ? `elsewhere: ${found.others.map(({ id }) => id)}` : found.kind;
    };
    const link = "cloud=huawei&region=cn-north-4&project=p1&id=a";
    const mine = [demo, north, { ...north, id: "c4" }, east];
    assert.equal(seen(link, mine), "there: c1,c4");
    assert.equal(seen(`${link}&demo=1`, mine), "there: c3");
    assert.equal(seen(link.replace("p1", "p2"), mine), "elsewhere: c1,c4");
    assert.equal(seen(link, [demo, east]), "elsewhere: ");
    assert.equal(seen(link.replace("huawei", "azure"), mine), "unknownCloud");
    assert.equal(seen(link.replace("id=a", "id=a/../b"), mine), "nowhere");
    assert.equal(seen("", mine), "nowhere");
  });
});

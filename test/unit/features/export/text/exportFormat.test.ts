// Exports read back: tables with every cell as it was, nothing that a spreadsheet would run, nothing private unasked.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { readJob as readAlibaba } from "../../../../../src/clouds/alibaba/api/parse.js";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import { readJob as readHuawei } from "../../../../../src/clouds/huawei/api/parse.js";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import { masked } from "../../../../../src/core/privacy/mask.js";
import { type ExportFormat, exportWriter } from "../../../../../src/features/export/text/exportFormat.js";
import { type JobPlace, normalJob, withSortedKeys } from "../../../../../src/text/commonJob.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { readCsv } from "../../../text/cells/readCells.js";

describe("an export", () => {
  const north: JobPlace = { connection: { ...fakeConnection(huawei), name: "=North" }, cloud: huawei };
  const east: JobPlace = { connection: { ...fakeConnection(alibaba), name: "East | 2" }, cloud: alibaba };
  const link = "https://obs.example/letter.pdf?AccessKeyId=AK&Signature=abc";
  const refused = readHuawei({
    job_id: "h-1",
    voice_name: '晓晴, “calm”\nand "clear"',
    state: "AUDIT_FAILED",
    job_type: "BASIC",
    phone: "+86 13800138000",
    voice_authorization_url: link,
    job_failed_reason: `=2+2: call 13800138000, see ${link}`,
    create_time: 1_717_545_600,
    allocated_resource: { resource_id: "r-1" },
    brand_new: { score: -3 },
  })!;
  const done = readAlibaba({ JobId: "a-1", VoiceName: "小专", Status: "Success", Type: "Standard", VoiceId: "v-1" }, "a-1")!;

  function write(format: ExportFormat, jobs: readonly (readonly [VoiceJob, JobPlace])[], isOpen = false): string {
    const writer = exportWriter(format, [huawei, alibaba], isOpen);
    return writer.begin + jobs.map(([job, place], index) => writer.row(job, place, index)).join("") + writer.end;
  }
  const both = [
    [refused, north],
    [done, east],
  ] as const;

  it("as CSV begins with a byte order mark, has the common columns and every field of both clouds, and ends lines as spreadsheets do", () => {
    const text = write("csv", both);
    assert.ok(text.startsWith('\ufeff"Connection","Cloud","Job ID","Name","State"'));
    assert.ok(
      text.endsWith("\r\n") &&
        !text
          .replace(/"(?:[^"]|"")*"/g, "")
          .replaceAll("\r\n", "")
          .includes("\n"),
    );
    const [head = [], first = [], second = [], ...more] = readCsv(text.slice(1));
    assert.equal(more.length, 0);
    assert.equal(new Set(head).size, head.length, "no two columns have one name");
    for (const { path } of [...huawei.jobFields, ...alibaba.jobFields])
      assert.ok(
        head.some((name) => name.endsWith(`(${path})`)),
        path,
      );
    const cell = (row: readonly string[], name: string) =>
      row[head.findIndex((each) => each === name || each.endsWith(`(${name})`))];
    assert.equal(cell(first, "Connection"), "'=North");
    assert.equal(cell(first, "Name"), '晓晴, “calm”\nand "clear"');
    assert.equal(cell(first, "State"), "Review failed");
    assert.equal(cell(first, "state"), "AUDIT_FAILED");
    assert.equal(cell(first, "Created"), "2024-06-05T00:00:00Z");
    assert.equal(cell(first, "create_time"), "1717545600");
    assert.equal(cell(first, "allocated_resource.resource_id"), "r-1");
    assert.deepEqual(JSON.parse(cell(first, "Other fields") ?? ""), { brand_new: { score: -3 } });
    assert.equal(cell(first, "JobId"), "");
    assert.equal(cell(second, "Name"), "小专");
    assert.equal(cell(second, "VoiceId"), "v-1");
    assert.equal(cell(second, "job_id"), "");
  });

  it("as CSV marks names, IDs and what has no description as texts, and leaves times and measures values", () => {
    const raw = {
      job_id: "12345678901234567890123456789e12",
      voice_name: "00123",
      batch_name: "2024-05",
      create_time: 1686133628,
    };
    const job = readHuawei({ ...raw, state: "SUCCEED", app_user_id: "1610521604143693812", reject_times: 1 })!;
    const [row = []] = readCsv(
      exportWriter("csv", [huawei], false).row(job, { cloud: huawei, connection: fakeConnection(huawei) }, 0),
    );
    for (const text of [raw.job_id, "00123", "2024-05", "1610521604143693812"])
      assert.deepEqual(
        row.filter((cell) => cell.endsWith(text)),
        [`'${text}`, `'${text}`],
        text,
      );
    for (const value of ["2023-06-07T10:27:08Z", "1686133628", "1"]) assert.ok(row.includes(value), value);
  });

  it("as JSON is an array of jobs with keys that are the same in every language", () => {
    const jobs = JSON.parse(write("json", both));
    assert.deepEqual(Object.keys(jobs[1]), ["connection", "cloud", "id", "name", "state", "phase", "type", "voiceId", "raw"]);
    assert.equal(jobs[0].createdAt, "2024-06-05T00:00:00Z");
    assert.equal(jobs[0].raw.brand_new.score, -3);
    assert.deepEqual(JSON.parse(write("json", [])), []);
  });

  it("as Markdown is a table with the same number of cells in each line", () => {
    const lines = write("markdown", both).trimEnd().split("\n");
    assert.equal(lines.length, 4);
    const widths = lines.map((line) => line.split(/(?<!\\)\|/).length);
    assert.equal(new Set(widths).size, 1, widths.join());
    assert.match(lines[1]!, /^\|( --- \|)+$/);
  });

  for (const format of ["csv", "json", "markdown"] as const) {
    it(`as ${format} has no phone number and no signed link unless the person asked`, () => {
      const bare = (text: string) => text.replaceAll("\\", "");
      const covered = bare(write(format, both));
      assert.ok(covered.includes(masked) && !covered.includes("13800138000") && !covered.includes("Signature=abc"), covered);
      const open = bare(write(format, both, true));
      assert.ok(!open.includes(masked) && open.includes("13800138000") && open.includes("Signature=abc"));
    });
  }

  it("does not trip over any job that JSON can hold", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (raw) => {
        const job: VoiceJob = { id: "x", name: "", state: "NEW", phase: "unknown", raw: raw as VoiceJob["raw"] };
        assert.deepEqual(JSON.parse(write("json", [[job, north]]))[0].raw, JSON.parse(JSON.stringify(normalJob(job, north).raw)));
        const rows = readCsv(write("csv", [[job, north]]).slice(1));
        assert.equal(rows.length, 2);
        assert.equal(rows[0]?.length, rows[1]?.length);
      }),
    );
  });

  it("compares jobs key by key: the order in which a cloud sends its fields says nothing", () => {
    const one = JSON.stringify(withSortedKeys({ b: [{ d: 1, c: 2 }], a: null }));
    assert.equal(one, '{"a":null,"b":[{"c":2,"d":1}]}');
    assert.equal(JSON.stringify(withSortedKeys({ a: null, b: [{ c: 2, d: 1 }] })), one);
  });
});

// The last look before a submit: each value by its words, what is different, and why the job was refused, all harmless in a list.
import { strict as assert } from "node:assert";
import { submitFields as fields } from "../../../../src/clouds/huawei/description/forms.js";
import { valuesBefore } from "../../../../src/core/forms/formValues.js";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import { reasonsFor, reviewLines, wrap } from "../../../../src/text/forms/formReview.js";

const lines = (...[values, compared]: [Record<string, string>, Partial<Parameters<typeof reviewLines>[2]>]) =>
  reviewLines(fields, values, { before: {}, used: {}, ...compared });

const refused = (failure: NonNullable<VoiceJob["failure"]>): VoiceJob => ({
  id: "j1",
  name: "",
  state: "AUDIT_FAILED",
  phase: "attention",
  failure,
  raw: {},
});

describe("review of a form", () => {
  it("lists what is sent in the order of the form, then what is not", () => {
    const shown = lines({ sex: "FEMALE", voice_name: "晓晴", tag: "NEWS" }, {});
    assert.deepEqual(
      shown.map(({ label, isSent }) => `${label}${isSent ? "" : " -"}`),
      [
        "Voice name: 晓晴",
        "Sex: Female (FEMALE)",
        "Tag: News (NEWS)",
        "Language -",
        "Description -",
        "Phone -",
        "Customer ID -",
        "Output language -",
        "Preview text -",
      ],
    );
  });

  it("marks what is different, with what it was; what was empty is new, what is not known is not marked", () => {
    const before = { voice_name: "Old", sex: "MALE", tag: "", phone: "+8613800000000", language: "CN" };
    const values = { voice_name: "New", sex: "MALE", tag: "NEWS", phone: "+8613900000000", description: "Warm" };
    const marked = lines(values, { before }).map(({ id, description, isDifferent }) => [id, isDifferent, description]);
    assert.deepEqual(marked, [
      ["voice_name", true, "was: Old"],
      ["sex", false, ""],
      ["tag", true, "new"],
      ["description", false, ""],
      ["phone", true, "was: ••••••••"],
      ["language", true, "was: Chinese (CN)"],
      ["app_user_id", false, ""],
      ["output_language", false, ""],
      ["custom_text", false, ""],
    ]);
  });

  it("masks what is personal, and phone numbers and signed links in other values", () => {
    const values = {
      voice_name: "Call +86 138 0000 4712",
      phone: "0571-88157998",
      description: "see https://a.example/x?Signature=s3cret",
      tag: "NEWS",
    };
    const shown = lines(values, { before: { description: "was 13800004712" } });
    assert.deepEqual(
      shown.filter(({ isSent }) => isSent).map(({ label, description }) => `${label} ${description}`.trim()),
      ["Voice name: Call ••••••••", "Tag: News (NEWS)", "Description: see •••••••• was: was ••••••••", "Phone: ••••••••"],
    );
  });

  it("says which values come from another job, as long as they are the same", () => {
    const used = { tag: "NEWS", language: "CN" };
    const shown = lines({ tag: "NEWS", language: "EN" }, { used });
    assert.deepEqual(
      shown.slice(0, 2).map(({ id, description }) => [id, description]),
      [
        ["language", ""],
        ["tag", "as used last"],
      ],
    );
  });

  it("shows texts as texts", () => {
    const hostile = "$(trash) a\nb";
    const [line] = lines({ voice_name: hostile }, { before: { voice_name: "$(x)" } });
    assert.ok(!`${line?.label}${line?.description}`.includes("$("), line?.label);
    assert.ok(!line?.label.includes("\n"));
    assert.ok(!reasonsFor(refused({ code: hostile, message: hostile })).some((each) => JSON.stringify(each).includes("$(")));
  });

  it("gives the reasons of a refusal as rows that can be read to their end", () => {
    assert.deepEqual(reasonsFor(refused({ code: "MSS.1" })), [{ title: "Code: MSS.1", lines: [] }]);
    const message = `${"The recording is too loud. ".repeat(6)}Record again.`;
    const [reason] = reasonsFor(refused({ code: "MSS.1", message }));
    assert.equal(reason?.title, "Code: MSS.1");
    assert.ok(reason!.lines.length > 1 && reason!.lines.every((line) => line.length <= 78));
    assert.equal(reason!.lines.join(" "), message.replace(/\s+/g, " "));
    const chinese = wrap("授权书缺少签名，录音噪声过大，请重新录制后再提交。".repeat(4));
    assert.ok(chinese.length > 1 && chinese.every((line) => line.length <= 39), chinese.join("\n"));
    assert.ok(wrap("words ".repeat(500)).length <= 6);
    assert.ok(wrap("x".repeat(2000)).join("").endsWith("…"));
  });
});

describe("reasons of a refusal", () => {
  const none = { findings: [], rest: {} };

  it("are there only for a job that is refused now", () => {
    const { failure: _, ...fresh } = refused({});
    assert.deepEqual(reasonsFor({ ...fresh, state: "CREATING" }), []);
    assert.deepEqual(reasonsFor({ ...refused({ code: "MSS.1" }), state: "SUCCEED", phase: "succeeded" }), []);
  });

  it("are joined by what the reviews said, once, and each recording on a row", () => {
    const findings = [
      { item: "3.wav", companion: "3.txt", code: "MSS.9", message: "Too loud" },
      { item: "7.wav", code: "MSS.9" },
    ];
    const reviews = [
      { kind: "manual" as const, message: "Sign the letter. ", ...none },
      { kind: "automatic" as const, ...none, findings: findings.map((finding) => ({ ...finding, rest: {} })) },
      { kind: "automatic" as const, ...none },
    ];
    assert.deepEqual(reasonsFor(refused({ message: "Sign the letter." }), { reviews }), [
      { title: "", lines: ["Sign the letter."] },
      { title: "Found by the system review:", lines: ["3.wav: Too loud", "7.wav: Code: MSS.9"] },
    ]);
    assert.deepEqual(reasonsFor(refused({ code: "MSS.1" }), { reviews: reviews.slice(0, 1) })[1], {
      title: "Written by the reviewer:",
      lines: ["Sign the letter."],
    });
  });

  it("are few, and hold no phone number and no link", () => {
    const findings = Array.from({ length: 9 }, (_, at) => ({ item: `${at}.wav`, message: "x ".repeat(200), rest: {} }));
    const [, told] = reasonsFor(refused({ message: "call 13800000000, see https://host.example/letter?Signature=abc" }), {
      reviews: [{ kind: "automatic", findings, rest: {} }],
    });
    assert.equal(told?.lines.length, 6);
    assert.match(told!.lines.at(-1)!, /4 more/);
    const [own] = reasonsFor(refused({ message: "call 13800000000, see https://host.example/letter?Signature=abc" }));
    assert.ok(!/138000|Signature/.test(own!.lines.join()), own!.lines.join());
  });
});

describe("values before", () => {
  const own = { voice_name: "Own", sex: "MALE" };

  it("are the last submit's, else the job's own; what answers never hold is not known without one", () => {
    assert.deepEqual(valuesBefore(fields, own), {
      voice_name: "Own",
      sex: "MALE",
      language: "",
      tag: "",
      phone: "",
      app_user_id: "",
      output_language: "",
    });
    const last = { values: { voice_name: "Sent", tag: "NEWS" }, leftOut: ["app_user_id"] };
    const before = valuesBefore(fields, own, last);
    assert.deepEqual([before.voice_name, before.sex, before.tag, before.description], ["Sent", "MALE", "NEWS", ""]);
    assert.ok(!("description" in valuesBefore(fields, own, { values: {}, leftOut: ["description"] })));
  });
});

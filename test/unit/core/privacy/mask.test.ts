// Phones and signed links are masked, everything else is not.
import assert from "node:assert/strict";
import fc from "fast-check";
import type { JobField } from "../../../../src/core/cloud/jobField.js";
import { masked, maskJob, maskLinks, maskPhone } from "../../../../src/core/privacy/mask.js";

const field = (path: string, kind: JobField["kind"]): JobField => ({ path, kind, title: path, section: "job" });

describe("mask", () => {
  for (const phone of [
    "13800138000",
    "138 0013 8000",
    "138-0013-8000",
    "+8613800138000",
    "+86 138 0013 8000",
    "+86-138-0013-8000",
    "86 13800138000",
    "0086 13800138000",
    "(+86)13800138000",
    "１３８００１３８０００",
    "１３８－００１３－８０００",
    "（＋８６）１３８００１３８０００",
    "138\u00a00013\u00a08000",
    "138\u200b0013\u200b8000",
    "138–0013–8000",
    "+1 (415) 555-2671",
    "+44 20 7946 0958",
    "+6591234567",
  ]) {
    it(`hides the phone number ${phone}`, () => {
      assert.equal(maskPhone(phone), masked);
      assert.equal(maskPhone(`请拨打${phone}，谢谢`), `请拨打${masked}，谢谢`);
      assert.equal(maskPhone(`call ${phone}.`, "x"), "call x.");
    });
  }

  for (const text of [
    "1694685600",
    "1694685600000",
    "2147483647",
    "13800138000123",
    "a13800138000",
    "13800138000b",
    "0.13800138000",
    "job_13800138000",
    "2023-13800138000",
    "26f06524-4f75-4b3a-a853-138001380001",
    "2026-11-20T10:06:05+08:00",
    "10:06 +0800 2026-11-20",
    "12800138000",
    "２１３８００１３８０００",
    "１３８００１３８０００１",
    "138 0013–8000",
    "1e+13800138000",
    "C++11",
  ]) {
    it(`leaves ${text} alone`, () => assert.equal(maskPhone(text), text));
  }

  it("finds every mainland mobile, however it is grouped", () => {
    const groups = fc.tuple(fc.stringMatching(/^1[3-9]\d$/), fc.stringMatching(/^\d{4}$/), fc.stringMatching(/^\d{4}$/));
    fc.assert(
      fc.property(
        groups,
        fc.constantFrom("", " ", "-"),
        fc.constantFrom("", "+86", "+86 ", "+86-", "0086"),
        (parts, between, prefix) => {
          assert.equal(maskPhone(`: ${prefix}${parts.join(between)},`), `: ${masked},`);
        },
      ),
    );
  });

  it("hides signed links, and leaves others", () => {
    for (const link of [
      "https://b.obs.cn-north-4.myhuaweicloud.com/a?AccessKeyId=X&Expires=1&Signature=y",
      "https://b.oss-cn-shanghai.aliyuncs.com/a?x-oss-signature=1",
      "https://b.s3.example/a?X-Amz-Credential=1",
      "https://cdn.example/a.mp3?auth_key=1-2-3",
      "https://me:pw@a.example/",
      "HTTPS://A.EXAMPLE/?TOKEN=1",
    ]) {
      assert.equal(maskLinks(link), masked);
      assert.equal(maskLinks(`see ${link} please`), `see ${masked} please`);
    }
    for (const link of ["https://a.example/b?page=2", "https://a.example/signature", "mailto:a@b.example", "no link"]) {
      assert.equal(maskLinks(link), link);
    }
  });

  it("masks a job by its fields and by what its texts hold, and copies the rest", () => {
    const raw = {
      phone: 13800138000,
      voice_name: "晓晴",
      letter: "https://a.example/letter.pdf",
      nested: { contact: ["+86 13800138000", "", null], depth: { more: "call 13912345678" } },
      create_time: 1694685600000,
      trainingUrls: ["https://a.example/x?Signature=1", "https://a.example/docs"],
      empty: "",
      missing: null,
      flag: true,
    };
    const before = structuredClone(raw);
    const shown = maskJob(raw, [
      field("phone", "phone"),
      field("letter", "link"),
      field("nested.contact", "phone"),
      field("empty", "link"),
      field("missing", "phone"),
      field("voice_name", "text"),
    ]);
    assert.deepEqual(shown, {
      ...raw,
      phone: masked,
      letter: masked,
      nested: { contact: [masked, "", null], depth: { more: `call ${masked}` } },
      trainingUrls: [masked, "https://a.example/docs"],
    });
    assert.deepEqual(raw, before);
    assert.notEqual(shown.nested, raw.nested);
  });

  it("masks everything below a field that is an object", () => {
    const shown = maskJob({ contact: { name: "x", phones: [1, { home: "2" }] } }, [field("contact", "phone")]);
    assert.deepEqual(shown, { contact: { name: masked, phones: [masked, { home: masked }] } });
  });

  it("keeps fields with names of JavaScript's own", () => {
    const raw = JSON.parse('{"__proto__":{"phone":"13800138000"},"constructor":"x"}') as Record<string, unknown>;
    assert.equal(JSON.stringify(maskJob(raw, [])), `{"__proto__":{"phone":"${masked}"},"constructor":"x"}`);
  });

  it("copies any JSON without phones and links as it is", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (raw) => {
        const text = JSON.stringify(raw);
        fc.pre(!/1[3-9]\d|\+\d|:\/\//.test(text));
        assert.equal(JSON.stringify(maskJob(raw, [])), text);
      }),
    );
  });
});

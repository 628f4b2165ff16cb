// The encoding of a text is told by its bytes, whether it is long or short, with a mark or without; names of an archive are read alike.
import { strict as assert } from "node:assert";
import { decodeNames, decodeText } from "../../../../../src/features/recordings/texts/decodeText.js";

const hex = (bytes: string) => Uint8Array.from(Buffer.from(bytes, "hex"));
const wide = (text: string, order: "le" | "be") => {
  const bytes = Buffer.from(text, "utf16le");
  return Uint8Array.from(order === "le" ? bytes : bytes.swap16());
};

describe("the encoding of a text", () => {
  const sentences = [
    "一个句子。",
    "Hello.",
    "开始 10 次，一共一百句。",
    "停一下…",
    "请说：“一二三”。\r\n",
    "今天天气很好，我们去公园散步。",
  ];
  for (const text of sentences)
    it(`is UTF-16 without a mark in either order: ${text.trim()}`, () => {
      assert.deepEqual(decodeText(wide(text, "le")), { text, encoding: "utf-16le" });
      assert.deepEqual(decodeText(wide(text, "be")), { text, encoding: "utf-16be" });
    });

  it("is UTF-8 for what is valid, accents, tone marks and Cyrillic words, too", () => {
    for (const text of ["今天一百", "café", "créée", "nǐ hǎo", "Привет", "😀"])
      assert.deepEqual(decodeText(new TextEncoder().encode(text)), { text, encoding: "utf-8" });
  });

  it("is GBK for few characters whose bytes happen to be valid UTF-8", () => {
    assert.deepEqual(decodeText(hex("d7b4ccac")), { text: "状态", encoding: "gb18030" });
    assert.deepEqual(decodeText(hex("cda3d6b9")), { text: "停止", encoding: "gb18030" });
  });

  it("is told without changing the bytes that are handed in", () => {
    const bytes = Buffer.from("b6adcfa3f6b02d3039332e747874", "hex");
    assert.deepEqual(decodeText(bytes), { text: "董希霭-093.txt", encoding: "gb18030" });
    assert.equal(bytes.toString("hex"), "b6adcfa3f6b02d3039332e747874");
  });
});

describe("names of an archive", () => {
  it("are in one encoding, which a single one may be too short to tell", () => {
    const [hao, test] = [hex("bac2ac422f322e776176"), hex("b2e2cad42f322e747874")];
    assert.notEqual(decodeText(hao).text, "郝珺/2.wav");
    assert.deepEqual(decodeNames([hao, test]), ["郝珺/2.wav", "测试/2.txt"]);
    assert.deepEqual(decodeNames([hex("d7b4ccac"), test]), ["状态", "测试/2.txt"]);
  });

  it("are UTF-8 where all are valid, and each what it is where no encoding fits all", () => {
    const utf8 = (text: string) => new TextEncoder().encode(text);
    assert.deepEqual(decodeNames([utf8("录音/1.wav"), utf8("a")]), ["录音/1.wav", "a"]);
    assert.deepEqual(decodeNames([utf8("录音/1.wav"), hex("81ff3041")]), ["录音/1.wav", "\ufffd\ufffd0A"]);
    assert.deepEqual(decodeNames([]), []);
  });
});

// Names, values and remarks are joined by the punctuation of the person's language.
import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as l10n from "@vscode/l10n";
import { aloud, asked, bracketed, evenGaps, inOneLine, list, named, placed, sentences } from "../../../src/text/punctuation.js";

function inChinese(): void {
  const bundle = new URL("../../../l10n/bundle.l10n.zh-cn.json", import.meta.url);
  l10n.config({ contents: readFileSync(bundle, "utf8") });
}

describe("names and values", () => {
  afterEach(() => l10n.config({ contents: {} }));

  it("stand with a colon and a space in English", () => {
    assert.equal(named("Language", bracketed("Chinese", "CN")), "Language: Chinese (CN)");
    assert.equal(asked("Name", "Of the voice."), "Name — Of the voice.");
    assert.equal(asked("Name", undefined), "Name");
    assert.equal(placed("Studio", "Alibaba Cloud IMS", "cn-shanghai"), "Studio (Alibaba Cloud IMS, cn-shanghai)");
  });

  it("are parted by a dot alone where they stand in one line", () => {
    const [said, code] = ["The cloud says: The password is wrong.", "Code: IAM.0011"];
    assert.equal(inOneLine([said, code, said]), `The cloud says: The password is wrong · ${code} · ${said}`);
    assert.equal(inOneLine(["密码错误。", "代码：1"]), "密码错误 · 代码：1");
    assert.equal(inOneLine([]), "");
  });

  it("are parted by one full stop where they are read aloud", () => {
    assert.equal(
      aloud(["Aurora", "This job has not been read yet.", "State: Training"]),
      "Aurora. This job has not been read yet. State: Training",
    );
    assert.equal(aloud(["It failed."]), "It failed.");
    assert.equal(aloud([]), "");
    inChinese();
    assert.equal(aloud(["晓晴", "尚未读取此任务。", "状态：训练中"]), "晓晴。尚未读取此任务。状态：训练中");
  });

  it("make lists without an “and”, which wants gaps of its own before Chinese numbers", () => {
    assert.equal(list(["1 个已完成", "1 个失败", "1 个待您处理"], "zh-cn"), "1 个已完成、1 个失败、1 个待您处理");
    assert.equal(list(["3 finished", "1 failed"], "en"), "3 finished, 1 failed");
  });

  it("have a gap between Chinese and Latin words, and none between Chinese ones", () => {
    assert.equal(evenGaps("阿里云CosyVoice"), "阿里云 CosyVoice");
    assert.equal(evenGaps("至少 每秒 4.4 个字符"), "至少每秒 4.4 个字符");
    assert.equal(evenGaps("−26 dBFS 至 −16 dBFS"), "−26 dBFS 至 −16 dBFS");
    assert.equal(evenGaps("at least 5 s"), "at least 5 s");
  });

  it("are joined by the words of the language, wherever they are worded", () => {
    const root = fileURLToPath(new URL("../../../src/", import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
    // Headers of HTTP are no sentence.
    const worded = files.filter((file) => /(^|\/)text\/.*\.ts$/.test(file) && !/forms\/(curl|request)Text\.ts$/.test(file));
    assert.ok(worded.length > 80, `${worded.length}`);
    const joined = worded.filter((file) => /\}: \$\{/.test(readFileSync(root + file, "utf8")));
    assert.deepEqual(joined, [], "use named()");
  });

  it("stand with Chinese punctuation in Chinese", () => {
    inChinese();
    assert.equal(named("语言", bracketed("中文", "CN")), "语言：中文（CN）");
    assert.equal(asked("名称", "音色的名称"), "名称：音色的名称");
    assert.equal(placed("制作", "华为云 MetaStudio", "cn-north-4"), "制作（华为云 MetaStudio，cn-north-4）");
  });

  it("keep what looks like a place to fill in", () => {
    assert.equal(named("{1}", "{0} {1}"), "{1}: {0} {1}");
  });
});

describe("sentences", () => {
  it("stand apart by a space, but not behind a Chinese full stop", () => {
    assert.equal(sentences("It failed.", "Try again.", "Code: 7"), "It failed. Try again. Code: 7");
    assert.equal(sentences("提交失败。", "请重试。", "错误码：7 · 状态码：400"), "提交失败。请重试。错误码：7 · 状态码：400");
    assert.equal(sentences("Rain Cloud 没有响应？", "It is off."), "Rain Cloud 没有响应？It is off.");
  });

  it("are left out where there is nothing to say", () => {
    assert.equal(sentences("", undefined, "It failed.", false), "It failed.");
  });
});

// Hostile names in every place where the editor would act on a text.
import { strict as assert } from "node:assert";
import {
  clip,
  escapeInput,
  escapeLabel,
  escapeLine,
  escapeMarkdown,
  escapeModal,
  escapeNotification,
} from "../../../src/text/escape.js";

const sinks = { escapeLine, escapeNotification, escapeInput, escapeModal, escapeLabel, escapeMarkdown };

/** What the editor looks for: `base/common/linkedText` and `base/common/iconLabels`. */
const editorLink = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const editorIcon = /(\\)?\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;

const link = "[x](command:workbench.action.quit)";
const visible = (text: string) => text.replace(/[\u200b\u2066-\u2069]/g, "");

describe("escape", () => {
  for (const sink of [escapeNotification, escapeInput, escapeModal]) {
    it(`${sink.name} leaves no link to click and no icon, and reads the same`, () => {
      for (const name of [link, `a ${link} b ${link}`, "[y](https://example.com 'z')", "$(trash) $(sync~spin)", "\\$(trash)"]) {
        assert.doesNotMatch(sink(name), editorLink);
        assert.doesNotMatch(sink(name), editorIcon);
        assert.equal(visible(sink(name)), name);
      }
    });
  }

  it("leaves no icon in a label", () => {
    assert.doesNotMatch(escapeLabel("$(trash) 晓晴 $(sync~spin)"), editorIcon);
    assert.equal(visible(escapeLabel("$(trash)")), "$(trash)");
  });

  it("escapes every mark that Markdown or HTML knows", () => {
    assert.equal(escapeMarkdown("<img src=x onerror=alert(1)>"), "\\<img src\\=x onerror\\=alert\\(1\\)\\>");
    assert.equal(escapeMarkdown("[x](command:a) &lt; `b` www.a.b"), "\\[x\\]\\(command\\:a\\) \\&lt\\; \\`b\\` www\\.a\\.b");
    assert.doesNotMatch(escapeMarkdown("$(trash)").replaceAll("\\", ""), editorIcon);
    assert.equal(escapeMarkdown("1. 晓晴-客服"), "1\\. 晓晴\\-客服");
  });

  for (const [name, sink] of Object.entries(sinks)) {
    it(`${name} makes one line without controls of any text`, () => {
      assert.equal(visible(sink("Xiaozhuan\n")), "Xiaozhuan");
      assert.equal(visible(sink("a\r\n\u2028b\u0000\u001b\u0085c")), "a b c");
      assert.equal(visible(sink("")), "");
    });

    it(`${name} keeps the text around a right-to-left name in order`, () => {
      assert.equal(sink("صوت"), "\u2068صوت\u2069");
      assert.equal(sink("safe\u202egpj.exe"), sink("safegpj.exe"));
      assert.equal(sink("a\u2067b\u{e0041}"), "ab");
    });
  }

  it("leaves a usual text as it is, whichever character stands in it, exactly where the long way would", () => {
    for (let code = 0; code < 0xd800; code += 1) {
      const text = `a${String.fromCharCode(code)}b`;
      // What is dropped at the end sends the text the long way.
      assert.equal(escapeLine(text), escapeLine(`${text}\ufeff`), code.toString(16));
    }
    for (const text of [" a", "a ", "a  b", "", " "]) assert.equal(escapeLine(text), escapeLine(`${text}\ufeff`));
  });

  it("clips by what people see as one character", () => {
    assert.equal(clip("abc", 3), "abc");
    assert.equal(clip("abcd", 3), "ab…");
    assert.equal(clip("👩‍🔬👩‍🔬👩‍🔬", 3), "👩‍🔬👩‍🔬👩‍🔬");
    assert.equal(clip("👩‍🔬👩‍🔬👩‍🔬👩‍🔬", 3), "👩‍🔬👩‍🔬…");
    assert.equal(clip("e\u0301e\u0301e\u0301", 2), "e\u0301…");
    assert.equal([...escapeLabel("声".repeat(300))].length, 200);
  });
});

// SECURITY.md and the templates for issues are there, warn of keys, and name only what exists.
import { strict as assert } from "node:assert";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { faultsOf, scriptsIn } from "../../host/named";

const root = join(import.meta.dirname, "../../..");
const { load } = createRequire(import.meta.url)("js-yaml") as { load(text: string): unknown };
const text = (path: string) => readFileSync(join(root, path), "utf8");
const titles = new Set(Object.values(JSON.parse(text("package.nls.json")) as Record<string, string>));
const templates = readdirSync(join(root, ".github/ISSUE_TEMPLATE"));

interface Template {
  readonly name: string;
  readonly description: string;
  readonly body: readonly {
    readonly type: string;
    readonly id?: string;
    readonly attributes: Readonly<Record<string, unknown>>;
  }[];
}

describe("what a person is told who reports something", () => {
  it("is in a template for faults and one for requests, and nothing comes without one", () => {
    assert.deepEqual(templates.sort(), ["bug.yml", "config.yml", "feature.yml"]);
    assert.deepEqual(load(text(".github/ISSUE_TEMPLATE/config.yml")), { blank_issues_enabled: false });
  });

  for (const name of ["bug.yml", "feature.yml"])
    it(`is a form that GitHub takes: ${name}`, () => {
      const { name: title, description, body } = load(text(`.github/ISSUE_TEMPLATE/${name}`)) as Template;
      assert.ok(title && description);
      const ids = body.flatMap(({ id }) => id ?? []);
      assert.equal(new Set(ids).size, ids.length);
      for (const { type, id, attributes } of body) {
        assert.ok(["markdown", "textarea", "input", "dropdown"].includes(type), type);
        assert.ok(type === "markdown" ? attributes.value : id && attributes.label, JSON.stringify(attributes));
      }
      assert.equal(body[0]?.type, "markdown");
      assert.match(String(body[0]?.attributes.value), /key/, "the warning comes first");
    });

  it("asks for the log and the report of a diagnosis", () => {
    const bug = text(".github/ISSUE_TEMPLATE/bug.yml");
    assert.match(bug, /\*Voice Jobs: Show Log\*/);
    assert.match(bug, /\*Voice Jobs: Diagnose Connection\*/);
  });

  for (const path of ["SECURITY.md", ...templates.map((name) => `.github/ISSUE_TEMPLATE/${name}`)])
    it(`names in ${path} only commands, scripts and files that exist`, () => {
      const words = text(path);
      for (const [, title] of words.matchAll(/\*Voice Jobs: ([^*]+)\*/g)) assert.ok(titles.has(title!), title);
      assert.deepEqual([...words.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => faultsOf(code!)), []); // biome-ignore format: one line reads better
      for (const [name] of words.matchAll(/\b[A-Z]+\.md\b/g)) assert.ok(existsSync(join(root, name)), name);
    });

  it("leads a person with something dangerous to a private report, and to no address that is not read", () => {
    const security = text("SECURITY.md");
    assert.match(security, /\*Security\*, \*Report a vulnerability\*/);
    assert.doesNotMatch(security, /@/);
    assert.ok(scriptsIn(security).includes("submits"));
    assert.match(text(".github/ISSUE_TEMPLATE/bug.yml"), /SECURITY\.md/);
  });
});

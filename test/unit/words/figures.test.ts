// Every figure in the READMEs, the manual and the CHANGELOG comes from the code or from a document of a vendor: a new one needs its source here.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { regions as alibabaRegions } from "../../../src/clouds/alibaba/description/forms.js";
import { recordingRequirements } from "../../../src/clouds/alibaba/description/recordings.js";
import { longAwayMs } from "../../../src/features/notifications/poller.js";
import { pollIntervals } from "../../../src/features/notifications/pollInterval.js";
import { mostHistories, mostText as mostTextOfHistories } from "../../../src/services/storage/historyCacheFile.js";
import { mostRows, mostText } from "../../../src/services/storage/jobCacheFile.js";
import { amongText } from "../../../src/text/counts.js";
import { theiaFault, theiaVersion } from "../../host/editors/versions.js";
import { readGuide } from "../../words/guide.js";
import { wholeManual } from "../../words/manual.js";
import { root } from "../../words/sentences.js";

const text = (path: string) => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(text("package.json")) as {
  version: string;
  engines: Record<"node" | "vscode", string>;
  contributes: { walkthroughs: { steps: unknown[] }[] };
};
const manuals = { english: wholeManual("english"), chinese: wholeManual("chinese") } as const;

/** Numbers in prose, without those that count the items of a list and those inside names (cn-north-4). */
const figures = (markdown: string) =>
  readGuide(markdown)
    .prose.flatMap((line) => line.replace(/^\d+\. /, "").match(/(?<![\w-])\d+(?:[.,]\d+)*/g) ?? [])
    .sort();

/** What a file says where the pattern's first group is: a constant that a unit test cannot import. */
function said(path: string, pattern: RegExp): string {
  const found = pattern.exec(text(path))?.[1];
  assert.ok(found, `${path} does not say ${pattern}`);
  return new Intl.NumberFormat("en").format(Number(found.replace(/_/g, "")));
}

const numbers = (words: string) => words.match(/\d+(?:[.,]\d+)*/g) ?? [];
const seconds = (ms = Number.NaN) => String(ms / 1000);
const minutes = (ms = Number.NaN) => String(ms / 60_000);

/** Huawei's documents: more than 5 failures in a row lock a key for 5 minutes. */
const lock = ["5", "5"];
/** What a filter found, as an example: in the cloud, and among loaded rows. */
const example = ["12", ...numbers(amongText(12, { loaded: 2_340, total: 98_112 }, "en"))];
const limit = said("src/services/refresh/filteredPage.ts", /page\.limit <= (\d+)/);

/** Of a Basic job at Alibaba. */
const given = recordingRequirements.find(({ id }) => id === "basic")?.count.refuse?.value.most;

const known = [
  String(given),
  /\d+/.exec(manifest.engines.node)?.[0] ?? "",
  /\d+\.\d+/.exec(manifest.engines.vscode)?.[0] ?? "",
  ...theiaFault,
  theiaVersion,
  ...example,
  seconds(pollIntervals.running?.first),
  minutes(pollIntervals.waiting?.first),
  ...lock,
  String(mostRows),
  String(mostText / 1e6),
  String(mostHistories),
  String(mostTextOfHistories / 1e6),
  said("test/submits/tenThousand.test.ts", /VOICE_JOBS_SUBMITS \?\? ([\d_]+)/),
  said("src/services/refresh/filteredPage.ts", /page\.limit >= (\d+)/),
  limit,
  said("src/api.ts", /limit = (\d+)/),
  said("src/features/recordings/chosenKinds.ts", /mostFolders = (\d+)/),
  said("src/features/listen/listenMemory.ts", /mostTexts = (\d+)/),
  said("src/services/storage/soundChecks.ts", /mostChecks = (\d+)/),
  said("src/services/storage/intendedRecordings.ts", /mostJobs = (\d+)/),
  // The beginning of a machine's time.
  "1970",
].sort();

describe("figures", () => {
  for (const language of ["english", "chinese"] as const)
    it(`of README and manual are those of the code: ${language}`, () => assert.deepEqual(figures(manuals[language]), known));

  it("in words are those of the code", () => {
    const steps = manifest.contributes.walkthroughs[0]?.steps.length;
    const facts: readonly (readonly [number | undefined, number, RegExp, RegExp])[] = [
      [steps, 5, /in five steps/, /分五步/],
      [alibabaRegions.length, 6, /the six of the vendor's endpoint list/, /终端节点列表中的六个区域/],
      [longAwayMs, 60_000, /after a minute or more/, /离开一分钟以上/],
    ];
    for (const [found, expected, english, chinese] of facts) {
      assert.equal(found, expected, String(english));
      assert.match(manuals.english, english);
      assert.match(manuals.chinese, chinese);
    }
  });

  it("of the CHANGELOG are those of the code", () => {
    const panel = text("test/ui/browse/panelAccess.test.ts");
    const [pixels] = /"a column of (\d+) pixels"/.exec(panel)?.slice(1) ?? [];
    const [percent] = /"a window at (\d+) %"/.exec(panel)?.slice(1) ?? [];
    const most = said("src/features/submitBatch/ui/batchJobs.ts", /mostAtOnce = (\d+)/);
    const package_ = Number(said(".ci/contents.mjs", /mostBytes = ([\d_]+)/).replace(/,/g, "")) / 1e6;
    assert.deepEqual(figures(text("CHANGELOG.md")), [manifest.version, pixels, percent, most, String(package_)].sort());
  });
});

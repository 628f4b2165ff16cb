// Names under which something lies on a person's disk are what they have always been, and stand in two files alone.
import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript-api";
import * as ids from "../../src/contributions.js";
import * as stored from "../../src/core/storedNames.js";
import { rowId } from "../../src/features/tree/ui/rowIdentity.js";
import { originOf, placeOf } from "../../src/services/connections/place.js";

const root = join(import.meta.dirname, "../..");
const homes = ["src/core/storedNames.ts", "src/contributions.ts"];

function textOf(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** Of all rooms that leave something on a disk: neither clouds nor the local cloud do. */
function sources(): string[] {
  return readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((file) => !/^src\/(clouds|demo)\//.test(file) && !homes.includes(file));
}

/** Names of methods that take the name of something stored first, by what they are called on. */
const takers: readonly (readonly [receiver: RegExp, methods: RegExp])[] = [
  [/(^|\.)(\w*[sS]tate|\w*[mM]emento|secrets)$/, /^(get|update|store|delete)$/],
  [/(^|\.)\w*([nN]otes|[dD]rawer)$/, /^(claim|read|replace|put|write|remove|hold|keepOnly)$/],
];
/** Texts that can only be names of stored things. */
const telling =
  /\.(json|lock|break)\b(?!\.stringify)|\.(rows|seen|history)\b|^(submit|start|key)-|^credentials\/|\.unreadable|^voice-?[jJ]obs[-._/:]|^voice-jobs$/;

/** What stands in a file as a literal and is, or is used as, the name of something that is stored. */
function looseNames(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const constants = new Map<string, string>();
  const literal = (node: ts.Node | undefined): string | undefined => {
    if (!node) return undefined;
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isTemplateExpression(node))
      return [node.head, ...node.templateSpans.map((span) => span.literal)].map(({ text }) => text).join("$");
    if (ts.isRegularExpressionLiteral(node)) return node.text.replaceAll("\\", "");
    if (ts.isIdentifier(node)) return constants.get(node.text);
    if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)) return literal(node.expression);
    return undefined;
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      const value = literal(node.initializer);
      if (value !== undefined) constants.set(node.name.text, value);
    }
    const isName = !ts.isIdentifier(node) && telling.test(literal(node) ?? "");
    if (isName && !isKnown(file, node)) found.push(`${file}: ${node.getText()}`);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression;
      const takes = takers.some(([receiver, methods]) => receiver.test(expression.getText()) && methods.test(name.text));
      if (takes && literal(node.arguments[0]) !== undefined) found.push(`${file}: ${node.getText()}`);
      if (
        name.text === "joinPath" &&
        /torageUri/.test(node.arguments[0]?.getText() ?? "") &&
        node.arguments.slice(1).some(literal)
      )
        found.push(`${file}: ${node.getText()}`);
    }
    // What is handed the state together with a key.
    if (ts.isNewExpression(node) && /(^|\.)\w*[sS]tate$|^inMemory\(\)$/.test(node.arguments?.[0]?.getText() ?? ""))
      for (const argument of node.arguments?.slice(1) ?? [])
        if (literal(argument) !== undefined) found.push(`${file}: ${node.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Set(found)];
}

/** Words that look like stored names and are none, and names of settings where `contributions.ts` cannot be imported. */
function isKnown(file: string, node: ts.Node): boolean {
  const text = ts.isStringLiteralLike(node) ? node.text : node.getText();
  if (text === "voice-jobs-data" || (file === "src/features/export/ui/exportFlow.ts" && text === "voice-jobs")) return true;
  // The name of a document in its tab; the address says what it shows.
  if (file === "src/features/jobActions/ui/jobUri.ts" && text === "`/${name}.json`") return true;
  return /\/text\//.test(file) && Object.values<string>(ids.settings).includes(text);
}

describe("names on a person's disk", () => {
  it("are these in the editor's state and secret storage", () => {
    assert.deepEqual(stored.stateKeys, {
      connections: "connections",
      viewOptions: "lens",
      watchedJobs: "watchedJobs",
      mutedNotices: "mutedNotices",
      toldNotices: "toldNotices",
      submittedLooks: "submittedLooks",
      unsettledSubmits: "unsettledSubmits",
      unsettledStarts: "unsettledStarts",
      submitBatches: "submitBatches",
      usedValues: "usedValues",
      checkedRecordings: "checkedRecordings",
      recordingKinds: "recordingKinds",
      openRows: "openRows",
      soundVolume: "soundVolume",
      spokenTexts: "spokenTexts",
      timeFilters: "timeFilters",
      uploadedRecordings: "uploadedRecordings",
      intendedRecordings: "intendedRecordings",
      soundChecks: "soundChecks",
      tableViews: "tableViews",
    });
    assert.equal(stored.unreadableKey("connections"), "connections.unreadable");
    assert.equal(stored.unreadableKey("watchedJobs"), "watchedJobs.unreadable");
    assert.equal(stored.secretKeys.credentials("4f2a"), "credentials/4f2a");
    assert.equal(stored.secretKeys.fingerprints, "fingerprints");
  });

  it("are these in the folders of the global storage", () => {
    assert.deepEqual(stored.folders, { notes: "notes", remembered: "remembered", packages: "packages" });
    assert.equal(stored.packageNames.file("0a.17.2b", "3c"), "0a.17.2b_3c.zip");
    assert.equal(stored.packageNames.windowOf("0a.17.2b_3c.zip.part"), "0a.17.2b");
    const { lockFileNames: noteNames } = stored;
    assert.equal(noteNames.submit("0a1b"), "submit-0a1b.json");
    assert.equal(noteNames.lock("submit-0a1b.json"), "submit-0a1b.json.lock");
    const breaks = ["submit-0a1b.json.break", "submit-0a1b.json.break2", "submit-0a1b.json.break3", "submit-0a1b.json.break4"];
    assert.deepEqual(noteNames.breakLocks("submit-0a1b.json"), breaks);
    assert.equal(noteNames.start("0a1b"), "start-0a1b.json");
    assert.equal(noteNames.say("ab12"), "say-ab12.json");
    assert.equal(noteNames.watch, "watch.json");
    assert.equal(noteNames.keyPrefix("0a1b"), "key-0a1b");
    assert.equal(noteNames.keyTrial("key-0a1b"), "key-0a1b.json");
    assert.equal(noteNames.keyLock("key-0a1b"), "key-0a1b-lock.json");
    assert.equal(noteNames.keyPair("key-0a1b", "2c3d"), "key-0a1b-2c3d.json");
    assert.equal(noteNames.keyPlace("key-0a1b", 3), "key-0a1b-3.json");
    assert.equal(stored.rememberedNames.rows("4f2a"), "4f2a.rows.json");
    assert.equal(stored.rememberedNames.seen("4f2a"), "4f2a.seen.json");
    assert.equal(stored.rememberedNames.history("4f2a"), "4f2a.history.json");
  });

  it("are found again by these patterns", () => {
    const { submit, key, keyPlace } = stored.lockFilePatterns;
    const names = ["submit-0a.json", "submit-0a.json.lock", "start-0a.json", "key-0a.json", "key-0a-2c.json", "key-0a-3.json"];
    const matching = (pattern: RegExp) => names.filter((name) => pattern.test(name));
    assert.deepEqual(matching(submit), ["submit-0a.json"]);
    assert.deepEqual(matching(key), ["key-0a.json", "key-0a-2c.json", "key-0a-3.json"]);
    assert.deepEqual(matching(keyPlace), ["key-0a-3.json"]);
  });

  it("are these in what is remembered of a place, and in what names of notes are made of", () => {
    const at = { id: "4f2a", cloud: "huawei", name: "Studio", values: {}, credentialKind: "aksk" };
    assert.equal(stored.placeText("huawei", "cn-north-4", undefined), '["huawei","cn-north-4",null]');
    assert.equal(placeOf({ ...at, region: "cn-north-4" }), '["huawei","cn-north-4",null]');
    assert.equal(placeOf({ ...at, region: "here", endpoint: "https://Studio.test" }), '["huawei","here","https://Studio.test"]');
    const regions = [{ id: "cn-north-4", title: "", endpoint: "https://metastudio.cn-north-4.myhuaweicloud.com" }];
    assert.equal(originOf({ regions }, { ...at, region: "cn-north-4" }), "https://metastudio.cn-north-4.myhuaweicloud.com");
    assert.equal(originOf({ regions }, { ...at, region: "X", endpoint: "https://Studio.test" }), "https://studio.test");
    assert.equal(originOf({ regions }, { ...at, region: "Elsewhere" }), "elsewhere");
    const digest = 'createHash("sha256").update(text).digest("hex").slice(0, 32)';
    assert.ok(
      sources().some((file) => textOf(file).includes(digest)),
      "the digest in names of notes",
    );
  });

  it("are these in addresses, and in what the editor keeps of rows and panels", () => {
    assert.equal(stored.linkPath, "/job");
    assert.deepEqual(stored.documentForms, { plain: "plain", compared: "compared" });
    assert.equal(ids.documentScheme, "voice-jobs");
    assert.equal(ids.diagnosisScheme, "voice-jobs-diagnosis");
    assert.equal(ids.requestScheme, "voice-jobs-request");
    assert.equal(ids.requestFolder, "/voice-jobs-request");
    assert.equal(rowId({ kind: "connection", connectionId: "c" }), "connection/c///-/");
    const job = { kind: "job", connectionId: "c", grouping: "state", group: "A", jobId: "j" } as const;
    assert.equal(rowId(job), "job/c/state/A/-/j");
    assert.equal(rowId({ kind: "needsMe", connectionId: "" }), "needsMe////-/");
    assert.equal(rowId({ kind: "job", connectionId: "c", section: "needsMe", jobId: "j" }), "needsMe/job/c/j");
  });

  it("are these in the manifest, which other extensions, settings and keyboard shortcuts know", () => {
    assert.equal(ids.walkthrough, "firstSteps");
    assert.equal(ids.container, "voiceJobs");
    assert.equal(ids.view, "voiceJobs.jobs");
    assert.equal(ids.detailPanel, "voiceJobs.detail");
    assert.equal(ids.recordingsPanel, "voiceJobs.recordings");
    assert.equal(ids.jobsTablePanel, "voiceJobs.jobsTable");
    assert.equal(ids.listenPanel, "voiceJobs.listen");
    assert.equal(ids.comparePanel, "voiceJobs.compare");
    assert.equal(ids.reportPanel, "voiceJobs.report");
    assert.equal(ids.overviewPanel, "voiceJobs.overview");
    assert.equal(ids.gridPanel, "voiceJobs.grid");
    assert.equal(ids.statusItem, "voiceJobs.status");
    assert.deepEqual(Object.values(ids.commands).sort(), [
      "voiceJobs.activateRow",
      "voiceJobs.addConnection",
      "voiceJobs.arrangeJobs",
      "voiceJobs.changeFilter",
      "voiceJobs.checkRecordingFiles",
      "voiceJobs.checkRecordings",
      "voiceJobs.checkRecordingsFolder",
      "voiceJobs.clearFilter",
      "voiceJobs.compareJobs",
      "voiceJobs.compareJobsJson",
      "voiceJobs.compareVoices",
      "voiceJobs.compareWithRecording",
      "voiceJobs.copyJobId",
      "voiceJobs.copyLink",
      "voiceJobs.copyRequestId",
      "voiceJobs.copySnippet",
      "voiceJobs.createJob",
      "voiceJobs.deleteJob",
      "voiceJobs.diagnoseConnection",
      "voiceJobs.duplicateConnection",
      "voiceJobs.editConnection",
      "voiceJobs.exportJobs",
      "voiceJobs.filterJobs",
      "voiceJobs.importKey",
      "voiceJobs.loadMore",
      "voiceJobs.moveConnectionDown",
      "voiceJobs.moveConnectionUp",
      "voiceJobs.openConsole",
      "voiceJobs.openJob",
      "voiceJobs.openJobById",
      "voiceJobs.openJobJson",
      "voiceJobs.openJobsTable",
      "voiceJobs.openManual",
      "voiceJobs.openOverview",
      "voiceJobs.openWalkthrough",
      "voiceJobs.playSample",
      "voiceJobs.refreshAll",
      "voiceJobs.refreshItem",
      "voiceJobs.removeAllKeys",
      "voiceJobs.removeConnection",
      "voiceJobs.renameConnection",
      "voiceJobs.replaceKey",
      "voiceJobs.sayText",
      "voiceJobs.searchJobs",
      "voiceJobs.showLog",
      "voiceJobs.showMutedNotices",
      "voiceJobs.stopLoading",
      "voiceJobs.stopWatching",
      "voiceJobs.submitJob",
      "voiceJobs.submitJobs",
      "voiceJobs.tryDemo",
      "voiceJobs.tryKeyAgain",
      "voiceJobs.uploadCorrected",
      "voiceJobs.uploadFiles",
      "voiceJobs.watchJob",
    ]);
    assert.deepEqual(Object.values(ids.tools).sort(), [
      "voiceJobs_checkRecordings",
      "voiceJobs_explainJob",
      "voiceJobs_findJobs",
      "voiceJobs_listNeedingMe",
      "voiceJobs_submitJob",
    ]);
    assert.deepEqual(Object.values(ids.settings).sort(), [
      "voiceJobs.follow.automaticRefresh",
      "voiceJobs.follow.notices",
      "voiceJobs.network.route",
    ]);
    assert.deepEqual(Object.values(ids.contextKeys).sort(), [
      "voiceJobs.hasConnections",
      "voiceJobs.hasDemo",
      "voiceJobs.hasOwnConnection",
      "voiceJobs.hasSubmitted",
      "voiceJobs.isFiltered",
    ]);
    assert.deepEqual(Object.values(ids.rowContexts).sort(), [
      "connection",
      "connection.demo",
      "connection.demo.makes",
      "connection.makes",
      "group",
      "job",
      "job.finished",
      "job.finished.watched",
      "job.submittable",
      "job.submittable.recorded",
      "job.submittable.recorded.watched",
      "job.submittable.refused",
      "job.submittable.refused.watched",
      "job.submittable.watched",
      "job.watched",
      "loading",
      "more",
      "needsMe",
      "notice",
    ]);
    const routes = Object.assign(
      {},
      ...JSON.parse(textOf("package.json")).contributes.configuration.map(({ properties }: { properties: object }) => properties),
    );
    assert.deepEqual(routes["voiceJobs.network.route"].enum, ["auto", "direct", "editor"]);
  });

  it("stand in no other file", () => {
    const files = sources();
    assert.ok(files.length > 150, "the reader found the files");
    assert.deepEqual(
      files.flatMap((file) => looseNames(file, textOf(file))),
      [],
    );
    for (const home of homes) assert.ok(looseNames(home, textOf(home)).length > 0, `the reader reads ${home}`);
  });

  it("are told apart by the reader", () => {
    const loose: readonly string[] = [
      'globalState.get("lens")',
      'this.world.state.update("usedValues", [])',
      'this.state.get<unknown>("connections")',
      'const key = "watchedJobs"; state.update(key, []);',
      'new KeptList(state, "toldNotices", read)',
      'new UnsettledNames(world.state, "unsettledStarts" as const)',
      "this.secrets.get(`credentials/${id}`)",
      'secrets.store("fingerprints", text)',
      "const name = `submit-${digest}.json`;",
      "const lock = `${name}.lock`;",
      "const file = (id: string) => `${id}.rows.json`;",
      "const pattern = /^key-[a-z]+\\.json$/;",
      'notes.claim("anything", text)',
      'drawer.remove("anything")',
      'vscode.Uri.joinPath(context.globalStorageUri, "anything")',
      'const scheme = "voice-jobs-other";',
      'const command = "voiceJobs.other";',
    ];
    for (const text of loose) assert.equal(looseNames("src/x.ts", text).length > 0, true, text);
    const fine: readonly string[] = [
      "state.get(stateKeys.viewOptions)",
      "new KeptList(state, stateKeys.toldNotices, read)",
      "JSON.stringify(file.json)",
      'import { Notes } from "./notes.json";',
      'cache.get("lens")',
      'const key = "watchedJobs"; cache.get(key);',
      'vscode.Uri.joinPath(extensionUri, "media")',
    ];
    for (const text of fine) assert.deepEqual(looseNames("src/x.ts", text), [], text);
  });
});

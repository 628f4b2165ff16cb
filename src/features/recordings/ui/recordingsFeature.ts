// Checks of recordings for people and for other programs: one page a folder, back after a reload. Loaded with the first of them.
import * as vscode from "vscode";
import { recordingsPanel } from "../../../contributions.js";
import { VoiceError } from "../../../core/errors.js";
import { lazy } from "../../../core/ports/lazy.js";
import type {
  CloudSound,
  RecordingsLook,
  RecordingsPlace,
  RecordingsPurpose,
  RecordingsReview,
} from "../../../core/ports/recordingPackages.js";
import type { CheckedRecordingSet } from "../../../core/recordings/checkedRecordingSet.js";
import { measuredSound } from "../../../text/assessment/assessmentText.js";
import type { RecordingsService, UiKernel } from "../../../ui/uiKernel.js";
import { mediaFolder, webviewPage } from "../../../ui/webview/webviewPage.js";
import { RecordingsChecker } from "../checkRecordings.js";
import { ChosenKinds } from "../chosenKinds.js";
import { anyKind, checkedKinds, guessKind, kindFor, kindName } from "../kinds.js";
import type { CheckedKind, CheckTarget, RecordingsReport } from "../report.js";
import { setFingerprint } from "../setFingerprint.js";
import { checkedRecordingSet } from "../summary.js";
import { checkProblemText } from "../text/checkProblemText.js";
import { findingText } from "../text/findings/findingText.js";
import { type RecordingsTold, shortReport } from "../text/shortReport.js";
import { CheckError } from "../threads/checkRun.js";
import { threadOf, workerBundle } from "../threads/threads.js";
import { askKind } from "./kindQuestion.js";
import { lookAtRecordings } from "./packableRecordings.js";
import { RecordingsPanel } from "./recordingsPanel.js";
import { SetActions } from "./setActions.js";
import { readRemembered, targetsOf } from "./targets.js";

export type RecordingsFeatureKernel = Pick<
  UiKernel,
  | "clouds"
  | "connectionStore"
  | "state"
  | "digest"
  | "sessions"
  | "soundChecks"
  | "clock"
  | "locale"
  | "report"
  | "openDraft"
  | "openThreads"
  | "versions"
  | "nonce"
>;

/** Has its threads started where the kernel says. */
export async function openRecordings(kernel: RecordingsFeatureKernel, extensionUri: vscode.Uri): Promise<RecordingsFeature> {
  const start = await kernel.openThreads();
  return new RecordingsFeature(kernel, extensionUri, new RecordingsChecker(() => threadOf(start(workerBundle))));
}

class RecordingsFeature implements RecordingsService {
  private readonly panels = new Map<string, RecordingsPanel>();
  private readonly chosen: ChosenKinds;
  private readonly actions: SetActions;
  private readonly kinds = lazy(() => checkedKinds(this.kernel.clouds));

  constructor(
    private readonly kernel: RecordingsFeatureKernel,
    private readonly extensionUri: vscode.Uri,
    private readonly checker: RecordingsChecker,
  ) {
    this.chosen = new ChosenKinds(kernel.state, kernel.digest);
    const checkPackage = async (uri: vscode.Uri, kind: CheckedKind) => {
      for (const target of (await targetsOf([uri])).targets) {
        await this.chosen.set(target, kindName(kind));
        this.open(target, kind);
      }
    };
    this.actions = new SetActions({ ...kernel, checker, chosen: this.chosen, kinds: this.kinds, checkPackage });
  }

  /** For a person: asks what they are for where it is not known, and shows the page. */
  async check(uris: readonly vscode.Uri[], purpose?: RecordingsPurpose, review?: RecordingsReview): Promise<void> {
    const { targets, isElsewhere } = await targetsOf(uris);
    if (isElsewhere)
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "Voice Jobs can check recordings only on the computer that it runs on. Copy the folder there, or install Voice Jobs where the folder is.",
        ),
      );
    const meant = purpose && kindFor(await this.kinds(), purpose);
    for (const target of targets) {
      if (meant) await this.chosen.set(target, kindName(meant));
      const name = this.chosen.get(target) ?? (await this.ask(target));
      if (name !== undefined) this.open(target, meant ?? (await this.kindNamed(name)), review);
    }
  }

  /** After a reload: the page remembers what it showed, and the folder what it is for. */
  async restore(panel: vscode.WebviewPanel, remembered: unknown): Promise<void> {
    const known = readRemembered(remembered);
    if (!known || this.panels.has(nameOf(known.target))) return panel.dispose();
    this.adopt(known.target, await this.kindNamed(this.chosen.get(known.target)), panel, known.leftOut);
  }

  shownPlace({ cloud, jobType }: RecordingsPurpose): RecordingsPlace | undefined {
    return [...this.panels.values()].findLast((panel) => panel.isFor(cloud, jobType))?.place;
  }

  /** For an upload. */
  look(place: RecordingsPlace, purpose: RecordingsPurpose, signal: AbortSignal): Promise<RecordingsLook> {
    const { digest, locale } = this.kernel;
    return lookAtRecordings({ checker: this.checker, kinds: this.kinds, digest, locale }, place, purpose, signal);
  }

  /** For other programs and other features. `kind`: such as "huawei/basic". Throws VoiceError. */
  async checkFor(uris: readonly vscode.Uri[], kind?: string, signal?: AbortSignal): Promise<CheckedRecordingSet> {
    const report = await this.reportOf(uris, kind, signal);
    return checkedRecordingSet(report, (finding) => findingText(finding, this.kernel.locale, report.kind?.cloudTitle));
  }

  /** For language models. Throws VoiceError. */
  async tell(uri: vscode.Uri, kind: string | undefined, signal: AbortSignal): Promise<RecordingsTold> {
    return shortReport(await this.reportOf([uri], kind, signal), this.kernel.locale);
  }

  dispose(): void {
    this.checker.dispose();
  }

  private async reportOf(
    uris: readonly vscode.Uri[],
    kind: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<RecordingsReport> {
    const [target] = (await targetsOf(uris)).targets;
    if (!target) throw new VoiceError("refused", "only files of this computer can be checked");
    const known = await this.kindNamed(kind);
    if (kind !== undefined && kind !== anyKind && !known)
      throw new VoiceError("refused", `no such kind; known: ${(await this.kinds()).map(kindName).join(", ")}`);
    try {
      return await this.checker.check(target, { ...(known && { kind: known }), ...(signal && { signal }) });
    } catch (thrown) {
      const code = thrown instanceof CheckError ? thrown.code : "failed";
      throw new VoiceError(
        code === "cancelled" ? "cancelled" : code === "ENOENT" ? "notFound" : "refused",
        checkProblemText(code),
      );
    }
  }

  private async ask(target: CheckTarget): Promise<string | undefined> {
    const kinds = await this.kinds();
    // What cannot be listed is told by the page.
    const plan = await this.checker.look(target).catch(() => undefined);
    const clouds = new Set(this.kernel.connectionStore.all().map(({ cloud }) => cloud));
    const guess = plan && guessKind(plan, kinds, clouds);
    const remark = vscode.l10n.t("Probably");
    const name = await askKind(kinds, guess && { name: kindName(guess), remark });
    if (name !== undefined) await this.chosen.set(target, name);
    return name;
  }

  private async kindNamed(name: string | undefined): Promise<CheckedKind | undefined> {
    return (await this.kinds()).find((kind) => kindName(kind) === name);
  }

  /** What cannot be looked up is not known. */
  private async rememberedSound(report: RecordingsReport): Promise<CloudSound | undefined> {
    const { soundChecks, digest, connectionStore, sessions, locale } = this.kernel;
    const { target } = report;
    if (target.kind === "files") return undefined;
    const known = (await soundChecks()).of(target.path, digest(setFingerprint(report)));
    const connection = known && connectionStore.find(known.connectionId);
    const field = connection && sessions.cloudOf(connection).jobFields.find(({ kind }) => kind === "assessment");
    return field && measuredSound(known?.assessment, field, locale);
  }

  private open(target: CheckTarget, kind: CheckedKind | undefined, review?: RecordingsReview): void {
    const known = this.panels.get(nameOf(target));
    if (known) {
      // The last one was shown last.
      this.panels.delete(nameOf(target));
      this.panels.set(nameOf(target), known);
      return known.reveal(kind, review);
    }
    const title = vscode.l10n.t("Recordings");
    this.adopt(
      target,
      kind,
      vscode.window.createWebviewPanel(recordingsPanel, title, vscode.ViewColumn.Active),
      review?.leftOut,
      review,
    );
  }

  private adopt(
    target: CheckTarget,
    kind: CheckedKind | undefined,
    panel: vscode.WebviewPanel,
    leftOut: readonly string[] = [],
    review?: RecordingsReview,
  ): void {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [mediaFolder(this.extensionUri)] };
    webview.html = webviewPage(webview, this.extensionUri, "recordings", this.kernel.locale, true);
    const page = new RecordingsPanel(
      target,
      kind,
      panel,
      {
        ...this.kernel,
        checker: this.checker,
        actOnSet: (action, report, job) => this.actions.act(action, report, job),
        rememberedSound: (report) => this.rememberedSound(report),
        copyFfmpeg: (report, recordings) => this.actions.copyFfmpeg(report, recordings),
      },
      leftOut,
      review,
    );
    this.panels.set(nameOf(target), page);
    panel.onDidDispose(() => {
      page.dispose();
      this.panels.delete(nameOf(target));
    });
  }
}

function nameOf(target: CheckTarget): string {
  return target.kind === "files" ? JSON.stringify(target.paths) : target.path;
}

// The kernel with what shows: what the windows of a feature take with `Pick`.
import type * as vscode from "vscode";
import type { MediaChoice } from "../core/cloud/capabilities/mediaLibrary.js";
import type { Connection } from "../core/connection.js";
import type { JobKey } from "../core/jobs/job.js";
import type { RecordingPackages, RecordingsPlace, RecordingsPurpose, RecordingsReview } from "../core/ports/recordingPackages.js";
import type { CheckedRecordingSet } from "../core/recordings/checkedRecordingSet.js";
import type { Kernel } from "../services/kernel.js";
import type { StateObservations } from "../services/storage/stateLogFile.js";
import type { TargetPicker } from "./commands/targetPicker.js";
import type { ErrorReporter } from "./errorReporter.js";
import type { StepReply } from "./quickInput/stepInput.js";
import type { ReportPages } from "./webview/reportPages.js";

export interface RecordingsService extends RecordingPackages {
  /** The folder or archive whose page was last shown for such jobs and is open. */
  shownPlace(purpose: RecordingsPurpose): RecordingsPlace | undefined;
  /** What is found, without a page: in a folder, an archive, or in single files together. `kind`: such as "huawei/basic". Throws VoiceError. */
  checkFor(uris: readonly vscode.Uri[], kind?: string, signal?: AbortSignal): Promise<CheckedRecordingSet>;
  /** Shows them on a page, for this purpose; without one it asks what they are for where that is not known. */
  check(uris: readonly vscode.Uri[], purpose?: RecordingsPurpose, review?: RecordingsReview): Promise<void>;
}

/** What is asked of the person: recordings of a cloud's library for one field. */
export interface MediaOrder {
  readonly connection: Connection;
  readonly title: string;
  readonly prompt: string;
  readonly choice: MediaChoice;
  /** What they are for, as the requirements of recordings name it; absent = nothing that is trained. */
  readonly jobType?: string;
  /** Ids that are there, with commas between them. */
  readonly value: string;
}

export interface MediaLibraryService {
  /** Ids with commas between them. `typeInstead`: asks for them as a text. */
  choose(order: MediaOrder, typeInstead: () => Promise<StepReply>): Promise<StepReply>;
}

export interface UiKernel extends Kernel {
  readonly report: ErrorReporter;
  readonly picker: TargetPicker;
  /** What a flow found out, as pages. */
  readonly reports: () => Promise<ReportPages>;
  /** Checks recordings of this computer, on a page or for an upload. */
  readonly recordings: () => Promise<RecordingsService>;
  /** Picks recordings from the library of a cloud, and puts them there. */
  readonly mediaLibrary: () => Promise<MediaLibraryService>;
  /** Shows the job's page: in a tab of its own, or as a glance, which the next one replaces. */
  readonly open: (key: JobKey, as?: "tab" | "glance") => Promise<void>;
  /** Shows the jobs as a table in a tab; what it takes is what the command takes. */
  readonly openTable: (asked: unknown) => Promise<void>;
  /** The job whose page is in front of the person. */
  readonly shown: () => Promise<JobKey | undefined>;
  /** Has an earlier window's rows of a connection brought back, and asks nothing of its cloud. */
  readonly recall: (connectionId: string) => Promise<void>;
  /** What was seen of the states of a connection's jobs. Throws what the disk throws. */
  readonly observations: (connectionId: string) => Promise<StateObservations>;
  /** Does what a click on the selected row is for. */
  readonly activateRow: () => Promise<void>;
  /** Brings a connection's rows into sight in the view. */
  readonly reveal: (connectionId: string) => Promise<void>;
  /** Rows that are selected in the view. */
  readonly selection: () => readonly unknown[];
  /** Reads connections again because a person asked for it: keys may have been replaced in another window. */
  readonly refreshConnections: (ids: readonly string[]) => Thenable<void>;
  /** Id of this extension. */
  readonly extensionId: string;
  /** Which programs run here, and on what: for logs and reports. */
  readonly versions: { readonly extension: string; readonly editor: string; readonly system: string };
  /** To show only: what is written goes through the report, which hides secrets. */
  readonly log: Pick<vscode.LogOutputChannel, "show">;
}

// Every name that package.json also knows: a test compares both, in both directions.

export const walkthrough = "firstSteps";

export const container = "voiceJobs";
export const view = "voiceJobs.jobs";
export const detailPanel = "voiceJobs.detail";
export const recordingsPanel = "voiceJobs.recordings";
export const jobsTablePanel = "voiceJobs.jobsTable";
export const listenPanel = "voiceJobs.listen";
export const comparePanel = "voiceJobs.compare";
/** Reports: a diagnosis, results, the preview of a request. */
export const reportPanel = "voiceJobs.report";
export const overviewPanel = "voiceJobs.overview";
export const gridPanel = "voiceJobs.grid";
/** Entry of the status bar; the editor keeps whether a person has hidden it. */
export const statusItem = "voiceJobs.status";
/** Scheme of read-only documents made from memory. The other two are of older versions, whose tabs may still be open. */
export const documentScheme = "voice-jobs";
export const diagnosisScheme = "voice-jobs-diagnosis";
export const requestScheme = "voice-jobs-request";
/** Folder in the addresses of the last: by it package.json wraps their long lines. */
export const requestFolder = "/voice-jobs-request";

export const commands = {
  addConnection: "voiceJobs.addConnection",
  tryDemo: "voiceJobs.tryDemo",
  importKey: "voiceJobs.importKey",
  editConnection: "voiceJobs.editConnection",
  renameConnection: "voiceJobs.renameConnection",
  duplicateConnection: "voiceJobs.duplicateConnection",
  moveConnectionUp: "voiceJobs.moveConnectionUp",
  moveConnectionDown: "voiceJobs.moveConnectionDown",
  removeAllKeys: "voiceJobs.removeAllKeys",
  replaceKey: "voiceJobs.replaceKey",
  tryKeyAgain: "voiceJobs.tryKeyAgain",
  removeConnection: "voiceJobs.removeConnection",
  diagnoseConnection: "voiceJobs.diagnoseConnection",
  refreshAll: "voiceJobs.refreshAll",
  refreshItem: "voiceJobs.refreshItem",
  /** What a click on a row does: acts on the selected row. */
  activateRow: "voiceJobs.activateRow",
  openJob: "voiceJobs.openJob",
  openJobJson: "voiceJobs.openJobJson",
  openJobById: "voiceJobs.openJobById",
  openJobsTable: "voiceJobs.openJobsTable",
  searchJobs: "voiceJobs.searchJobs",
  compareJobs: "voiceJobs.compareJobs",
  /** Two jobs, as documents. */
  compareJobsJson: "voiceJobs.compareJobsJson",
  exportJobs: "voiceJobs.exportJobs",
  openOverview: "voiceJobs.openOverview",
  openConsole: "voiceJobs.openConsole",
  submitJob: "voiceJobs.submitJob",
  submitJobs: "voiceJobs.submitJobs",
  createJob: "voiceJobs.createJob",
  checkRecordings: "voiceJobs.checkRecordings",
  checkRecordingsFolder: "voiceJobs.checkRecordingsFolder",
  checkRecordingFiles: "voiceJobs.checkRecordingFiles",
  uploadFiles: "voiceJobs.uploadFiles",
  uploadCorrected: "voiceJobs.uploadCorrected",
  deleteJob: "voiceJobs.deleteJob",
  playSample: "voiceJobs.playSample",
  sayText: "voiceJobs.sayText",
  compareVoices: "voiceJobs.compareVoices",
  compareWithRecording: "voiceJobs.compareWithRecording",
  copySnippet: "voiceJobs.copySnippet",
  copyJobId: "voiceJobs.copyJobId",
  copyLink: "voiceJobs.copyLink",
  copyRequestId: "voiceJobs.copyRequestId",
  loadMore: "voiceJobs.loadMore",
  watchJob: "voiceJobs.watchJob",
  stopWatching: "voiceJobs.stopWatching",
  showMutedNotices: "voiceJobs.showMutedNotices",
  stopLoading: "voiceJobs.stopLoading",
  filterJobs: "voiceJobs.filterJobs",
  /** The same with the icon of a filter that is on. */
  changeFilter: "voiceJobs.changeFilter",
  clearFilter: "voiceJobs.clearFilter",
  arrangeJobs: "voiceJobs.arrangeJobs",
  openWalkthrough: "voiceJobs.openWalkthrough",
  openManual: "voiceJobs.openManual",
  showLog: "voiceJobs.showLog",
} as const;
export type CommandName = keyof typeof commands;

/** Tools for language models. */
export const tools = {
  findJobs: "voiceJobs_findJobs",
  listNeedingMe: "voiceJobs_listNeedingMe",
  explainJob: "voiceJobs_explainJob",
  submitJob: "voiceJobs_submitJob",
  checkRecordings: "voiceJobs_checkRecordings",
} as const;

export const settings = {
  route: "voiceJobs.network.route",
  automaticRefresh: "voiceJobs.follow.automaticRefresh",
  notices: "voiceJobs.follow.notices",
} as const;

export const contextKeys = {
  hasConnections: "voiceJobs.hasConnections",
  isFiltered: "voiceJobs.isFiltered",
  hasDemo: "voiceJobs.hasDemo",
  /** One that is not demo data. */
  hasOwnConnection: "voiceJobs.hasOwnConnection",
  /** Since this window was opened. */
  hasSubmitted: "voiceJobs.hasSubmitted",
} as const;

/** What a row can do; `when` clauses in package.json match on these words. */
export const rowContexts = {
  /** What waits for the person, of all connections. */
  needsMe: "needsMe",
  connection: "connection",
  demoConnection: "connection.demo",
  /** Of a cloud whose jobs can be made from here. */
  makingConnection: "connection.makes",
  makingDemoConnection: "connection.demo.makes",
  group: "group",
  job: "job",
  submittableJob: "job.submittable",
  /** A review refused its files; corrected ones can be uploaded. */
  refusedJob: "job.submittable.refused",
  watchedRefusedJob: "job.submittable.refused.watched",
  /** Asks for recordings before it is submitted. */
  recordedJob: "job.submittable.recorded",
  watchedRecordedJob: "job.submittable.recorded.watched",
  watchedJob: "job.watched",
  /** Has a voice that can be heard. */
  finishedJob: "job.finished",
  watchedFinishedJob: "job.finished.watched",
  watchedSubmittableJob: "job.submittable.watched",
  more: "more",
  /** Being paged through, until the person stops it. */
  loading: "loading",
  notice: "notice",
} as const;

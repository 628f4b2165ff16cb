// Every name under which something lies on a person's disk and that package.json does not know. None may ever change: a profile of an older version must open as it is.

/** Keys of the editor's global state. */
export const stateKeys = {
  connections: "connections",
  /** Filter, grouping and sorting of the view. */
  viewOptions: "lens",
  watchedJobs: "watchedJobs",
  mutedNotices: "mutedNotices",
  toldNotices: "toldNotices",
  /** How jobs looked before and after a submit. */
  submittedLooks: "submittedLooks",
  unsettledSubmits: "unsettledSubmits",
  /** Of jobs that were being made and have no id yet. */
  unsettledStarts: "unsettledStarts",
  submitBatches: "submitBatches",
  usedValues: "usedValues",
  checkedRecordings: "checkedRecordings",
  /** What folders of recordings are for. */
  recordingKinds: "recordingKinds",
  /** Rows of the view that a person has opened or closed. */
  openRows: "openRows",
  /** How loud sounds are played, from 0 to 100. */
  soundVolume: "soundVolume",
  /** Texts that voices were last asked to say. */
  spokenTexts: "spokenTexts",
  /** How each connection's server wants times written that a list is filtered by. */
  timeFilters: "timeFilters",
  /** From which folders recordings of jobs were uploaded. */
  uploadedRecordings: "uploadedRecordings",
  /** For which folders of recordings jobs were created. */
  intendedRecordings: "intendedRecordings",
  /** What clouds have measured of recordings apart from any job. */
  soundChecks: "soundChecks",
  /** Columns, order and filter of the jobs table, under names. */
  tableViews: "tableViews",
} as const;
export type StateKey = (typeof stateKeys)[keyof typeof stateKeys];

/** Where a value is put that lay under a key and could not be read. */
export function unreadableKey(key: StateKey): string {
  return `${key}.unreadable`;
}

/** Keys of the editor's secret storage. */
export const secretKeys = {
  credentials: (connectionId: string) => `credentials/${connectionId}`,
  fingerprints: "fingerprints",
} as const;

/** Below the extension's global storage. */
export const folders = {
  /** Small files that windows lock and tell each other things by. */
  notes: "notes",
  /** Rows and states of jobs, as they were last seen. */
  remembered: "remembered",
  /** Packages of recordings, for as long as they are uploaded. */
  packages: "packages",
} as const;

/** Files in the folder of packages; the window's name tells whose they are. */
export const packageNames = {
  file: (window: string, nonce: string) => `${window}_${nonce}.zip`,
  windowOf: (name: string) => name.split("_", 1)[0] ?? "",
} as const;

/** Files in the folder of lock files. Digests are hexadecimal. */
export const lockFileNames = {
  submit: (digest: string) => `submit-${digest}.json`,
  start: (digest: string) => `start-${digest}.json`,
  /** Of a text that a voice is asked to say for money. */
  say: (digest: string) => `say-${digest}.json`,
  watch: "watch.json",
  /** Held while another lock file is changed. */
  lock: (name: string) => `${name}.lock`,
  /** Held while a lock of a window that is gone is taken away; the next ones where a window died at that, too. */
  breakLocks: (name: string) => ["", "2", "3", "4"].map((number) => `${name}.break${number}`),
  /** What all lock files of one key ID begin with. */
  keyPrefix: (idDigest: string) => `key-${idDigest}`,
  keyTrial: (prefix: string) => `${prefix}.json`,
  keyLock: (prefix: string) => `${prefix}-lock.json`,
  keyPair: (prefix: string, pairDigest: string) => `${prefix}-${pairDigest}.json`,
  /** One of the calls that a key ID may be tried by. */
  keyPlace: (prefix: string, number: number) => `${prefix}-${number}.json`,
} as const;

export const lockFilePatterns = {
  submit: /^submit-[A-Za-z0-9]+\.json$/,
  key: /^key-[A-Za-z0-9]+(-[A-Za-z0-9]+)?\.json$/,
  keyPlace: /-[1-3]\.json$/,
} as const;

/** Files in the folder of what is remembered. */
export const rememberedNames = {
  rows: (connectionId: string) => `${connectionId}.rows.json`,
  seen: (connectionId: string) => `${connectionId}.seen.json`,
  history: (connectionId: string) => `${connectionId}.history.json`,
} as const;

/** Where rows, states and verdicts are from, as it stands in what is remembered of them. */
export function placeText(cloud: string, region: string, endpoint: string | undefined): string {
  return JSON.stringify([cloud, region, endpoint]);
}

/** Path of links to jobs, which lie in other people's chats and documents. */
export const linkPath = "/job";

/** In the addresses of documents that stay open over a restart: as the cloud sent the job, or in the form that jobs of all clouds share. */
export const documentForms = { plain: "plain", compared: "compared" } as const;

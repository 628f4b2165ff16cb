// The manual names everything that stays on a person's computer: what is kept under a new name is told before it is kept.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folders, type StateKey, stateKeys } from "../../../src/core/storedNames.js";
import { root } from "../../words/sentences.js";

/** Where the manual tells of it: in English, in Chinese. */
type Told = readonly [english: string, chinese: string];

const sent: Told = ["is written down until its outcome is known", "的记录保存到结果明确为止"];
const cutOff: Told = ["which submits of several jobs were cut off", "中断的批量提交"];
const uploaded: Told = ["The folder that recordings of a job were uploaded from", "为任务上传录音的文件夹"];
const toldOf: Readonly<Record<StateKey, Told>> = {
  connections: ["Connections without their keys", "不含凭证的连接"],
  lens: ["Filter, order, hidden states", "筛选、排列、隐藏的状态"],
  watchedJobs: ["IDs of watched", "已关注和已静音的任务的名称与 ID"],
  mutedNotices: ["and muted jobs", "已静音的任务"],
  toldNotices: ["which changes you have been notified", "已经通知过您的变化"],
  submittedLooks: ["How a job looked before and after its submit", "任务提交前后的状态"],
  unsettledSubmits: sent,
  unsettledStarts: sent,
  submitBatches: cutOff,
  usedValues: ["The values of submits and new jobs", "提交和创建任务时填写的值"],
  checkedRecordings: ["which sentences have passed", "哪些句子已通过检测"],
  recordingKinds: ["What a checked folder is for", "检查过的录音文件夹的用途"],
  openRows: ["which rows are open", "展开的行"],
  soundVolume: ["how loud voices are played", "播放音量"],
  spokenTexts: ["texts that voices were asked to say", "让音色朗读的"],
  timeFilters: ["how the server of each wants times written", "时间写法"],
  uploadedRecordings: uploaded,
  intendedRecordings: ["The folder that a job was created for", "创建任务时所用文件夹的路径"],
  soundChecks: ["What a cloud measured in a sound check", "云端声音检测的结果"],
  tableViews: ["saved views of the table", "表格中保存的视图"],
};
const toldOfFolders: Readonly<Record<(typeof folders)[keyof typeof folders], Told>> = {
  notes: sent,
  remembered: ["The last rows of each connection", "每个连接最近的行"],
  packages: ["the package of it lies in the extension's folder", "文件包只在上传期间存放在扩展的文件夹中"],
};

describe("the chapter on keys and data", () => {
  it("tells of all that is kept, in both languages", () => {
    assert.deepEqual(Object.keys(toldOf).sort(), Object.values(stateKeys).toSorted());
    assert.deepEqual(Object.keys(toldOfFolders).sort(), Object.values(folders).toSorted());
    const chapters = ["docs/privacy.md", "docs/zh-cn/privacy.md"].map((path) => readFileSync(join(root, path), "utf8"));
    const told = [...Object.values(toldOf), ...Object.values(toldOfFolders)];
    assert.deepEqual(
      told.flatMap((words) => words.filter((part, language) => !chapters[language]?.includes(part))),
      [],
    );
  });
});

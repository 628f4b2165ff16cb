// The names, notes and reasons from which believable jobs are made, in Chinese and in English.
import type { Job } from "../server/messages.js";

const chineseVoices: readonly string[] = [
  ..."晓晴 云希 小专 思远 若曦 子墨 雨桐 浩然 静怡 嘉豪 诗涵 天佑 梓萱 明轩 欣妍 老陈 阿杰 小雅 苏苏 北辰 清扬 慕白 知夏 南风".split(
    " ",
  ),
];
const chineseUses: readonly string[] = [
  "",
  "",
  "-客服",
  "·新闻播报",
  "（直播）",
  "_有声书",
  "-导航",
  " 2 号",
  "-课堂",
  "·粤语试音",
  "_电商主播",
  "-纪录片",
];
const englishVoices: readonly string[] = [
  ..."Aurora Harbor Juniper Atlas Maple Orion Willow Sterling Ember Cedar Luna Jasper Hazel Rowan Iris Felix Clara Hugo Nora Silas".split(
    " ",
  ),
];
const englishUses: readonly string[] = [
  "",
  "",
  " v2",
  " (newsroom)",
  " support line",
  " - audiobook",
  " EN",
  " retake",
  " promo",
  " 24k",
];

export const chineseNames: readonly string[] = chineseVoices.flatMap((voice) => chineseUses.map((use) => voice + use));
export const englishNames: readonly string[] = englishVoices.flatMap((voice) => englishUses.map((use) => voice + use));

export const batches: readonly string[] = [
  "2026春季主播",
  "客服外呼-第3批",
  "spring-campaign",
  "Audiobooks Q3",
  "直播带货A组",
  "pilot",
];
export const appUsers: readonly string[] = [
  "studio-beijing-07",
  "studio-shanghai-02",
  "qa.team",
  "customer_4711",
  "partner-0001",
  "lab",
];

/** The codes are made up: the service's own numbers for voice training are not published (vendor documentation C2). */
export const trainingFailures: readonly (readonly [code: string, reason: string])[] = [
  ["MSS.00041201", "训练数据有效时长不足，请补充录音后重新提交。"],
  ["MSS.00041202", "音频与文本不匹配：第 7、12 句。"],
  ["MSS.00041203", "The training data contains more than one speaker."],
  ["MSS.00041204", "Internal error of the training cluster. Submit the job again later."],
  ["MSS.00041205", "采样率低于 24 kHz，无法训练。"],
];
export const auditFailures: readonly (readonly [code: string, reason: string])[] = [
  ["MSS.00042101", "授权书缺少签名，请重新上传。"],
  ["MSS.00042102", "2 of 20 recordings contain background noise (3.wav, 11.wav)."],
  ["MSS.00042103", "录音中存在明显混响，请在安静的环境中重新录制。"],
  ["MSS.00042104", "The authorization letter names another person than the recording."],
];
export const splitFailures: readonly (readonly [code: string, reason: string])[] = [
  ["MSS.00043001", "音频切割失败：静音片段过长。"],
  ["MSS.00043002", "Audio splitting failed: the file could not be decoded."],
];
export const alibabaFailures: readonly string[] = [
  "音频检测未通过：第 4 句与文本不一致",
  "Audio duration is less than 15 minutes.",
  "The authentication audio does not match the speaker.",
  "信噪比过低，请重新录制",
];
export const descriptions: readonly string[] = [
  "This is an exclusive voice",
  "儿童故事专用音色",
  "车载导航，语速偏快",
  "Warm, unhurried, for long stories.",
  "智能客服 7×24",
  "",
];
const openings: Readonly<Record<string, readonly string[]>> = {
  story: ["很久很久以前，", "小狐狸抬起头，", "夜深了，", "老人笑着说，", "风停了，"],
  interaction: ["您好，", "请稍等，", "好的，", "不好意思，", "谢谢，"],
  navigation: ["前方路口，", "请注意，", "您已偏航，", "沿当前道路，", "到达目的地前，"],
};
export const closings = ["月光洒在安静的湖面上。", "我马上为您查询结果。", "请保持右侧车道行驶。", "我们明天再继续这个话题。"];

/** `AudioId` from 1. */
export function sentencesOf(scenario: string): readonly Job[] {
  const begins = openings[scenario] ?? [];
  return Array.from({ length: 20 }, (_, index) => ({
    AudioId: index + 1,
    Text: `${begins[index % begins.length] ?? ""}${closings[Math.floor(index / 5)] ?? ""}`,
    DemoAudio: `https://demo-audio.oss-cn-shanghai.example/${scenario}/${index + 1}.wav?Expires=43200&Signature=FAKE%2B${index}`,
  }));
}

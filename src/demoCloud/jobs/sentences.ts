// The 20 sentences that each scenario of the local Alibaba has read out, with links that look signed and lead nowhere.
import type { Job } from "../server/messages.js";

const openings: Readonly<Record<string, readonly string[]>> = {
  story: ["很久很久以前，", "小狐狸抬起头，", "夜深了，", "老人笑着说，", "风停了，"],
  interaction: ["您好，", "请稍等，", "好的，", "不好意思，", "谢谢，"],
  navigation: ["前方路口，", "请注意，", "您已偏航，", "沿当前道路，", "到达目的地前，"],
};
const closings = ["月光洒在安静的湖面上。", "我马上为您查询结果。", "请保持右侧车道行驶。", "我们明天再继续这个话题。"];

/** `AudioId` from 1. */
export function sentencesOf(scenario: string): readonly Job[] {
  const begins = openings[scenario] ?? [];
  return Array.from({ length: 20 }, (_, index) => ({
    AudioId: index + 1,
    Text: `${begins[index % begins.length] ?? ""}${closings[Math.floor(index / 5)] ?? ""}`,
    DemoAudio: `https://demo-audio.oss-cn-shanghai.example/${scenario}/${index + 1}.wav?Expires=43200&Signature=FAKE%2B${index}`,
  }));
}

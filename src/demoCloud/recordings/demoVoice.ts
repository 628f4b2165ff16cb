// A whole set of made recordings for a basic job of the demo: twenty sentences, one of which is overdriven, and the same set with that one read again.
import { wavOf } from "../sound/wav.js";
import { madeSpeech, speechRate } from "./demoRecordings.js";

const sentences = [
  "今天天气很好，我们一起去城南的公园里散步，看看湖边的荷花。",
  "请问一下，从这里去火车站应该怎么走，坐几路公共汽车才最快？",
  "春天终于来了，山上的桃花都开了，小河里的冰也已经化了。",
  "这本书写得真有意思，我昨天晚上一口气就把它全部读完了！",
  "今天晚上八点钟，请大家准时在学校的大门口见面，不要迟到。",
  "窗外下着小雨，屋子里的人正在安静地喝茶，聊着过去的事情。",
  "爷爷说，从前这条老街上有很多卖小吃的店铺，晚上特别热闹。",
  "秋天的田野一片金黄，农民们忙着收割稻子，孩子们也来帮忙。",
  "妈妈做的红烧鱼味道好极了，我们全家人都吃得干干净净。",
  "请您先在这里登记姓名和电话，然后到二楼的会议室里等一等。",
  "这座石桥已经有三百多年的历史了，到现在还能走人过车。",
  "明天上午有一场足球比赛，我们班的同学都打算去现场加油。",
  "小猫趴在窗台上晒太阳，听见门响，耳朵马上就竖了起来。",
  "为了赶上早班飞机，他凌晨四点就起床收拾行李，出门打车。",
  "图书馆里非常安静，只听得见翻书和写字的沙沙声音。",
  "这道数学题看起来很难，其实只要换一个想法就能解出来。",
  "大雪下了整整一夜，早上推开门一看，院子里全都白了。",
  "老师告诉我们，遇到不认识的生字，要先动手查一查字典。",
  "海边的日出美极了，红红的太阳慢慢地从水面上升起来。",
  "感谢您的耐心收听，我们下一期节目再见，祝您晚安好梦！",
];

/** The one that is overdriven, from 0. */
export const overdriven = 6;
/** Spoken in a second. */
const charactersPerSecond = 4.4;

export function demoVoiceName(index: number): string {
  return `sentence-${String(index + 1).padStart(2, "0")}`;
}

/** Files by their names below the folder. `isRetake`: without the fault. */
export function demoVoice(isRetake: boolean): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [index, text] of sentences.entries()) {
    const spoken = text.replace(/[，。？！]/g, "").length;
    const sound = madeSpeech(spoken / charactersPerSecond + 0.3, 3 + index * 0.4);
    const isLoud = index === overdriven && !isRetake;
    files.set(`${demoVoiceName(index)}.wav`, wavOf(isLoud ? sound.map((value) => value * 3) : sound, speechRate));
    files.set(`${demoVoiceName(index)}.txt`, new TextEncoder().encode(`${text}\n`));
  }
  return files;
}

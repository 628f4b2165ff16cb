// A small set of made recordings for the demo, some with faults: tones that come and go like syllables. The same bytes each time.
import { wavOf } from "../sound/wav.js";

/** Samples in a second. */
export const speechRate = 48_000;
const sentences = [
  "今天天气很好，我们一起去城南的公园里散步吧。",
  "请问一下，从这里去火车站应该怎么走才最快？",
  "春天终于来了，山上的花都开了，小河里的冰也化了。",
  "这本书真有意思，我昨天晚上一口气把它读完了！",
  "今天晚上八点，大家准时在学校的大门口见面。",
  "他每天早上起床以后，都要先喝一杯热牛奶，再出门跑步，然后坐公共汽车去城里上班，一直忙到天黑了才回家吃饭休息。",
  "窗外下着小雨，屋子里的人正在安静地喝茶聊天。",
  "爷爷说，从前这条街上有很多卖小吃的店铺。",
  "秋天的田野一片金黄，农民们忙着收割稻子。",
];

/** Files by their names below the folder. */
export function demoRecordings(): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const add = (index: number, samples: Float64Array, text = utf8(sentences[index] ?? "")) => {
    files.set(`${index}.wav`, wavOf(samples, speechRate));
    files.set(`${index}.txt`, text);
  };
  for (let index = 0; index < 4; index++) add(index, madeSpeech(5.2 + index * 0.4, index + 1));
  // Clipped; too long; noisy; quiet; no text; text in GBK.
  add(
    4,
    madeSpeech(5.6, 5).map((value) => value * 6),
  );
  add(5, madeSpeech(15.4, 6));
  add(6, madeSpeech(6, 7, 0.045));
  add(
    7,
    madeSpeech(5.8, 8).map((value) => value * 0.05),
  );
  add(8, madeSpeech(5.4, 9));
  files.delete("8.txt");
  // "联通" in GBK.
  add(9, madeSpeech(5.5, 10), Uint8Array.of(0xc1, 0xaa, 0xcd, 0xa8, 0xa1, 0xa3));
  return files;
}

/** Tones that come and go like syllables; `seed` makes them higher or lower. */
export function madeSpeech(seconds: number, seed: number, noise = 0.0002): Float64Array {
  const samples = new Float64Array(Math.round(seconds * speechRate));
  let state = seed;
  for (let at = 0; at < samples.length; at++) {
    const t = at / speechRate;
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const random = state / 2 ** 31;
    const isSpeaking = t > 0.15 && t < seconds - 0.15;
    const syllable = isSpeaking ? Math.sin(Math.PI * (((t - 0.15) / 0.22) % 1)) ** 0.5 : 0;
    const pitch = 2 * Math.PI * (150 + seed * 6) * t;
    const tones = Math.sin(pitch) + 0.6 * Math.sin(4 * pitch) + 0.3 * Math.sin(17 * pitch) + 0.15 * random;
    samples[at] = 0.25 * syllable * tones + noise * random;
  }
  return samples;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

// Sentences to hear a voice with, by the language it speaks: news, customer service, a story; digits, and English words inside Chinese.

const chinese = [
  "今天上午九点，全市三百二十一所学校同时开学，天气晴，最高气温二十六度。",
  "您好，您的订单已于 2026 年 11 月 28 日发出，预计 3 天内送达，请您留意查收。",
  "从前，山脚下住着一位老爷爷，他每天清晨都要沿着小河走上很远很远的路。",
  "请先打开 Wi-Fi，再用 App 扫描屏幕上的 QR code，PIN 是 4078。",
];

const english = [
  "The city council voted nine to four on Tuesday to reopen the old harbour line by the spring of 2027.",
  "Thank you for calling. Your order, number 4 0 7 8, was sent today and will arrive within three days.",
  "Long ago, at the foot of a mountain, there lived an old man who walked along the river every morning.",
];

const byLanguage: ReadonlyMap<string, readonly string[]> = new Map([
  ["CN", chinese],
  ["GXH", chinese],
  ["SCH", chinese],
  ["EN", english],
]);

/** Of a voice whose language is not known both. */
export function exampleTexts(language: string | undefined): readonly string[] {
  return byLanguage.get(language ?? "") ?? [...chinese, ...english];
}

// What characters of a text to be read are: Han, Latin, what is not written out, what cannot be read.

export const han = /\p{Script=Han}/u;
const hanCharacters = /\p{Script=Han}/gu;
/** Letters of any script, digits and signs; and what stands for a letter that was lost. */
export const readable = /[\p{L}\p{N}\p{S}\p{Co}\ufffd]/u;
/** What must be written out as it is spoken. */
export const unspoken = /[\d%‰¥￥$€£/@&°℃#*+=<>~^_|\\]/u;
export const latin = /[A-Za-z]/;
export const fullWidth = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/u;
export const emoji = /\p{Extended_Pictographic}/u;
export const finalMark = /[。！？.!?…][”’」』）)"'\s]*$/u;
export const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
export const privateUse = /\p{Co}/u;
/** Tags and the marks of prosody (#1 to #4). */
export const markup = /<[A-Za-z/!][^<>\n]{0,100}>|#[1-4]/;
/** Three and more syllables with tone digits: pinyin, as it stands beside a text. */
export const pinyin = /(?:^|\s)(?:[a-zü:]{1,6}[1-5]\s+){2,}[a-zü:]{1,6}[1-5](?:\s|$)/u;
/** "12." or "(3)" or "第5句" before the sentence: not read, so it must not stand there. */
export const numbering = /^\s*(?:\d{1,4}\s?[.、．:：)）](?!\d)|[(（]\d{1,4}[)）]|第\d{1,4}[句条])/u;

function hanCount(text: string): number {
  return text.match(hanCharacters)?.length ?? 0;
}

/** What a text takes to be read: Han characters, and three Latin letters or digits for one; in a text without Han, characters without blanks. */
export function spokenUnits(text: string): { readonly units: number; readonly isChinese: boolean } {
  const chinese = hanCount(text);
  if (chinese === 0) return { units: text.replace(/\s/g, "").length, isChinese: false };
  return { units: chinese + (text.match(/[A-Za-z0-9]/g)?.length ?? 0) / 3, isChinese: true };
}

/** Equal for texts that are read the same. */
export function spokenKey(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\p{P}\p{S}\s]/gu, "")
    .toLowerCase();
}

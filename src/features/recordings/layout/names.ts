// What is wrong with the names of files themselves: some that only look different, some that systems or clouds trip over.
import type { Finding, FindingCode, Severity } from "../finding.js";
import { fullWidth } from "../texts/characters.js";
import { isSound, isTextOrTable, nameOf, stemOf } from "./folderFiles.js";

export function nameFindings(paths: readonly string[]): readonly Finding[] {
  const given = paths.filter((path) => isSound(path) || isTextOrTable(path));
  return [
    ...twins(given),
    ...given.flatMap(ownFindings),
    ...sameNumbers(given.filter(isSound)),
    ...numberingGaps(given.filter(isSound)),
  ];
}

function finding(code: FindingCode, severity: Severity, file: string, facts: Partial<Finding> = {}): Finding {
  return { code, severity, source: "fact", file, ...facts };
}

/** Names that differ in letter case or in their Unicode form only: one file on some systems, two on others. */
function twins(paths: readonly string[]): readonly Finding[] {
  return groups(paths, (path) => path.normalize("NFC").toLowerCase()).map(([first, ...others]) =>
    finding("twinNames", "warn", first!, { others }),
  );
}

function groups(paths: readonly string[], keyOf: (path: string) => string): readonly (readonly string[])[] {
  const found = new Map<string, string[]>();
  for (const path of paths) {
    const group = found.get(keyOf(path));
    if (group) group.push(path);
    else found.set(keyOf(path), [path]);
  }
  return [...found.values()].filter((group) => group.length > 1);
}

function ownFindings(path: string): readonly Finding[] {
  const name = nameOf(path);
  const found: Finding[] = [];
  if (/\.(\w{1,5})\.\1$/i.test(name)) found.push(finding("doubleEnding", "warn", path));
  if (fullWidth.test(stemOf(path))) found.push(finding("fullWidthName", "warn", path));
  // Reserved on Windows, invisible, or blank at either end.
  if (
    /[<>:"\\|?*\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/u.test(name) ||
    name !== name.trim() ||
    /\s\.\w+$/.test(name)
  )
    found.push(finding("unsafeName", "warn", path));
  return found;
}

/** 1.wav and 01.wav. */
function sameNumbers(sounds: readonly string[]): readonly Finding[] {
  const numbered = sounds.filter((path) => /^\d{1,9}$/.test(stemOf(path)));
  const key = (path: string) => `${path.slice(0, -nameOf(path).length)}${Number(stemOf(path))}`;
  return groups(numbered, key).map(([first, ...others]) => finding("sameNumber", "warn", first!, { others }));
}

/** Only where all are numbers: who names them otherwise counts nothing. */
function numberingGaps(sounds: readonly string[]): readonly Finding[] {
  if (sounds.length < 2 || !sounds.every((path) => /^\d{1,9}$/.test(stemOf(path)))) return [];
  const numbers = new Set(sounds.map((path) => Number(stemOf(path))));
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  if (most - least + 1 === numbers.size) return [];
  const missing: string[] = [];
  for (let number = least; number < most && missing.length < 20; number++) if (!numbers.has(number)) missing.push(String(number));
  return [{ code: "numberingGap", severity: "hint", source: "fact", others: missing, measured: most - least + 1 - numbers.size }];
}

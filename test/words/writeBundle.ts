// `npm run l10n`: writes l10n/bundle.l10n.json from the sources and tells which sentences have no Chinese yet, or no longer need it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collectSentences, root } from "./sentences.js";

async function writeBundle(): Promise<void> {
  const sentences = await collectSentences();
  const write = (name: string, texts: Record<string, string>) =>
    writeFileSync(join(root, "l10n", name), `${JSON.stringify(texts, undefined, 2)}\n`);
  write("bundle.l10n.json", Object.fromEntries(sentences.map((sentence) => [sentence, sentence])));

  const chinese = JSON.parse(readFileSync(join(root, "l10n/bundle.l10n.zh-cn.json"), "utf8")) as Record<string, string>;
  const missing = sentences.filter((sentence) => chinese[sentence] === undefined);
  const unused = Object.keys(chinese).filter((sentence) => !sentences.includes(sentence));
  write(
    "bundle.l10n.zh-cn.json",
    Object.fromEntries(sentences.flatMap((sentence) => (chinese[sentence] === undefined ? [] : [[sentence, chinese[sentence]]]))),
  );
  console.log(`${sentences.length} sentences; dropped ${unused.length} that nobody says any more`);
  for (const sentence of missing) console.log(`no Chinese: ${JSON.stringify(sentence)}`);
  process.exitCode = missing.length > 0 ? 1 : 0;
}

void writeBundle();

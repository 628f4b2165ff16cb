// Gives Chromium a Chinese font on a machine that has none: fetched from npm, turned into a plain TrueType file, named in a private fontconfig file.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { inflateSync } from "node:zlib";
import { cached, installPackage } from "./cache";
import { fontVersion } from "./versions";

/** Environment for the browser: nothing where the machine has a Chinese font or does not use fontconfig. */
export async function fontEnvironment(): Promise<Record<string, string>> {
  if (process.platform !== "linux" || (await hasChineseFont())) return {};
  const folder = await cached(`noto-sans-sc-${fontVersion}`, installFont);
  const file = join(folder, "fonts.conf");
  // Written again each time, because it holds absolute paths and the repository may have moved.
  const written = `${file}.${randomUUID()}`;
  await writeFile(written, configuration(folder));
  await rename(written, file);
  return { FONTCONFIG_FILE: file };
}

async function hasChineseFont(): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)("fc-list", [":lang=zh-cn", "file"]);
    return stdout.trim() !== "";
  } catch {
    return false;
  }
}

async function installFont(folder: string): Promise<void> {
  await installPackage(folder, `@fontsource/noto-sans-sc@${fontVersion}`);
  const files = join(folder, "node_modules/@fontsource/noto-sans-sc/files");
  await mkdir(join(folder, "fonts"));
  for (const [subset, weight] of [
    ["chinese-simplified", 400],
    ["chinese-simplified", 700],
    ["latin", 400],
    ["latin", 700],
  ]) {
    const woff = await readFile(join(files, `noto-sans-sc-${subset}-${weight}-normal.woff`));
    await writeFile(join(folder, "fonts", `${subset}-${weight}.ttf`), openWoff(woff));
  }
  await rm(join(folder, "node_modules"), { recursive: true });
}

/** Turns a WOFF 1.0 file into the font it wraps, since Chromium takes no WOFF from fontconfig (https://www.w3.org/TR/WOFF/). */
export function openWoff(woff: Buffer): Buffer {
  const tables = woff.readUInt16BE(12);
  const power = 2 ** Math.floor(Math.log2(tables));
  const head = Buffer.alloc(12 + 16 * tables);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(tables, 4);
  head.writeUInt16BE(16 * power, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE(16 * (tables - power), 10);
  const parts: Buffer[] = [head];
  let offset = head.length;
  for (let index = 0; index < tables; index++) {
    const from = 44 + 20 * index;
    const to = 12 + 16 * index;
    const start = woff.readUInt32BE(from + 4);
    const packed = woff.readUInt32BE(from + 8);
    const length = woff.readUInt32BE(from + 12);
    const bytes = woff.subarray(start, start + packed);
    const padding = (4 - (length % 4)) % 4;
    woff.copy(head, to, from, from + 4);
    woff.copy(head, to + 4, from + 16, from + 20);
    head.writeUInt32BE(offset, to + 8);
    head.writeUInt32BE(length, to + 12);
    parts.push(packed < length ? inflateSync(bytes) : bytes, Buffer.alloc(padding));
    offset += length + padding;
  }
  return Buffer.concat(parts);
}

function configuration(folder: string): string {
  const text = (path: string) => path.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${text(join(folder, "fonts"))}</dir>
  <cachedir>${text(join(folder, "index"))}</cachedir>
</fontconfig>
`;
}

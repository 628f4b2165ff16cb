// Draws the pictures of the walkthrough into dist: parts of the workbench with its own icons, the words of each language, and the colours of whatever theme is on.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./bundles.mjs";

/** By the end of a picture's name; English has none, like the other files of that language. `cancel`: the editor's own word. */
const languages = {
  "": { bundle: "l10n/bundle.l10n.json", manifest: "package.nls.json", cancel: "Cancel" },
  ".zh-cn": { bundle: "l10n/bundle.l10n.zh-cn.json", manifest: "package.nls.zh-cn.json", cancel: "取消" },
};
const width = 480;
const height = 360;

/** Icon and colour of each phase, as in src/text/phases.ts. */
const looks = {
  attention: ["warning", "problemsWarningIcon-foreground"],
  running: ["sync", "charts-blue"],
  waiting: ["history", "charts-purple"],
  failed: ["error", "problemsErrorIcon-foreground"],
  succeeded: ["pass", "charts-green"],
};

/** Names people gave their voices. */
const voices = ["晓晴-客服", "Juniper EN", "苏苏_电商主播", "Maple v2"];

export async function writePictures(outdir) {
  const folder = join(outdir, "walkthrough");
  await mkdir(folder, { recursive: true });
  const read = async (file) => JSON.parse(await readFile(join(root, file), "utf8"));
  for (const [ending, { bundle, manifest, cancel }] of Object.entries(languages)) {
    const words = { Cancel: cancel, ...(await read(manifest)), ...(await read(bundle)) };
    for (const [name, draw] of Object.entries(scenes)) {
      const pen = new Pen(words);
      await draw(pen);
      await writeFile(join(folder, `${name}${ending}.svg`), pen.svg());
    }
  }
}

/** The webview that shows a picture allows no style but attributes, and knows the theme's colours by name. */
const color = (...names) =>
  names.reduceRight((otherwise, name) => `var(--vscode-${name}${otherwise ? `, ${otherwise}` : ""})`, "");
const edge = color("contrastBorder", "widget-border", "panel-border");
const faint = color("descriptionForeground");
const plain = color("foreground");

class Pen {
  parts = [];

  constructor(words) {
    this.words = words;
  }

  /** The words that the workbench itself says there. Throws for words that it does not. */
  say(sentence, ...values) {
    const words = this.words[sentence];
    if (words === undefined) throw new Error(`The walkthrough says what nobody else does: ${sentence}`);
    return values.reduce((text, value, place) => text.replace(`{${place}}`, value), words);
  }

  box(x, y, w, h, { fill = "none", stroke = "none", radius = 0 } = {}) {
    this.parts.push(`<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${radius}" fill="${fill}" stroke="${stroke}"/>`);
  }

  /** `behind`: fainter, on the same line. */
  text(x, y, text, { fill = plain, size = 13, weight = 400, behind = "", anchor = "start" } = {}) {
    const rest = behind
      ? `<tspan dx="7" font-size="${size - 1}" font-weight="400" fill="${faint}">${escape(behind)}</tspan>`
      : "";
    const font = `font-size="${size}" font-weight="${weight}" text-anchor="${anchor}"`;
    this.parts.push(`<text x="${x}" y="${y}" ${font} fill="${fill}">${escape(text)}${rest}</text>`);
  }

  /** Gives the y below the last line. */
  paragraph(x, y, text, most, style) {
    const lines = wrap(text, most);
    for (const [index, line] of lines.entries()) this.text(x, y + index * 18, line, style);
    return y + lines.length * 18;
  }

  async icon(x, y, name, fill = color("icon-foreground", "foreground"), size = 16) {
    const source = await readFile(join(root, "node_modules/@vscode/codicons/src/icons", `${name}.svg`), "utf8");
    const shape = source.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "");
    this.parts.push(`<g transform="translate(${x} ${y}) scale(${size / 16})" fill="${fill}">${shape}</g>`);
  }

  line(x1, x2, y, stroke) {
    this.parts.push(`<path d="M${x1} ${y}H${x2}" stroke="${stroke}"/>`);
  }

  svg() {
    const shapes = this.parts.join("\n");
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" fill="none">\n${shapes}\n</svg>\n`;
  }
}

const scenes = {
  async demo(pen) {
    let y = await needsMeRow(pen, await sideBar(pen));
    for (const [cloud, region, groups] of [
      ["Huawei", "cn-north-4", huaweiGroups],
      ["Alibaba", "cn-shanghai", alibabaGroups],
    ]) {
      y = await connectionRow(pen, y, cloud, region);
      for (const group of groups) y = await groupRow(pen, y, ...group);
    }
  },

  async connect(pen) {
    const say = (...words) => pen.say(...words);
    await quickInput(pen, 22, say("Add Connection"), say("Where are the jobs?"), [
      say("CN North-Beijing4"),
      say("China (Shanghai)"),
    ]);
    await quickInput(pen, 198, say("Add Connection"), "••••••••••••••••••••", [], say("Secret access key (SK)"));
  },

  async browse(pen) {
    let y = await needsMeRow(pen, await sideBar(pen));
    y = await connectionRow(pen, y, "Huawei", "cn-north-4");
    y = await groupRow(pen, y, "attention", "Not submitted", 20);
    y = await groupRow(pen, y, "waiting", "Manual review", 15);
    y = await groupRow(pen, y, "attention", "Review failed", 4, true);
    const types = ["Basic", "Premium", "Advanced", "Basic"];
    for (const [index, name] of voices.entries()) {
      const isPointed = index === 1;
      if (isPointed)
        pen.box(31, y, width - 62, 24, { fill: color("list-hoverBackground"), stroke: color("contrastActiveBorder") });
      pen.text(86, y + 17, name, { behind: `${pen.say(types[index])} · ${index % 2 ? "EN" : "CN"}` });
      if (isPointed) {
        await pen.icon(width - 60, y + 4, "cloud-upload");
      }
      y += 24;
    }
    y = await groupRow(pen, y, "running", "Training", 18);
    await groupRow(pen, y, "succeeded", "Completed", 172);
  },

  async details(pen) {
    pen.box(16, 16, width - 32, height - 32, { fill: color("editor-background"), stroke: edge, radius: 6 });
    pen.text(36, 52, voices[1], { size: 19, weight: 600 });
    const [icon, fill] = phase("attention");
    const badge = pen.say("Review failed");
    pen.box(158, 35, 40 + widthOf(badge), 23, { stroke: edge, radius: 11 });
    await pen.icon(168, 38, icon, fill);
    pen.text(189, 51, badge, { size: 12 });
    const again = pen.say("Submit Again…");
    button(pen, width - 56 - widthOf(again), 34, again, true);
    await lifeLine(pen, 92);
    pen.box(36, 142, width - 72, 88, {
      fill: color("textBlockQuote-background", "editorWidget-background"),
      stroke: color("contrastBorder"),
    });
    pen.box(36, 142, 3, 88, { fill });
    pen.text(52, 163, pen.say("What to do"), { weight: 600 });
    pen.paragraph(
      52,
      184,
      pen.say("The review refused the uploaded files. Correct and upload them again, then submit the job again."),
      370,
    );
    const rows = [
      ["Voice", ["Voice name", voices[1]], ["Sex", pen.say("Male")], ["Language", pen.say("English")]],
      ["Job", ["State", badge], ["Type", pen.say("Basic")], ["Phone", "••••••••"]],
    ];
    for (const [column, [title, ...fields]] of rows.entries()) {
      const x = 36 + column * 212;
      pen.text(x, 258, pen.say(title), { weight: 600 });
      pen.line(x, x + 196, 266, edge);
      for (const [index, [name, value]] of fields.entries()) {
        pen.text(x, 286 + index * 21, pen.say(name), { fill: faint });
        pen.text(x + 88, 286 + index * 21, value);
      }
    }
    await pen.icon(406, 315, "eye");
  },

  async submit(pen) {
    const say = (...words) => pen.say(...words);
    pen.box(30, 36, width - 60, height - 72, {
      fill: color("editorWidget-background"),
      stroke: edge,
      radius: 8,
    });
    await pen.icon(52, 60, "info", color("problemsInfoIcon-foreground", "foreground"), 28);
    pen.text(96, 80, say("Submit “{0}” for training?", voices[1]), { size: 15, weight: 600 });
    const told = [
      say("Connection: {0}", say("Demo {0}", say("Huawei"))),
      say("Job: {0}", "26f0c4d1-7be2-4c68-b1bf-329974f8af66"),
      "",
      say("These values are sent:"),
      say("{0}: {1}", say("Voice name"), voices[1]),
      say("{0}: {1}", say("Language"), say("{0} ({1})", say("English"), "EN")),
      "",
    ];
    let y = 112;
    for (const line of told) {
      if (line) pen.text(96, y, line);
      y += line ? 20 : 12;
    }
    pen.paragraph(96, y, say("The review starts at once and cannot be stopped from here."), 320);
    const cancel = say("Cancel");
    const submit = say("Submit");
    // In the order of the editor's own dialog.
    const left = width - 54 - widthOf(submit) - 24;
    button(pen, left, height - 84, submit, true);
    button(pen, left - 36 - widthOf(cancel), height - 84, cancel, false);
  },
};

/** Files that `writePictures` makes. */
export const pictureNames = Object.keys(languages).flatMap((ending) => Object.keys(scenes).map((name) => `${name}${ending}.svg`));

const huaweiGroups = [
  ["attention", "Not submitted", 20],
  ["waiting", "Manual review", 15],
  ["running", "Training", 18],
  ["failed", "Failed", 37],
  ["succeeded", "Completed", 172],
];
const alibabaGroups = [
  ["running", "Checking audio", 5],
  ["running", "Training", 8],
  ["succeeded", "Completed", 107],
];

/** Gives the y of the first row. */
async function sideBar(pen) {
  pen.box(30, 16, width - 60, height - 32, { fill: color("sideBar-background"), stroke: edge, radius: 6 });
  pen.text(46, 41, pen.say("view"), { weight: 600, fill: color("sideBarTitle-foreground", "foreground") });
  for (const [index, name] of ["refresh", "filter", "add"].entries()) await pen.icon(width - 118 + index * 26, 29, name);
  return 54;
}

/** Closed, with what waits for the person in all connections. */
async function needsMeRow(pen, y) {
  await pen.icon(42, y + 4, "chevron-right");
  await pen.icon(62, y + 4, "bell-dot");
  pen.text(86, y + 17, pen.say("Needs me"), { behind: "88" });
  return y + 24;
}

async function connectionRow(pen, y, cloud, region) {
  await pen.icon(42, y + 4, "chevron-down");
  await pen.icon(62, y + 4, "beaker");
  const title = pen.say(cloud);
  pen.text(86, y + 17, pen.say("Demo {0}", title), { behind: `${title} · ${region}` });
  return y + 24;
}

async function groupRow(pen, y, look, title, count, isOpen = false) {
  await pen.icon(54, y + 4, isOpen ? "chevron-down" : "chevron-right");
  await pen.icon(74, y + 4, ...phase(look));
  pen.text(98, y + 17, pen.say(title), { behind: `${count}` });
  return y + 24;
}

async function quickInput(pen, top, title, typed, rows, question) {
  const bottom = 84 + (question ? 24 : 0) + rows.length * 26;
  pen.box(40, top, width - 80, bottom, {
    fill: color("quickInput-background"),
    stroke: edge,
    radius: 6,
  });
  pen.text(width / 2, top + 22, title, { anchor: "middle", weight: 600 });
  pen.box(50, top + 34, width - 100, 28, {
    fill: color("input-background"),
    stroke: color("focusBorder"),
    radius: 3,
  });
  const isAsked = question === undefined;
  pen.text(60, top + 53, typed, {
    fill: isAsked ? color("input-placeholderForeground", "foreground") : color("input-foreground", "foreground"),
  });
  if (question) {
    await pen.icon(52, top + 74, "lock");
    pen.text(76, top + 87, question);
  }
  for (const [index, row] of rows.entries()) {
    const y = top + 70 + index * 26;
    const isChosen = index === 0;
    if (isChosen)
      pen.box(50, y, width - 100, 26, {
        fill: color("quickInputList-focusBackground", "list-activeSelectionBackground"),
        stroke: color("contrastActiveBorder"),
        radius: 3,
      });
    pen.text(60, y + 18, row, {
      fill: isChosen ? color("quickInputList-focusForeground", "list-activeSelectionForeground", "foreground") : plain,
    });
  }
}

async function lifeLine(pen, y) {
  const steps = ["Creation", "System review", "Manual review", "Training"];
  const gap = (width - 72 - 70) / (steps.length - 1);
  for (const [index, step] of steps.entries()) {
    const x = 36 + index * gap;
    const isNow = index === 2;
    if (index < steps.length - 1) pen.line(x + 20, x + gap - 5, y, index < 2 ? faint : edge);
    if (isNow) await pen.icon(x, y - 9, ...phase("attention"));
    else pen.parts.push(`<circle cx="${x + 7}" cy="${y}" r="5" fill="${index < 2 ? faint : "none"}" stroke="${faint}"/>`);
    pen.text(x, y + 25, pen.say(step), { size: 12, weight: isNow ? 600 : 400, fill: isNow ? plain : faint });
  }
}

function button(pen, x, y, text, isMain) {
  const [background, foreground] = isMain
    ? ["button-background", "button-foreground"]
    : ["button-secondaryBackground", "button-secondaryForeground"];
  pen.box(x, y, widthOf(text) + 24, 26, {
    fill: color(background),
    stroke: color("contrastBorder", "button-border"),
    radius: 3,
  });
  pen.text(x + widthOf(text) / 2 + 12, y + 17, text, {
    anchor: "middle",
    fill: color(foreground, "foreground"),
  });
}

/** High contrast has no colour of its own for some of them. */
function phase(name) {
  const [icon, fill] = looks[name];
  return [icon, color(fill, "foreground")];
}

/** Roughly, in pixels at 13 px: nothing here can measure text. */
function widthOf(text) {
  return [...text].reduce((sum, character) => sum + (/\p{Script=Han}|[，。：？]/u.test(character) ? 13 : 6.8), 0);
}

/** Between words, or between any two Han characters, but never before a full stop or comma. */
function wrap(text, most) {
  const pieces = text.match(/[^\s\p{Script=Han}]+\s*|\p{Script=Han}[，。：？；、]?/gu) ?? [];
  const lines = [""];
  for (const piece of pieces) {
    if (widthOf(lines.at(-1) + piece.trimEnd()) > most) lines.push("");
    lines[lines.length - 1] += piece;
  }
  return lines.map((line) => line.trimEnd());
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

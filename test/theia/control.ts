// Extensions for Theia: two views that differ in one point of their manifest, and ours without that point.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Each view has one row; that of the second one says how often the provider of the first was asked. */
const code = `const { TreeItem, window } = require("vscode");
let asked = 0;
const row = (text) => ({ getChildren: (parent) => (parent ? [] : [text()]), getTreeItem: (label) => new TreeItem(label) });
const counted = row(() => \`the other was asked \${asked} times\`);
exports.activate = () => {
  window.registerTreeDataProvider("control.welcome", row(() => \`asked \${(asked += 1)} times\`));
  window.registerTreeDataProvider("control.plain", counted);
};
`;

const view = (id: string, name: string) => ({ id: `control.${id}`, name });

/** Writes the control into a folder of its own below `place` and gives that. */
export async function writeControl(place: string): Promise<string> {
  const folder = join(place, "control");
  await mkdir(folder);
  const manifest = {
    name: "control",
    publisher: "voice-jobs",
    version: "0.0.1",
    engines: { vscode: "^1.100.0" },
    main: "./main.js",
    activationEvents: ["*"],
    contributes: {
      viewsContainers: {
        activitybar: ["welcome", "plain"].map((id) => ({ id: `control-${id}`, title: `Control ${id}`, icon: "icon.svg" })),
      },
      views: {
        "control-welcome": [view("welcome", "With welcome text")],
        "control-plain": [view("plain", "Without welcome text")],
      },
      viewsWelcome: [{ view: "control.welcome", contents: "The control has no rows" }],
    },
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "main.js"), code);
  await writeFile(
    join(folder, "icon.svg"),
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><circle cx="12" cy="12" r="9"/></svg>',
  );
  return folder;
}

/** Copies an unpacked extension into a folder of its own below `place`, with a manifest that has no `viewsWelcome`. */
export async function copyWithoutWelcome(extension: string, place: string): Promise<string> {
  const folder = join(place, "voice-training-jobs");
  await cp(extension, folder, { recursive: true });
  const path = join(folder, "package.json");
  const manifest = JSON.parse(await readFile(path, "utf8"));
  if (!manifest.contributes.viewsWelcome) throw new Error("The package has no viewsWelcome: nothing is to be taken out");
  delete manifest.contributes.viewsWelcome;
  await writeFile(path, JSON.stringify(manifest));
  return folder;
}

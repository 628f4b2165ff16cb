// Command: photographs the ways in, the import of keys, the connection doctor and what goes wrong, in English and Chinese, into a folder.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, closeEverything, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { setTheme, type Theme, themes } from "../../ui/steps/themes";
import type { Answer } from "../../ui/steps/typing";
import { readWords, run, type Word } from "../../ui/steps/wording";
import { Album } from "../album";

const folder = resolve(process.argv[2] ?? "out/looksConnections");
const looks = Object.keys(themes) as Theme[];
const viewport = { width: 1280, height: 1000 };

async function main(): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const languages = ["en", "zh-cn"] as const;
    for (const language of languages) if (!process.argv[3] || process.argv[3] === language) await photograph(language);
  } finally {
    await closeEverything();
  }
}

async function photograph(language: "en" | "zh-cn"): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "voice-jobs-home-"));
  const cloud = await startDemo({ moving: false, jobs: { huawei: 6, alibaba: 4 } });
  const gone = await startDemo({ moving: false, jobs: { huawei: 1, alibaba: 4 } });
  try {
    const session = await Photographer.open(language, cloud, home);
    await session.waysIn();
    await session.imports();
    await session.changes();
    await session.doctor();
    await session.errors(gone);
    await closeEditor(session.workbench);
  } finally {
    await cloud.close();
    await gone.close().catch(() => undefined);
    await rm(home, { recursive: true, force: true });
  }
}

class Photographer {
  private readonly album: Album;

  private constructor(
    private readonly language: string,
    private readonly word: Word,
    private readonly cloud: DemoCloud,
    private readonly home: string,
    readonly workbench: Workbench,
    private readonly tree: Tree,
  ) {
    this.album = new Album(workbench);
  }

  static async open(language: string, cloud: DemoCloud, home: string): Promise<Photographer> {
    const { accessKeyId, secretAccessKey, temporaryAccessKeyId, temporarySecretAccessKey, securityToken } = cloud.huawei;
    const workbench = await openEditor({
      viewport,
      ...(language !== "en" && { language }),
      env: {
        HOME: home,
        USERPROFILE: home,
        CLOUD_SDK_AK: accessKeyId,
        CLOUD_SDK_SK: secretAccessKey,
        HUAWEICLOUD_SDK_AK: temporaryAccessKeyId,
        HUAWEICLOUD_SDK_SK: temporarySecretAccessKey,
        HUAWEICLOUD_SDK_SECURITY_TOKEN: securityToken,
      },
    });
    await setTheme(workbench, looks[0]!);
    const tree = await workbench.openView();
    await tree.welcome.waitFor();
    return new Photographer(language, await readWords(language), cloud, home, workbench, tree);
  }

  /** Every question of every way in; what is refused on the way; the row at the end. */
  async waysIn(): Promise<void> {
    const { huawei, alibaba } = this.cloud;
    const ownOf = (cloud: string) => ({ pick: this.word("Another {0} endpoint…", this.word(cloud)) });
    const pick = (english: string) => ({ pick: this.word(english) });
    const type = (text: string) => ({ type: text });
    await this.album.add("empty", this.tree.welcome);
    await this.album.save(this.file("0 welcome"));

    const toHuawei = [ownOf("Huawei"), type(huawei.endpoint), type(""), type(huawei.iamEndpoint), type("Production")];
    await this.begin();
    await this.walk([ownOf("Huawei")]);
    await this.refuse("ftp://nowhere");
    await this.walk([type(huawei.endpoint)], 2);
    await this.refuse("not an id");
    await this.leave("1 Huawei, project typed");

    await this.begin();
    await this.walk([...toHuawei, pick("Access key"), type(huawei.accessKeyId)]);
    await this.refuse("a-wrong-secret-of-nobody");
    for (const theme of looks.slice(1)) {
      await setTheme(this.workbench, theme);
      await this.album.add(theme, this.box);
    }
    await setTheme(this.workbench, looks[0]!);
    await this.workbench.quickInput.type(huawei.secretAccessKey);
    await this.workbench.quickInput.accept();
    await this.atStep(9);
    // Its row stays, since it is refused.
    await this.workbench.quickInput.row(huawei.otherProject.region).click();
    await this.untilSaid(this.word("The project ID of “{0}” does not belong to this account and region.", "Production"));
    await this.album.add("other region's project", this.box);
    // The tip of the row under the mouse would lie above the next.
    await this.workbench.page.mouse.move(900, 900);
    await this.workbench.quickInput.pick(huawei.region);
    await this.untilClosed();
    await this.tree.row("Production").waitFor();
    await this.album.save(this.file("2 Huawei, access key"));

    for (const [name, kind, answers, wrong] of [
      ["token", "Token", [], "a-token-of-nobody"],
      ["password", "IAM user and password", [huawei.domain, huawei.user], "of-nobody"],
      ["profile", "KooCLI profile", [], "nobody"],
    ] as const) {
      await this.begin();
      await this.walk([...toHuawei.slice(0, 4), type(name), pick(kind), ...answers.map(type)], 1, 6);
      await this.refuse(wrong);
      await this.leave(`3 Huawei, ${name}`);
    }
    await this.add([...toHuawei.slice(0, 4), type("Pasted token"), pick("Token"), type(huawei.token)]);

    await this.begin();
    await this.walk([ownOf("Alibaba"), type(alibaba.endpoint), type("Studio"), pick("Access key"), type(alibaba.accessKeyId)]);
    await this.refuse("a-wrong-secret-of-nobody");
    await this.leave("4 Alibaba, access key");
    await this.begin();
    await this.walk([ownOf("Alibaba"), type(alibaba.endpoint), type("Studio"), pick("Alibaba Cloud CLI profile")], 1, 2);
    await this.refuse("nobody");
    await this.leave("5 Alibaba, profile");
    await this.begin();
    await this.walk([{ pick: this.word("CN North-Beijing4") }, type("A region of the vendor"), pick("Access key")], 1, 2);
    await this.leave("6 Huawei, region");
  }

  async imports(): Promise<void> {
    const { alibaba } = this.cloud;
    const { sts } = alibaba;
    await this.choosePlace("Profiles of the Alibaba Cloud CLI", "Alibaba Cloud IMS");
    const nothing = this.workbench.notifications.toasts.first();
    await nothing.waitFor();
    await this.album.add("nothing found", nothing);
    await this.workbench.runCommand("Notifications: Clear All Notifications");
    await nothing.waitFor({ state: "hidden" });
    const profiles = [
      {
        name: "default",
        mode: "AK",
        access_key_id: alibaba.accessKeyId,
        access_key_secret: alibaba.accessKeySecret,
        region_id: "cn-shanghai",
      },
      {
        name: "hourly",
        mode: "StsToken",
        access_key_id: sts.accessKeyId,
        access_key_secret: sts.accessKeySecret,
        sts_token: sts.securityToken,
      },
    ];
    await mkdir(join(this.home, ".aliyun"));
    await writeFile(join(this.home, ".aliyun/config.json"), JSON.stringify({ current: "default", profiles }));
    for (const [place, of, key] of [
      ["Environment variables", "Huawei Cloud MetaStudio", "CLOUD_SDK_AK"],
      ["Profiles of the Alibaba Cloud CLI", "Alibaba Cloud IMS", "default"],
    ] as const) {
      await this.choosePlace(place, of);
      const whichKey = this.workbench.page.getByPlaceholder(this.word("Which key?"));
      await whichKey.waitFor();
      // The list of places may still be there when the question has changed.
      await this.workbench.quickInput.row(key).waitFor();
      await this.album.add(place, this.box);
      await this.workbench.quickInput.pick(key);
      await whichKey.waitFor({ state: "hidden" });
      await this.atStep(1);
      await this.album.add("then", this.box);
      await this.workbench.quickInput.cancel();
    }
    await this.choosePlace("Downloaded file credentials.csv", "Huawei Cloud MetaStudio");
    await this.workbench.quickInput.row(".aliyun").waitFor();
    await this.album.add("file", this.box);
    await this.workbench.quickInput.cancel();
    await this.album.save(this.file("7 import"));
  }

  /** What the menu of a connection offers. */
  async changes(): Promise<void> {
    const { quickInput, dialog } = this.workbench;
    await this.tree.row("Production").click({ button: "right" });
    const menu = this.workbench.page.locator(".monaco-menu");
    await menu.waitFor();
    await this.album.add("menu", menu);
    await this.workbench.page.keyboard.press("Escape");
    const elsewhere = [
      { pick: this.word("Another {0} endpoint…", this.word("Huawei")) },
      { type: this.cloud.huawei.endpoint },
      { type: "" },
      { type: "" },
    ];
    for (const [name, answers] of [
      ["editConnection", undefined],
      ["renameConnection", []],
      ["duplicateConnection", elsewhere],
      ["replaceKey", []],
    ] as const) {
      await this.tree.pickFromMenu("Production", this.word(`command.${name}`));
      if (answers) await this.walk(answers, 1, 1, name);
      else {
        await quickInput.row(this.word("Save")).waitFor();
        await this.album.add(name, this.box);
      }
      await quickInput.cancel();
    }
    await this.album.save(this.file("8 changes"));
    await this.askToRemove("Production");
    await this.albumDialogs("remove");
    await this.run("removeAllKeys");
    await dialog.box.waitFor();
    await this.albumDialogs("remove all");
    await this.run("tryDemo");
    const demo = this.word("Demo {0}", this.word("Huawei"));
    await this.tree.row(demo).waitFor();
    await this.askToRemove(demo);
    await this.albumDialogs("remove demo");
    await this.album.save(this.file("9 dialogs"));
    for (const name of [demo, this.word("Demo {0}", this.word("Alibaba"))]) {
      await this.askToRemove(name);
      await dialog.press(this.word("Remove"));
      await this.tree.row(name).waitFor({ state: "detached" });
    }
  }

  async doctor(): Promise<void> {
    const { control } = this.cloud;
    const page = this.workbench.webview;
    const untilTold = (tone: string) => page.locator(`.verdict.tone-${tone}`).waitFor();
    control.setLatency(2_000);
    await this.tree.pickFromMenu("Production", this.word("command.diagnoseConnection"));
    await page.locator(".row.tone-running").waitFor();
    await this.whole("10 doctor, progress");
    control.setLatency(0);
    await untilTold("pass");
    await this.whole("11 doctor, good");
    control.changeSecret("another-secret");
    await page.getByRole("button", { name: this.word("Run Again"), exact: true }).click();
    await untilTold("error");
    for (const theme of looks) await this.whole(`12 doctor, wrong secret, ${theme}`, theme);
    control.unlock();
    await this.workbench.runCommand("View: Close All Editors");
  }

  async errors(gone: DemoCloud): Promise<void> {
    const { control, huawei } = this.cloud;
    const { keyboard, mouse } = this.workbench.page;
    await this.add([
      { pick: this.word("Another {0} endpoint…", this.word("Alibaba")) },
      { type: gone.alibaba.endpoint },
      { type: "Studio" },
      { pick: this.word("Access key") },
      { type: gone.alibaba.accessKeyId },
      { type: gone.alibaba.accessKeySecret },
    ]);
    await this.tree.row("Studio").waitFor();
    await gone.close();
    await this.tree.pressTitle(this.word("command.refreshAll"));
    // Groups of failed jobs wear the same icon.
    const isGroup = new RegExp(`^\\s*${this.word("Failed")}`);
    const errors = this.tree.rows.filter({ has: this.workbench.page.locator(".codicon-error"), hasNotText: isGroup });
    await eventually(async () => {
      if ((await errors.count()) < 2) throw new Error("two errors are expected");
    });
    await mouse.move(900, 900);
    await this.album.addInThemes("errors", this.tree.part);
    await this.album.save(this.file("13 errors"));
    for (const place of [0, 1]) {
      const hover = this.workbench.page.locator(".workbench-hover-container").filter({ visible: true });
      // A row that is painted again under the mouse shows its tip at the next move only.
      await eventually(async (short) => {
        await mouse.move(900, 900);
        await errors.nth(place).hover({ timeout: short });
        await hover.waitFor({ timeout: short });
      });
      await this.album.add("tooltip", errors.nth(place), hover);
      await keyboard.press("Escape");
      await mouse.move(900, 900);
      await hover.waitFor({ state: "hidden" });
    }
    for (let failure = 0; failure < 5; failure += 1) await failElsewhere(this.cloud);
    await this.tree.pickFromMenu("Production", this.word("command.tryKeyAgain"));
    const locked = "Locked until {2}: {0} has locked the key of “{1}” after too many refused attempts. Refresh after that.";
    await this.tree.row(this.wordStart(locked)).waitFor();
    await this.widen(620);
    await this.album.add("locked", this.tree.part);
    control.unlock();
    control.changeSecret(huawei.secretAccessKey);
    await this.run("removeAllKeys");
    await this.workbench.dialog.press(this.word("Remove All Keys"));
    await this.tree.pressTitle(this.word("command.refreshAll"));
    await this.tree.row(this.wordStart("No key: the key of “{0}” is not stored on this computer. Enter it again.")).waitFor();
    await this.album.add("keys removed", this.tree.part);
    await this.album.save(this.file("14 errors, wide"));
  }

  /** What identifies a sentence whose values are not known. */
  private wordStart(key: string): RegExp {
    const parts = this.word(key)
      .split(/\{\d\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(parts.join(".*"));
  }

  private file(name: string): string {
    return join(folder, `${this.language} ${name}.png`);
  }

  private get box() {
    return this.workbench.quickInput.box;
  }

  private async whole(name: string, theme: Theme = looks[0]!): Promise<void> {
    await setTheme(this.workbench, theme);
    await this.workbench.page.waitForTimeout(300);
    await this.workbench.screenshot(this.file(name));
    await setTheme(this.workbench, looks[0]!);
  }

  private run(command: string): Promise<void> {
    return run(this.workbench, this.word, command);
  }

  private begin(): Promise<void> {
    return this.run("addConnection");
  }

  /** A question that is the only one has no number. */
  private async atStep(number: number): Promise<void> {
    const ending = `\\(${number}/\\d+\\)$`;
    await this.box
      .locator(".quick-input-title")
      .filter({ hasText: new RegExp(number === 1 ? `${ending}|[^)]$` : ending) })
      .waitFor();
    await this.box.locator(".quick-input-box input:not([disabled])").waitFor();
  }

  /** Answers in the order of the questions, with a picture before each from the `first` on. */
  private async walk(answers: readonly Answer[], step = 1, first = 1, name = "step"): Promise<void> {
    for (const [place, answer] of answers.entries()) {
      await this.atStep(step + place);
      if (step + place >= first) await this.album.add(`${name} ${step + place}`, this.box);
      await this.give(answer);
    }
    await this.atStep(step + answers.length);
    await this.album.add(`${name} ${step + answers.length}`, this.box);
  }

  private async give(answer: Answer): Promise<void> {
    const { quickInput, page } = this.workbench;
    // The tip of the row under the mouse would lie above the next.
    await page.mouse.move(900, 900);
    if ("pick" in answer) return quickInput.pick(answer.pick);
    await quickInput.type(answer.type);
    await quickInput.accept();
  }

  private async add(answers: readonly Answer[]): Promise<void> {
    await this.begin();
    for (const [place, answer] of answers.entries()) {
      await this.atStep(place + 1);
      await this.give(answer);
    }
    await this.untilClosed();
  }

  /** An answer that is not taken, and why. */
  private async refuse(text: string): Promise<void> {
    const { quickInput } = this.workbench;
    const before = await quickInput.message();
    await quickInput.type(text);
    await quickInput.accept();
    await eventually(async () => {
      if ((await quickInput.message()) === before) throw new Error(`“${text}” was not refused`);
    });
    await this.album.add(`refused: ${text}`, this.box);
  }

  private async untilSaid(text: string): Promise<void> {
    await this.workbench.page.getByPlaceholder(text).waitFor();
  }

  private async untilClosed(): Promise<void> {
    await this.box.waitFor({ state: "hidden" });
  }

  private async leave(name: string): Promise<void> {
    await this.workbench.quickInput.cancel();
    await this.album.save(this.file(name));
  }

  private async choosePlace(place: string, of: string): Promise<void> {
    await this.run("importKey");
    await this.workbench.quickInput.step(this.word("Import Key"));
    await this.album.add("places", this.box);
    await this.workbench.quickInput.rows
      .filter({ hasText: this.word(place) })
      .filter({ hasText: this.word(of) })
      .click();
  }

  /** A row that is painted again at this moment has no menu. */
  private async askToRemove(name: string): Promise<void> {
    await eventually(async (short) => {
      await this.tree.pickFromMenu(name, this.word("command.removeConnection"));
      await this.workbench.dialog.box.waitFor({ timeout: short });
    });
  }

  private async albumDialogs(caption: string): Promise<void> {
    const { box, press } = { box: this.workbench.dialog.box, press: (key: string) => this.workbench.page.keyboard.press(key) };
    await box.waitFor();
    for (const theme of caption === "remove" ? looks : looks.slice(0, 1)) {
      await setTheme(this.workbench, theme);
      await this.album.add(`${caption} ${theme}`, box);
    }
    await setTheme(this.workbench, looks[0]!);
    await press("Escape");
    await box.waitFor({ state: "hidden" });
  }

  private async widen(width: number): Promise<void> {
    const { page } = this.workbench;
    const { x, width: now } = (await page.locator(".part.sidebar").boundingBox())!;
    await page.mouse.move(x + now, 300);
    await page.mouse.down();
    await page.mouse.move(x + width, 300, { steps: 5 });
    await page.mouse.up();
  }
}

/** One more wrong signature with the key of the connections, from another program. */
async function failElsewhere({ huawei }: DemoCloud): Promise<void> {
  const { endpoint, projectId, accessKeyId } = huawei;
  const signature = `SDK-HMAC-SHA256 Access=${accessKeyId}, SignedHeaders=host;x-sdk-date, Signature=${"0".repeat(64)}`;
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const headers = { Authorization: signature, "X-Sdk-Date": date, "X-Project-Id": projectId };
  await fetch(`${endpoint}/v1/${projectId}/voice-training-manage/user/jobs`, { headers });
}

void main();

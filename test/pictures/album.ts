// Pictures of small parts of a window, several side by side on one sheet, for people to look at.
import type { BrowserContext, Locator } from "playwright-core";
import { eventually } from "../host/workbench/eventually";
import type { Workbench } from "../host/workbench/workbench";
import { setTheme, type Theme, themes } from "../ui/steps/themes";

/** Pixels around a part that belong to its picture. */
const margin = 10;

export class Album {
  private readonly pictures: Picture[] = [];

  constructor(private readonly workbench: Workbench) {}

  /** One more picture of what is around these parts now. */
  async add(caption: string, ...parts: readonly Locator[]): Promise<void> {
    const { page } = this.workbench;
    // Colours, tips and badges fade in; what is in progress never ends.
    await page.waitForTimeout(250);
    await page.evaluate(() => {
      const isEnding = ({ playState, effect }: Animation) =>
        playState === "running" && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
      const ends = document.getAnimations().filter(isEnding);
      return Promise.allSettled(ends.map(({ finished }) => finished.then(() => undefined)));
    });
    const boxes = await Promise.all(parts.map(async (part) => (await part.first().boundingBox())!));
    const edge = (of: (box: (typeof boxes)[number]) => number, pick: (...numbers: number[]) => number) => pick(...boxes.map(of));
    const { width, height } = page.viewportSize()!;
    const left = Math.max(0, edge(({ x }) => x, Math.min) - margin);
    const top = Math.max(0, edge(({ y }) => y, Math.min) - margin);
    const right = Math.min(width, edge((box) => box.x + box.width, Math.max) + margin);
    const bottom = Math.min(height, edge((box) => box.y + box.height, Math.max) + margin);
    const clip = { x: left, y: top, width: right - left, height: bottom - top };
    this.pictures.push({ caption, image: await page.screenshot({ clip }) });
  }

  /** The same parts in every theme; the window is dark afterwards. */
  async addInThemes(caption: string, ...parts: readonly Locator[]): Promise<void> {
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(this.workbench, theme);
      await this.add(`${caption}, ${theme}`, ...parts);
    }
    await setTheme(this.workbench, "Default Dark Modern");
  }

  /** What is told with these words; `after`: milliseconds, for a progress that is to have come some way. */
  async addTold(text: string, after = 0): Promise<void> {
    if (after > 0) await this.workbench.page.waitForTimeout(after);
    await this.workbench.notifications.see(text, 40_000, async (told) => {
      await told.hover();
      await this.add(text.slice(0, 40), told);
    });
  }

  /** Puts all pictures taken since the last sheet on one, in rows, and empties the album. */
  save(file: string): Promise<void> {
    return saveSheet(this.workbench.page.context(), this.pictures.splice(0), file);
  }
}

export interface Picture {
  readonly caption: string;
  readonly image: Buffer;
}

/** One picture of many. `width`: pixels that each of them takes; absent = as many as it has. */
export async function saveSheet(
  context: BrowserContext,
  pictures: readonly Picture[],
  file: string,
  width?: number,
): Promise<void> {
  const size = width === undefined ? "" : ` width="${width}"`;
  const figures = pictures.map(({ caption, image }) => {
    const source = `data:image/png;base64,${image.toString("base64")}`;
    return `<figure><figcaption>${caption}</figcaption><img src="${source}"${size}></figure>`;
  });
  const style =
    "body{margin:8px;display:flex;flex-wrap:wrap;align-items:start;gap:8px;font:12px sans-serif;background:#888}figure{margin:0}";
  const page = await context.newPage();
  await page.setViewportSize({ width: 1300, height: 100 });
  await page.setContent(`<style>${style}</style>${figures.join("")}`);
  // A busy machine may not have the memory for it at this moment.
  await eventually(() => page.screenshot({ path: file, fullPage: true }));
  await page.close();
}

// A tree view of the workbench: its rows, their menus and its welcome text.
import type { Locator } from "playwright-core";
import { eventually, patience } from "./eventually";
import { closeMenu, focusMenuEntry } from "./menu";
import { press } from "./press";

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  readonly ariaLabel: string;
  /** 1 for the roots. */
  readonly level: number;
  readonly expanded: boolean | undefined;
}

/** Only rows on screen exist: make the window tall, or scroll, to see more. */
export class Tree {
  readonly rows: Locator;
  readonly welcome: Locator;

  constructor(
    readonly part: Locator,
    private readonly sideBar: Locator,
  ) {
    this.rows = part.locator(".monaco-list-row[role=treeitem]");
    this.welcome = part.locator(".welcome-view-content");
  }

  /** The first row whose label is this text, or matches it. */
  row(label: string | RegExp): Locator {
    const name = this.part.page().locator(".label-name");
    const exact = typeof label === "string" ? name.getByText(label, { exact: true }) : name.filter({ hasText: label });
    return this.rows.filter({ has: exact }).first();
  }

  async items(): Promise<TreeRow[]> {
    await this.rows.first().waitFor();
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => ({
        label: row.querySelector(".label-name")?.textContent ?? "",
        description: row.querySelector(".label-description")?.textContent ?? "",
        ariaLabel: row.getAttribute("aria-label") ?? "",
        level: Number(row.getAttribute("aria-level")),
        expanded: row.hasAttribute("aria-expanded") ? row.getAttribute("aria-expanded") === "true" : undefined,
      })),
    );
  }

  /** `timeout`: for its row to come. Rows that open late may push it off the screen, where it does not exist. */
  async expand(label: string | RegExp, timeout = patience): Promise<void> {
    const row = this.row(label);
    await row.waitFor({ timeout });
    const expanded = row.and(this.part.page().locator("[aria-expanded=true]"));
    // Rows that come above move it away from under the mouse.
    await eventually(async (short) => {
      const isOpen = (await row.getAttribute("aria-expanded", { timeout: short })) === "true";
      await this.withoutHover(short);
      if (!isOpen) await row.locator(".monaco-tl-twistie").click({ timeout: short });
      await expanded.waitFor({ timeout: short });
    }, timeout);
  }

  async collapse(label: string | RegExp): Promise<void> {
    const row = this.row(label);
    await eventually(async (short) => {
      const isOpen = (await row.getAttribute("aria-expanded", { timeout: short })) === "true";
      await this.withoutHover(short);
      if (isOpen) await row.locator(".monaco-tl-twistie").click({ timeout: short });
      await row.and(this.part.page().locator("[aria-expanded=false]")).waitFor({ timeout: short });
    });
  }

  async click(label: string | RegExp): Promise<void> {
    const row = this.row(label);
    const isSelected = async (timeout: number) => (await row.getAttribute("aria-selected", { timeout })) === "true";
    // A row that is painted again between the two halves of a click takes no note of it.
    await eventually(async (short) => {
      await this.withoutHover(short);
      const wasSelected = await isSelected(short);
      await row.click({ timeout: short });
      if (wasSelected) return;
      // What it does may take the row away.
      await eventually(async () => {
        if ((await row.count()) > 0 && !(await isSelected(1_000))) throw new Error(`Nothing came of the click on ${label}`);
      }, short);
    });
  }

  /** Opens what the row stands for in a tab of its own. */
  async keep(label: string | RegExp): Promise<void> {
    await this.withoutHover();
    await this.row(label).dblclick();
  }

  /** Presses an inline icon of a row by its tooltip. */
  async pressInline(label: string | RegExp, action: string): Promise<void> {
    const icon = this.row(label).locator(`.actions .action-label[aria-label^="${action}"]`);
    // A row that the tree paints again under the mouse shows its icons at the next move only.
    await eventually(async (short) => {
      await this.sideBar.hover({ timeout: short });
      await this.withoutHover(short);
      await this.row(label).hover({ timeout: short });
      await press(icon, short);
    });
  }

  /** Opens the context menu of a row and picks an entry. */
  async pickFromMenu(row: string | RegExp, entry: string | RegExp, prepare?: () => Promise<void>): Promise<void> {
    const page = this.part.page();
    // A row that the editor paints again at this moment has another menu, or none.
    const item = await eventually(async (short) => {
      await this.openMenu(row, short, prepare);
      return focusMenuEntry(page, entry, short);
    });
    await page.keyboard.press("Enter");
    await item.waitFor({ state: "detached" });
  }

  /** Names of the entries in the context menu of a row. */
  async menuOf(label: string | RegExp): Promise<string[]> {
    const menu = this.part.page().locator(".monaco-menu");
    const entries = menu.locator(".action-item:not(.disabled) .action-label:not(.separator)");
    const names = await eventually(async (short) => {
      await this.openMenu(label, short);
      await entries.first().waitFor({ timeout: short });
      return entries.allTextContents();
    });
    await closeMenu(this.part.page());
    return names;
  }

  private async openMenu(label: string | RegExp, timeout: number, prepare?: () => Promise<void>): Promise<void> {
    await closeMenu(this.part.page());
    await prepare?.();
    await this.withoutHover(timeout);
    await this.row(label).click({ button: "right", timeout });
  }

  /** The tooltip of what the mouse rests on may lie over the row that is meant, and stays as long as the mouse does. */
  private async withoutHover(timeout = patience): Promise<void> {
    const page = this.part.page();
    const hover = page.locator(".hover-contents").filter({ visible: true });
    if ((await hover.count()) === 0) return;
    const { width, height } = page.viewportSize() ?? { width: 800, height: 600 };
    // Where one move is lost on a busy machine, a move to another place is not.
    const places = [[0, 0] as const, [width - 40, height / 2] as const];
    let moves = 0;
    await eventually(async (short) => {
      await page.mouse.move(...places[moves++ % places.length]!, { steps: 3 });
      try {
        await hover.first().waitFor({ state: "detached", timeout: Math.min(short, 2_000) });
      } catch (error) {
        if (moves <= places.length) throw error;
        // Seen in the newest editor, on the icon of a view whose badge changed: no move of the mouse took it away within two minutes.
        await hover.evaluateAll((forgotten) => {
          for (const each of forgotten) each.closest<HTMLElement>(".context-view")?.style.setProperty("display", "none");
        });
        throw error;
      }
    }, timeout);
  }

  /** What stands above the rows, as it is seen; empty for nothing. */
  async message(): Promise<string> {
    return (await this.part.locator(".message:not(.hide)").filter({ visible: true }).allInnerTexts()).join(" ").trim();
  }

  /** Presses an icon in the title of the view. */
  async pressTitle(action: string): Promise<void> {
    await this.sideBar.hover();
    await press(this.sideBar.locator(`.title-actions .action-label[aria-label^="${action}"]`));
  }
}

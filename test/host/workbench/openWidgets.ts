// What lies over the workbench and would meet the next test: modal dialogs, menus, quick inputs and the list of notifications; told by name, and closed.
import type { Locator, Page } from "playwright-core";
import { eventually } from "./eventually";

type Kind = "dialog" | "menu" | "quick input" | "list of notifications";

/** Uppermost first: a dialog keeps the keys from everything below it. */
const selectors: readonly (readonly [Kind, string])[] = [
  ["dialog", ".monaco-dialog-box"],
  ["menu", ".monaco-menu"],
  ["quick input", ".quick-input-widget"],
  ["list of notifications", ".notifications-center"],
];

interface OpenWidget {
  readonly kind: Kind;
  readonly box: Locator;
}

async function findOpen(page: Page): Promise<OpenWidget[]> {
  const open: OpenWidget[] = [];
  for (const [kind, selector] of selectors) {
    const box = page.locator(selector).filter({ visible: true }).last();
    if (await box.isVisible()) open.push({ kind, box });
  }
  return open;
}

/** Each with the beginning of what stands in it. */
export async function openWidgets(page: Page): Promise<string[]> {
  const told: string[] = [];
  for (const { kind, box } of await findOpen(page)) {
    const text = await box.innerText({ timeout: 2_000 }).catch(() => "");
    const value = kind === "quick input" ? await placeholderOf(box) : "";
    told.push(`${kind}: ${`${value} ${text}`.replace(/\s+/g, " ").trim().slice(0, 200)}`);
  }
  return told;
}

function placeholderOf(box: Locator): Promise<string> {
  const field = box.locator(".quick-input-box input").first();
  return field.getAttribute("placeholder", { timeout: 1_000 }).then(
    (text) => text ?? "",
    () => "",
  );
}

/** Waits until nothing lies over the workbench any more; fails with what still does. */
export function untilNothingOpen(page: Page, timeout: number): Promise<void> {
  return eventually(async () => {
    const open = await openWidgets(page);
    if (open.length > 0) throw new Error(`Left open: ${open.join("; ")}`);
  }, timeout);
}

/** Leaves everything that is open without agreeing to anything. */
export function closeWidgets(page: Page): Promise<void> {
  return eventually(async () => {
    const [uppermost] = await findOpen(page);
    if (!uppermost) return;
    await leave(page, uppermost);
    throw new Error(`Still open: ${uppermost.kind}`);
  }, 30_000);
}

async function leave(page: Page, { kind, box }: OpenWidget): Promise<void> {
  if (kind === "dialog") {
    // The question whether to leave a form: any other answer leads back into it.
    const discard = box.getByRole("button", { name: "Discard", exact: true });
    if (await discard.isVisible()) return discard.click({ timeout: 5_000 });
    return box.getByRole("button").last().press("Escape", { timeout: 5_000 });
  }
  if (kind === "menu") return page.keyboard.press("Escape");
  if (kind === "list of notifications") return page.locator("[id='status.notifications']").click({ timeout: 5_000 });
  // A list without a field takes the keys itself.
  const field = box.locator(".quick-input-box input").first();
  if (await field.isVisible()) return field.press("Escape", { timeout: 5_000 });
  await page.keyboard.press("Escape");
}

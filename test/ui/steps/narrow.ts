// A page in a narrow column: it must not scroll sideways.
import { strict as assert } from "node:assert";
import { eventually } from "../../host/workbench/eventually";
import type { Workbench } from "../../host/workbench/workbench";

/** Beside the side bar some 300 pixels are left. The window is as wide as before afterwards. */
export async function assertFitsNarrowColumn({ page, webview }: Workbench): Promise<void> {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 650, height: 900 });
  await eventually(async () => {
    const [width, inner] = await webview.locator("html").evaluate((root) => [root.scrollWidth, root.clientWidth] as const);
    assert.ok(inner < 480 && width <= inner, `${width} in ${inner}`);
  });
  await page.setViewportSize(before);
}

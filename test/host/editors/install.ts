// Command: installs the editors, the browser and the font that the tests need, if they are not there yet.
import { installBrowser } from "./browser";
import { installEditor } from "./editors";

async function main(): Promise<void> {
  const [floor, newest, browser] = await Promise.all([installEditor("floor"), installEditor("newest"), installBrowser()]);
  for (const editor of [floor, newest]) console.log(`VS Code ${editor.version}: ${editor.main}`);
  console.log(`Browser: ${browser.path}`);
}

void main();

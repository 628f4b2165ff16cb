// Changes what this workbench keeps for the extension, as another version of it or a fault would: the file of its state lies in the browser.
import type { Workbench } from "../../host/workbench/workbench";

/** The extension's whole globalState by key. */
export type StoredState = Readonly<Record<string, unknown>>;

const database = "vscode-web-state-db-global";
const table = "ItemTable";
const extension = "voice-jobs.voice-training-jobs";

/** Leaves the workbench, rewrites the state, and comes back. Parts found before must be found again. */
export async function changeStored(workbench: Workbench, change: (state: StoredState) => StoredState): Promise<void> {
  const { page, server } = workbench;
  const address = page.url();
  // Nothing of the workbench runs there that could write over it.
  await page.goto(`${server.url}/version`);
  const place = { database, table, extension };
  const before = await page.evaluate(async ({ database, table, extension }) => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(database);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const text = await new Promise<unknown>((resolve, reject) => {
      const request = opened.transaction(table).objectStore(table).get(extension);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    opened.close();
    return String(text);
  }, place);
  const after = JSON.stringify(change(JSON.parse(before)));
  await page.evaluate(
    async ({ database, table, extension, after }) => {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      await new Promise<void>((resolve, reject) => {
        const transaction = opened.transaction(table, "readwrite");
        transaction.objectStore(table).put(after, extension);
        transaction.oncomplete = () => resolve();
        transaction.onerror = () => reject(transaction.error);
      });
      opened.close();
    },
    { ...place, after },
  );
  await page.goto(address);
  await workbench.ready();
}

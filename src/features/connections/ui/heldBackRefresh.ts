// After a refresh of a connection whose key was refused before: says that nothing was sent, and offers what would help.

import { isHeldBack } from "../../../text/errors/nextActText.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

type HeldBackKernel = Pick<UiKernel, "connectionStore" | "store" | "report">;

/** Where several are held back their rows must do: a pile of notifications is not answered. */
export function offerWayOut({ connectionStore, store, report }: HeldBackKernel, connectionIds: readonly string[]): void {
  const held = connectionIds.flatMap((id) => {
    const connection = connectionStore.find(id);
    const { error } = store.get(id);
    return connection && error && isHeldBack(error) ? [{ connection, error }] : [];
  });
  const [only] = held;
  if (only && held.length === 1)
    void report.showError(only.error, only.connection, "read", {
      connectionId: only.connection.id,
    });
}

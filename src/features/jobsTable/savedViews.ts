// Views of the table that a person has saved under a name, kept beyond the window. Nothing personal is in them.
import type { KeyValue } from "../../core/ports/ports.js";
import { looksPrivate } from "../../core/privacy/persistableJob.js";
import { stateKeys } from "../../core/storedNames.js";
import { VersionedList } from "../../services/storage/versionedList.js";

/** `Layout`: columns, order and filter, as the table has them. */
export interface SavedTableView<Layout> {
  readonly name: string;
  readonly layout: Layout;
}

/** Bounds of what is kept: views, and UTF-16 code units of a name. */
export const savedViewBounds = { views: 50, name: 60 } as const;

export class SavedTableViews<Layout extends { readonly filter: string }> {
  private readonly list: VersionedList<SavedTableView<Layout>>;

  constructor(state: KeyValue, readLayout: (value: unknown) => Layout | undefined) {
    this.list = new VersionedList(state, stateKeys.tableViews, (entry) => {
      if (typeof entry !== "object" || entry === null) return undefined;
      const { name, layout: kept } = entry as Record<string, unknown>;
      const layout = readLayout(kept);
      return typeof name === "string" && isName(name) && layout ? { name, layout } : undefined;
    });
  }

  all(): readonly SavedTableView<Layout>[] {
    return this.list.all();
  }

  /** In the place of the one of that name. False = a phone number, a link or the like in it would stay on the disk: nothing is kept. */
  async save(name: string, layout: Layout): Promise<boolean> {
    if (!isName(name) || looksPrivate(name) || looksPrivate(layout.filter)) return false;
    await this.list.change((views) => {
      const others = views.filter((view) => view.name !== name);
      return [...others, { name, layout }].slice(-savedViewBounds.views);
    });
    return true;
  }

  async remove(name: string): Promise<void> {
    await this.list.change((views) => views.filter((view) => view.name !== name));
  }
}

function isName(name: string): boolean {
  return name.trim() === name && name !== "" && name.length <= savedViewBounds.name;
}

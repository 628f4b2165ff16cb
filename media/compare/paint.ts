// What every part of the comparing page is given to paint itself.
import type { CompareRequest, CompareView } from "../../src/protocol/compare.js";

export interface ComparePaint {
  readonly view: CompareView;
  readonly hasEqual: boolean;
  /** Id of the copy button that was just used. */
  readonly copied: string | undefined;
  send(request: CompareRequest): void;
}

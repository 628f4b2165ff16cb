// Tells the editor that a job went out from this window: the last step of the walkthrough is done then.
import { contextKeys } from "../contributions.js";
import { setContext } from "./editorCommands.js";

export function noteSubmitted(): void {
  setContext(contextKeys.hasSubmitted, true);
}

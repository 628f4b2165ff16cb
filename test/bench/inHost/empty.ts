// An extension that does nothing: what the editor's loading costs by itself.
import "vscode";

export function activate(): void {}

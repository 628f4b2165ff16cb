// The editor's side of a webview: one way out for requests, a memory that survives a reload, and the language it speaks.

export interface Host<Request, Memory> {
  postMessage(request: Request): void;
  setState(memory: Memory): void;
}

declare function acquireVsCodeApi(): Host<unknown, unknown>;

/** Once per page: the editor hands its side out a single time. */
export function openHost<Request, Memory>(): Host<Request, Memory> {
  return acquireVsCodeApi() as Host<Request, Memory>;
}

/** As the words of the view are. */
export function setLanguage({ language, direction }: { readonly language: string; readonly direction: string }): void {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
}

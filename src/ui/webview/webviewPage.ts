// The page that carries a webview's bundle: nothing may load but our own script, styles and icon font.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** Folder of the bundles of all webviews. */
export function mediaFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "dist", "media");
}

/** `name`: of the bundle, e.g. "details". `media`: what it makes in memory, sounds or (`draws`) pictures. */
export function webviewPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: string,
  language: string,
  media?: boolean | "draws",
): string {
  const nonce = randomBytes(18).toString("base64");
  const file = (path: string) => webview.asWebviewUri(vscode.Uri.joinPath(mediaFolder(extensionUri), path)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    ...(media === true ? ["media-src blob:"] : media === "draws" ? ["img-src blob:"] : []),
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file("codicon.css")}" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="${file(`${name}.css`)}">
</head>
<body>
<voice-job-${name}></voice-job-${name}>
<script type="module" nonce="${nonce}" src="${file(`${name}.js`)}"></script>
</body>
</html>`;
}

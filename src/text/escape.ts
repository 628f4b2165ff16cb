// Makes a text from elsewhere harmless for the place where it is shown; one function per place, each returns what people read as it was.

/** Between the two halves of something the editor would act on: cuts it, and cannot be seen. */
const cut = "\u200b";

/** In graphemes: what still reads as a row, and what the editor shows of a message. */
const lineLength = 200;
const messageLength = 1000;
/** In UTF-16 code units, on average: families of emoji have eleven. */
const longestGrapheme = 16;

/**
 * One line of plain text: control characters and line breaks become a space, what turns the reading direction for the rest of the line
 * is dropped, and right-to-left text is isolated so that it does not reorder the words around it.
 */
export function escapeLine(text: string, length = lineLength): string {
  if (text.length <= length && !unusual.test(text)) return text;
  const line = clip(flatten(text), length);
  return rightToLeft.test(line) ? `\u2068${line}\u2069` : line;
}

/** Where none of this stands in a text, nothing is to be done: so are nearly all, and a list has tens of thousands of them. */
const unusual = /[^ -~\u00a1-\u00ac\u00ae-\u02ff\u3001-\u30ff\u4e00-\u9fff\uff01-\uff60]|^ | $| {2}/;

/** Notifications, which render `[x](command:…)` as a link. */
export function escapeNotification(text: string, length = messageLength): string {
  return cutIcons(cutLinks(escapeLine(text, length)));
}

/** Title, prompt and validation message of input boxes and pickers, which render links and `$(icon)`. */
export function escapeInput(text: string, length = messageLength): string {
  return cutIcons(cutLinks(escapeLine(text, length)));
}

/** A modal dialog: plain text today; cut all the same, since a modal asks for a decision. */
export function escapeModal(text: string, length = messageLength): string {
  return cutIcons(cutLinks(escapeLine(text, length)));
}

/** Rows of the tree, QuickPick items and the status bar, which render `$(icon)`. */
export function escapeLabel(text: string, length = lineLength): string {
  return cutIcons(escapeLine(text, length));
}

/**
 * MarkdownString: every ASCII punctuation mark escaped, which leaves neither links, bare addresses, HTML nor entities.
 * Icons are cut, because the editor looks for them after it has rendered the Markdown.
 */
export function escapeMarkdown(text: string, length = messageLength): string {
  return cutIcons(escapeLine(text, length)).replace(/[!-/:-@[-`{-~]/g, "\\$&");
}

/** Shortens to a number of graphemes: no emoji and no accented letter is torn apart. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const bounded = text.slice(0, length * longestGrapheme);
  let end = 0;
  let count = 0;
  for (const { index } of new Intl.Segmenter().segment(bounded)) {
    count += 1;
    if (count === length) end = index;
    if (count > length) return `${text.slice(0, end).trimEnd()}…`;
  }
  return bounded.length === text.length ? text : `${bounded.trimEnd()}…`;
}

/** Keeps what is read; drops breaks, controls, direction overrides and invisible tags. */
function flatten(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu, "")
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .trim();
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200f]/u;

function cutLinks(text: string): string {
  return text.replaceAll("](", `]${cut}(`);
}

function cutIcons(text: string): string {
  return text.replaceAll("$(", `$${cut}(`);
}

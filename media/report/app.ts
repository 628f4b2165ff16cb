// The report as a whole: heading, verdict, buttons, then section by section its rows, facts and code.
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type {
  ReportButton,
  ReportLine,
  ReportMessage,
  ReportRequest,
  ReportRow,
  ReportSection,
  ReportTone,
  ReportVerdict,
  ReportView,
} from "../../src/protocol/report.js";
import { icon, iconButton } from "../shared/controls.js";

/** By the editor's own icons. */
const icons: Readonly<Record<ReportTone, string>> = {
  pass: "pass-filled",
  note: "info",
  warning: "warning",
  error: "error",
  unknown: "question",
  skipped: "circle-slash",
  running: "loading",
  waiting: "circle-large-outline",
};

export class VoiceJobReport extends LitElement {
  static override properties = { view: { state: true } };
  private static send: (request: ReportRequest) => void = () => {};

  declare private view: ReportView | undefined;
  private announcement = "";
  /** A button above the sections had the keys, and made room for another. */
  private isFocusOwed = false;

  static define(send: (request: ReportRequest) => void): void {
    VoiceJobReport.send = send;
    customElements.define("voice-job-report", VoiceJobReport);
  }

  show({ view, announcement }: ReportMessage): void {
    this.view = view;
    this.announcement = announcement;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (document.activeElement?.closest(".buttons")) this.isFocusOwed = true;
    else if (document.activeElement !== document.body) this.isFocusOwed = false;
  }

  protected override async updated(_changed: PropertyValues): Promise<void> {
    if (this.view) document.title = this.view.heading;
    const button = this.querySelector<LitElement>(".buttons vscode-button");
    if (!this.isFocusOwed || !button || document.activeElement?.closest(".buttons")) return;
    // A button that has just been made takes no focus before it is painted.
    await button.updateComplete;
    if (button.isConnected && document.activeElement === document.body) button.focus();
  }

  protected override render() {
    const { view } = this;
    if (!view) return nothing;
    const { heading, place, progress, verdict, buttons, sections } = view;
    return html`
      <div class="page">
        <header>
          <h1 tabindex="-1"><bdi>${heading}</bdi></h1>
          ${place ? html`<p class="place"><bdi>${place}</bdi></p>` : nothing}
        </header>
        <main>
          ${
            progress
              ? html`<div class="waiting"><span>${progress.text}</span>
                <progress max="100" value=${progress.done} aria-label=${progress.text}></progress></div>`
              : nothing
          }
          ${verdict ? verdictOf(verdict) : nothing}
          ${
            buttons.length > 0
              ? html`<div class="buttons">${repeat(
                  buttons,
                  ({ action }) => action,
                  (button) => wordButton(button, () => this.act(button)),
                )}</div>`
              : nothing
          }
          ${repeat(
            sections,
            ({ id }) => id,
            (section) => this.section(section),
          )}
        </main>
      </div>
      <div class="hiddenText" role="status" aria-live="polite">${this.announcement}</div>
    `;
  }

  private section({ id, title, hint, facts = [], rows = [], code }: ReportSection): TemplateResult {
    return html`<section aria-labelledby=${title ? `title-${id}` : nothing}>
      ${title ? html`<h2 id="title-${id}">${title}</h2>` : nothing}
      ${hint ? html`<p class="hint">${hint}</p>` : nothing}
      ${
        facts.length > 0
          ? html`<dl>${facts.map(
              ({ name, value, isCode }) =>
                html`<div class="fact"><dt><bdi>${name}</bdi></dt><dd class=${isCode ? "code" : ""}><bdi>${value}</bdi></dd></div>`,
            )}</dl>`
          : nothing
      }
      ${
        rows.length > 0
          ? html`<ul>${repeat(
              rows,
              (row) => row.id,
              (row) => this.row(row),
            )}</ul>`
          : nothing
      }
      ${code === undefined ? nothing : html`<pre class="code">${code}</pre>`}
    </section>`;
  }

  private row(row: ReportRow): TemplateResult {
    const { tone, state, title, lines, buttons } = row;
    return html`<li class="row tone-${tone}">
      <span class="mark" role="img" aria-label=${state} title=${state}>${icon(icons[tone], tone === "running" ? "codicon-modifier-spin" : "")}</span>
      <div class="words">
        <h3><bdi>${title}</bdi></h3>
        ${lines.map(lineOf)}
      </div>
      ${
        buttons.length > 0
          ? html`<div class="rowButtons">${buttons.map((button) =>
              iconButton(button.icon ?? "ellipsis", `${button.label}: ${title}`, () => this.act(button, row.id)),
            )}</div>`
          : nothing
      }
    </li>`;
  }

  private act({ action }: ReportButton, row?: string): void {
    VoiceJobReport.send({ type: "act", action, ...(row === undefined ? {} : { row }) });
  }
}

function verdictOf({ tone, text, lines }: ReportVerdict): TemplateResult {
  return html`<section class="verdict tone-${tone}">
    <span class="mark">${icon(icons[tone])}</span>
    <div class="words"><p class="sentence"><bdi>${text}</bdi></p>${lines.map(lineOf)}</div>
  </section>`;
}

function lineOf({ text, look }: ReportLine): TemplateResult {
  return html`<p class="line ${look ?? ""}"><bdi>${text}</bdi></p>`;
}

function wordButton({ label, isMain }: ReportButton, onClick: () => void): TemplateResult {
  return html`<vscode-button ?secondary=${!isMain} @click=${onClick}>${label}</vscode-button>`;
}

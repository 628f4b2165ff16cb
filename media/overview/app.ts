// The page as one element: holds the last view and the width that charts are drawn in, and lays out the parts.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ChartView, OverviewRequest, OverviewView } from "../../src/protocol/overview.js";
import { icon, iconButton } from "../shared/controls.js";
import { PageElement } from "../shared/pageElement.js";
import { bars } from "./bars.js";
import { moveFocus, type Pick } from "./marks.js";
import { pictureOf } from "./picture.js";
import { rows } from "./rows.js";
import { stages } from "./stages.js";

export class VoiceJobOverview extends PageElement<OverviewView> {
  static override properties = { ...PageElement.properties, width: { state: true } };
  private static send: (request: OverviewRequest) => void = () => {};

  /** Pixels that a chart has; 0 = not measured yet. */
  declare private width: number | undefined;
  private readonly sizes = new ResizeObserver(() => this.measure());

  static define(send: (request: OverviewRequest) => void): void {
    VoiceJobOverview.send = send;
    customElements.define("voice-job-overview", VoiceJobOverview);
  }

  show(view: OverviewView): void {
    this.view = view;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.measure();
  }

  protected override render() {
    const { view } = this;
    if (!view) return nothing;
    const send = VoiceJobOverview.send;
    const { words } = view;
    return html`
      <div class="page">
        <header>
          <div class="progress">
            ${view.isLoading ? html`<vscode-progress-bar aria-label=${words.loading} indeterminate></vscode-progress-bar>` : nothing}
          </div>
          <h1 tabindex="-1"><bdi>${view.heading}</bdi></h1>
          <div class="bar">
            <p class="coverage" role="status">${view.coverage}</p>
            ${view.load === undefined ? nothing : html`<vscode-button @click=${() => send({ type: "load" })}>${view.load}</vscode-button>`}
            <vscode-button secondary @click=${() => send({ type: "refresh" })}>${words.refresh}</vscode-button>
          </div>
          ${view.notices.map((text) => html`<p class="notice">${icon("error")} <span><bdi>${text}</bdi></span></p>`)}
          <p class="hint">${words.hint}</p>
        </header>
        <main>${repeat(
          view.charts,
          ({ id }) => id,
          (chart) => this.chart(chart, view),
        )}</main>
      </div>
    `;
  }

  private chart(chart: ChartView, { words }: OverviewView): TemplateResult {
    const { id, title, note, empty, legend, body, table } = chart;
    const send = VoiceJobOverview.send;
    const heading = `chart-${id}`;
    const named = (label: string) => `${label} ${title}`;
    return html`<section class="chart" data-chart=${id} aria-labelledby=${heading}>
      <div class="top">
        <h2 id=${heading}>${title}</h2>
        ${
          body
            ? html`<span class="tools">
                ${iconButton("file-media", named(words.savePng), () => void this.savePicture(chart, "png"))}
                ${iconButton("file-code", named(words.saveSvg), () => void this.savePicture(chart, "svg"))}
                ${iconButton("table", named(words.saveCsv), () => send({ type: "saveNumbers", chart: id }))}
              </span>`
            : nothing
        }
      </div>
      <p class="note">${note}</p>
      ${
        legend.length > 0 && body
          ? html`<ul class="legend">${legend.map(({ tone, label }) => html`<li><span class="swatch tone-${tone}" aria-hidden="true"></span>${label}</li>`)}</ul>`
          : nothing
      }
      ${empty === undefined ? nothing : html`<p class="empty">${icon("info")} ${empty}</p>`}
      ${body ? html`<div class="drawing" @keydown=${moveFocus}>${this.drawing(chart)}</div>` : nothing}
      ${
        body
          ? html`<details>
              <summary>${words.table}</summary>
              <div class="tableFrame" role="region" aria-label=${title} tabindex="0">
                <table>
                  <thead><tr>${table.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
                  <tbody>${table.rows.map((cells) => html`<tr>${cells.map((cell, at) => (at === 0 ? html`<th scope="row"><bdi>${cell}</bdi></th>` : html`<td><bdi>${cell}</bdi></td>`))}</tr>`)}</tbody>
                </table>
              </div>
            </details>`
          : nothing
      }
    </section>`;
  }

  private drawing({ body, title }: ChartView): TemplateResult | typeof nothing {
    const width = this.width ?? 0;
    if (!body || width === 0) return nothing;
    const pick: Pick = (mark) => VoiceJobOverview.send({ type: "pick", mark });
    switch (body.kind) {
      case "bars":
        return bars(body, title, width, pick);
      case "rows":
        return rows(body, title, width, pick);
      case "stages":
        return stages(body, title, width, pick);
    }
  }

  private async savePicture({ id, title }: ChartView, format: "svg" | "png"): Promise<void> {
    const drawn = this.querySelector<SVGSVGElement>(`[data-chart="${id}"] .drawing svg`);
    const bytes = drawn && (await pictureOf(drawn, title, format));
    if (bytes) VoiceJobOverview.send({ type: "savePicture", chart: id, format, bytes });
  }

  private measure(): void {
    const width = Math.floor(this.querySelector(".chart")?.clientWidth ?? 0);
    if (width > 0 && width !== this.width) this.width = width;
  }
}

// Makes a picture of a chart as it is on the screen: an SVG that carries its own looks, or the pixels of it.

/** What the style sheet gives to a mark. */
const looks = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "opacity",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "visibility",
];
/** Pixels. */
const margin = 16;
const head = 34;
/** Pixels of the picture for one of the screen. */
const sharpness = 2;

export async function pictureOf(drawn: SVGSVGElement, title: string, format: "svg" | "png"): Promise<Uint8Array | undefined> {
  const { width, height } = drawn.getBoundingClientRect();
  const [wide, tall] = [Math.ceil(width) + 2 * margin, Math.ceil(height) + head + 2 * margin];
  const text = svgText(drawn, title, wide, tall);
  if (format === "svg") return new TextEncoder().encode(text);
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = wide * sharpness;
    canvas.height = tall * sharpness;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function svgText(drawn: SVGSVGElement, title: string, width: number, height: number): string {
  const own = "http://www.w3.org/2000/svg";
  const make = (name: string, attributes: Record<string, string>) => {
    const made = document.createElementNS(own, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const page = getComputedStyle(document.body);
  const sheet = make("svg", { xmlns: own, width: `${width}`, height: `${height}`, viewBox: `0 0 ${width} ${height}` });
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--vscode-editor-background").trim();
  const heading = make("text", {
    x: `${margin}`,
    y: `${margin + 14}`,
    fill: page.color,
    "font-family": page.fontFamily,
    "font-size": "15",
    "font-weight": "600",
  });
  heading.textContent = title;
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const [from, to] = [[...drawn.querySelectorAll("*")], [...copy.querySelectorAll("*")]];
  for (const [at, each] of from.entries()) wear(each, to[at]!);
  const group = make("g", { transform: `translate(${margin} ${margin + head})` });
  group.append(...copy.childNodes);
  sheet.append(make("rect", { width: "100%", height: "100%", fill: ground || "#ffffff" }), heading, group);
  return new XMLSerializer().serializeToString(sheet);
}

/** Without what only the page needs. */
function wear(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of ["class", "tabindex", "data-mark", "role"]) to.removeAttribute(name);
  if (/^(g|title)$/i.test(from.tagName)) return;
  for (const look of looks) {
    const value = style.getPropertyValue(look);
    if (value !== "" && value !== "normal") to.setAttribute(look, value);
  }
}

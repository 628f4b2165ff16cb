// Shows once what has changed: a colour behind it that fades, or, for who wants no motion, stays for a moment and goes.

const fadeMs = 1600;
const line = { outlineStyle: "solid", outlineWidth: "1px" };

/** `marks`: of the elements that bear them as `data-mark`. */
export function flash(page: Element, marks: readonly string[]): void {
  if (marks.length === 0) return;
  const easing = matchMedia("(prefers-reduced-motion: reduce)").matches ? "step-end" : "ease-in";
  // The outline is there for that moment only: where the system chooses all colours, a transparent one would be a box around each part.
  const looks = [
    { backgroundColor: "var(--flash)", outlineColor: "var(--flash-line)", ...line },
    { backgroundColor: "transparent", outlineColor: "transparent", ...line },
  ];
  for (const element of page.querySelectorAll<HTMLElement>("[data-mark]"))
    if (marks.includes(element.dataset.mark ?? "")) element.animate(looks, { duration: fadeMs, easing });
}

// Fills numbers and times into the words of the page.

/** Minutes and seconds. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds + 0.05);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function fill(text: string, ...values: readonly (string | number)[]): string {
  const worded = (value: string | number) =>
    typeof value === "number" ? value.toLocaleString(document.documentElement.lang) : value;
  return text.replace(/\{(\d)\}/g, (_, index: string) => worded(values[Number(index)] ?? ""));
}

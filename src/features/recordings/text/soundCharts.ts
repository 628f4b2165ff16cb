// What the cloud has measured of a set, as charts beside those of the local check: one mark each, where the others have bars.
import * as l10n from "@vscode/l10n";
import type { CloudSound } from "../../../core/ports/recordingPackages.js";
import type { SetChart } from "../../../protocol/recordings.js";
import { clip } from "../../../text/escape.js";

const bars = 24;
/** Of what a cloud may call a measure, and of its values. */
const longest = 60;

export function soundCharts(sound: CloudSound | undefined): readonly SetChart[] {
  return (sound?.measures ?? []).map(({ title: name, found, expected, from, to, at, isWithin }) => {
    const title = l10n.t("{0} (cloud)", clip(name, longest));
    const [value, asked] = [clip(found, longest), clip(expected, longest)];
    const marked = Math.min(bars - 1, Math.max(0, Math.floor((at / 100) * bars)));
    return {
      title,
      summary: l10n.t("{0}: {1}, expected: {2}.", title, value, asked),
      bars: Array.from({ length: bars }, (_, bar) => ({
        height: bar === marked ? 100 : 0,
        isOutside: bar === marked && !isWithin,
      })),
      asked: { from, to, label: asked },
      least: value,
      most: "",
    };
  });
}

// Words what was found in a text, in the names of files and in which belong together.
import * as l10n from "@vscode/l10n";
import { list } from "../../../../text/punctuation.js";
import type { Finding } from "../../finding.js";
import { setText } from "./setFindingText.js";
import { number } from "./units.js";

export function textOrSetText(finding: Finding, locale: string): string {
  const { measured = 0, detail = "", others = [] } = finding;
  const n = (digits = 0) => number(measured, locale, digits);
  switch (finding.code) {
    case "textEmpty":
      return detail === "" ? l10n.t("The text is empty.") : l10n.t("There is nothing to be read in the text: {0}", detail);
    case "textNul":
      return l10n.t("The text contains NUL characters.");
    case "textEncoding":
      return l10n.t("The text is not UTF-8, but {0}. A package made here has it in UTF-8.", encodingTitle(detail));
    case "textUnknownEncoding":
      return l10n.t("The encoding of the text is not known.");
    case "textLines":
      return l10n.t("The text has several lines: {0}.", n());
    case "textLong":
      return l10n.t("The text is very long: {0} characters.", n());
    case "textReplacement":
      return l10n.t("The text contains characters that were lost when it was converted (U+FFFD).");
    case "textPrivateUse":
      return l10n.t("The text contains characters for private use, which have no meaning elsewhere.");
    case "textControl":
      return l10n.t("The text contains control characters.");
    case "textMarkup":
      return l10n.t("The text contains markup: {0}", detail);
    case "textPinyin":
      return l10n.t("The text contains Pinyin with tone numbers.");
    case "textNumbering":
      return l10n.t("A number stands before the text: {0}", detail);
    case "textUnspoken":
      return l10n.t("Not written out as it is spoken: {0}", detail);
    case "textLatin":
      return l10n.t("Latin letters in a Chinese text: {0}", detail);
    case "textFullWidth":
      return l10n.t("Full-width letters or digits: {0}", detail);
    case "textEmoji":
      return l10n.t("The text contains emoji.");
    case "textNoFinalMark":
      return l10n.t("The text does not end with a punctuation mark.");
    case "textNoHan":
      return l10n.t("The text contains no Chinese characters.");
    case "textHan":
      return l10n.t("The text contains Chinese characters.");
    case "sameText":
      return l10n.t("The same text as {0}.", list(others, locale));
    case "paceFast":
      return l10n.t("Much text for so little sound: {0} characters per second.", n(1));
    case "paceSlow":
      return l10n.t("Little text for so much sound: {0} characters per second.", n(1));
    case "paceOdd":
      return l10n.t(
        "Text and sound probably do not belong together: {0} characters per second, unlike the other recordings.",
        n(1),
      );
    case "soundWithoutText":
      return l10n.t("There is no text for this recording.");
    case "textWithoutSound":
      return l10n.t("There is no recording for this text.");
    case "textNotUsed":
      return l10n.t("No text was taken from this file.");
    case "missingSound":
      return l10n.t("There is no recording “{0}”.", detail);
    case "surplusFile":
      return l10n.t("This file belongs to no recording.");
    case "twinNames":
      return l10n.t("On some systems this has the same name as {0}.", list(others, locale));
    case "doubleEnding":
      return l10n.t("The name has its ending twice.");
    case "fullWidthName":
      return l10n.t("The name contains full-width letters or digits.");
    case "sameNumber":
      return l10n.t("The same number as {0}.", list(others, locale));
    case "numberingGap":
      return l10n.t("Numbers that are missing: {0}", list(others, locale));
    case "unsafeName":
      return l10n.t("The name contains characters that some systems do not allow.");
    case "linkOutside":
      return l10n.t("This link leads out of the folder, or nowhere, and was not followed.");
    case "notRegular":
      return l10n.t("This is not a regular file and was not opened.");
    case "commandLine":
      return l10n.t("“{0}” is made by a command, which was not run.", detail);
    case "encrypted":
      return l10n.t("This file in the archive is encrypted.");
    case "zipDamaged":
      return l10n.t("This file in the archive is damaged, or packed in a way that cannot be read here.");
    case "zipBomb":
      return l10n.t("This file would become implausibly large when unpacked and was not read.");
    default:
      return setText(finding, locale);
  }
}

function encodingTitle(encoding: string): string {
  const titles: Readonly<Record<string, string>> = {
    "utf-16le": "UTF-16",
    "utf-16be": "UTF-16",
    gb18030: "GB 18030 (GBK)",
    big5: "Big5",
  };
  return Object.hasOwn(titles, encoding) ? titles[encoding]! : encoding;
}

// What the consent recording of a Standard job says, word for word as the vendor's documents give it in both languages.
import type { Statement } from "../../../core/cloud/capabilities/mediaLibrary.js";

export const consentStatements: readonly Statement[] = [
  {
    language: "zh-CN",
    title: "Chinese",
    text: "我确认进行人声克隆定制，训练音频为本人提供，本人承诺对定制内容负责，保证不进行违法违规的内容创作。",
  },
  {
    language: "en",
    title: "English",
    text: "I confirm to customize human voice cloning and provide audio files that contain my voice for training. I promise that I am responsible for the customized content and that the content complies with laws and regulations.",
  },
];

// The pages of Alibaba's console.

/**
 * The overview of the IMS console, as the vendor's own SDK names it in its comments (ice20201109, UpdateLiveTranscodeTemplateRequest:
 * "log on to the IMS console, https://ims.console.aliyun.com/summary"), also in its English documents. In doubt: how the address would
 * name a region or a voice job is published nowhere; the page has its own choice of region.
 */
export function consoleUrl(): string {
  return "https://ims.console.aliyun.com/summary";
}

// The pages of Huawei's console.
import type { Connection } from "../../../core/connection.js";

/**
 * The console's home in the region of the connection, from whose service list MetaStudio is opened: that way in is the documented one
 * ("log in to the console, click the icon in the upper left corner, search for MetaStudio", user guide, "Service Overview"; the job is
 * in its task center under "voice modeling"). The address of MetaStudio itself, let alone of a job, is published nowhere, and a guessed
 * one would be a dead page. Addresses of the home as Huawei's own samples have them: `console.huaweicloud.com/console/?region=…#/home`,
 * and `console-intl.huaweicloud.com` for the international site, whose documents know MetaStudio in ap-southeast-3 alone.
 * In doubt: with a Chinese account in ap-southeast-3 one signs in at the other site.
 */
export function consoleUrl({ region }: Connection): string | undefined {
  if (!/^[a-z0-9-]+$/.test(region)) return undefined;
  const site = region.startsWith("cn-") ? "console" : "console-intl";
  return `https://${site}.huaweicloud.com/console/?region=${region}#/home`;
}

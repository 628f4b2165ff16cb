// XML refusals: stores answer in XML, and gateways where a request does not get as far as the format that it asks for.
import { type Json, present } from "../../shared/api/lenient.js";

/** Of the first element of this name that has no attributes. Not unescaped: what is read by it are names, codes and words. */
export function xmlText(text: string, name: string): string | undefined {
  const open = `<${name}>`;
  const begin = text.indexOf(open);
  const end = begin < 0 ? -1 : text.indexOf("<", begin + open.length);
  return end < 0 ? undefined : text.slice(begin + open.length, end).trim();
}

/** The envelope of a refusal, as JSON has it; undefined = it names no code. */
export function readXmlEnvelope(xml: string): Json | undefined {
  const [Code = "", Message, RequestId] = ["Code", "Message", "RequestId"].map((name) => xmlText(xml, name));
  return xml.startsWith("<") && /^[\w.-]{1,200}$/.test(Code) ? present({ Code, Message, RequestId }) : undefined;
}

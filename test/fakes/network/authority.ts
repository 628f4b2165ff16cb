// Throw-away certificate authorities, made on the spot, so that no certificate lies in the repository and none expires.
import { generate } from "selfsigned";

/** Both PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const day = 86_400_000;
const always = () => ({ notBeforeDate: new Date(Date.now() - day), notAfterDate: new Date(Date.now() + day) });
const kind = { keyType: "ec", algorithm: "sha256" } as const;

/** An authority of this name; trusting its certificate is trusting all that it issues. */
export async function makeAuthority(name: string): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: name }], {
    ...kind,
    ...always(),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key, cert };
}

/** For one DNS name and for 127.0.0.1; signed by itself where there is no authority. */
export async function makeCertificate(name: string, authority?: Certificate): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: "commonName", value: name }], {
    ...kind,
    ...always(),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: name },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
    ...(authority && { ca: authority }),
  });
  return { key, cert };
}

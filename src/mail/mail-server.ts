/** The mail server that takes our mail, and how long each part of handing one over may last, in milliseconds. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; without it the connection is upgraded by STARTTLS before anything is said. */
  readonly implicitTls: boolean;
  readonly login?: { readonly user: string; readonly password: string };
  /** "Name <address>", or the address alone: also where reports of what was not delivered come back to. */
  readonly from: string;
  /** In the demonstration and in tests alone, and to this machine alone: no TLS. */
  readonly plainOnLoopback?: true;
  /** Certificates to trust besides the usual ones, as PEM. */
  readonly trusted?: string;
  readonly limits?: Limits;
};

export type Limits = {
  readonly connecting: number;
  /** Without a byte from the server. */
  readonly silence: number;
  /** For one mail as a whole: shorter than the lease of its row. */
  readonly whole: number;
};
export const usualLimits: Limits = { connecting: 10_000, silence: 20_000, whole: 45_000 };

/** The address alone of "Name <address>". */
export const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

/** The Message-ID of a row: from its opaque random key, so that it says nothing of the case and is always the same. */
export const messageIdFor = (key: string, from: string): string => `<${key}@${domainOf(addressIn(from))}>`;

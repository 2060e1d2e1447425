import { z } from "zod";

const settings = z.object({
  SMTP_URL: z.string().regex(/^smtps?:\/\/[^/@\s]+$/, {
    error:
      "smtp://HOST:PORT (upgraded to TLS before anything is said) or smtps://HOST:PORT, without a password in it",
  }),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  MAIL_FROM: z.string().regex(/^([^<>"\r\n]+ <)?[^\s<>@"]+@[^\s<>@"]+\.[^\s<>@".]+>?$/, {
    error:
      'an address such as "Tandem <tandem@council.example>"; reports of what was not delivered come back to it',
  }),
});

const passphrase = z.string().min(12, { error: "at least 12 characters, told to its reader by telephone" });

/** The passphrase for the attachments of one slot's mailbox: MAIL_PASSPHRASE_FICTOWN_POLICE_CHILD_PROTECTION_UNIT. */
const passphrasePrefix = "MAIL_PASSPHRASE_";

export type MailConfig = {
  readonly server: {
    readonly host: string;
    readonly port: number;
    readonly implicitTls: boolean;
    readonly login?: { readonly user: string; readonly password: string };
    readonly from: string;
    readonly plainOnLoopback?: true;
    readonly trusted?: string;
  };
  /** Passphrases by the names of their settings. */
  readonly passphrases: ReadonlyMap<string, string>;
};

type Environment = Readonly<Record<string, string | undefined>>;
type ReadMail = { readonly mail?: MailConfig; readonly faults: readonly string[] };

/** Every mail setting by its name, for the test that compares them with .env.example. */
export const mailSettingNames: readonly string[] = [
  ...Object.keys(settings.shape),
  `${passphrasePrefix}AREA_SLOT`,
];

const isOurs = (name: string): boolean =>
  Object.hasOwn(settings.shape, name) || name.startsWith(passphrasePrefix);

const usualPorts = { smtp: 587, smtps: 465 };

const toMail = (read: z.output<typeof settings>, passphrases: ReadonlyMap<string, string>): MailConfig => {
  const { protocol, hostname, port } = new URL(read.SMTP_URL);
  const implicitTls = protocol === "smtps:";
  const { SMTP_USER: user, SMTP_PASSWORD: password } = read;
  return {
    server: {
      host: hostname.replace(/^\[|\]$/g, ""),
      port: port === "" ? usualPorts[implicitTls ? "smtps" : "smtp"] : Number(port),
      implicitTls,
      from: read.MAIL_FROM,
      ...(user === undefined || password === undefined ? {} : { login: { user, password } }),
    },
    passphrases,
  };
};

const inWords = (name: string, { message, input }: z.core.$ZodIssue): string =>
  `${name}: ${input === undefined && message.endsWith("received undefined") ? "is not set, and other mail settings are" : message}`;

const halfALogin = (given: Environment): readonly string[] => {
  const missing = ["SMTP_USER", "SMTP_PASSWORD"].filter((name) => given[name] === undefined);
  return missing.length === 1 ? [`${missing[0] ?? ""}: is not set, and the other half of the login is`] : [];
};

/**
 * Reads the mail settings. None at all is sound: then no mail is sent, and people are told to send it themselves. Some and
 * not others is a fault, or mail would silently not leave.
 */
export const readMail = (environment: Environment): ReadMail => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => isOurs(name) && value !== undefined && value !== "",
    ),
  );
  if (Object.keys(given).length === 0) return { faults: [] };
  const passphrases = Object.entries(given).filter(([name]) => name.startsWith(passphrasePrefix));
  const parsed = settings.safeParse(given);
  const faults = [
    ...(parsed.success ? [] : parsed.error.issues.map((one) => inWords(String(one.path[0]), one))),
    ...halfALogin(given),
    ...passphrases.flatMap(([name, value]) =>
      (passphrase.safeParse(value).error?.issues ?? []).map((one) => inWords(name, one)),
    ),
  ];
  if (!parsed.success || faults.length > 0) return { faults };
  return {
    mail: toMail(parsed.data, new Map(passphrases.map(([name, value = ""]) => [name, value]))),
    faults,
  };
};

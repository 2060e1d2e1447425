import { UserError } from "../errors.ts";

/** Where the manifest in the repository says that it will be told later; `.invalid` is nobody's address. */
const placeholder = "https://tandem.invalid/slack/INSTALLATION/events";

export type ManifestFor = {
  /** The name of an installation, as in TANDEM_INSTALLATIONS. */
  readonly installation: string;
  /** The public address of this bot: https, without a query. */
  readonly baseUrl: string;
};

const eventsUrl = ({ installation, baseUrl }: ManifestFor): string => {
  if (!/^[a-z][a-z0-9]*$/.test(installation))
    throw new UserError("An installation's name is one word in lower case, for example council.");
  if (!/^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(baseUrl) || !URL.canParse(baseUrl))
    throw new UserError("The public address begins with https://, for example https://tandem.example.org.");
  return `${baseUrl.replace(/\/+$/, "")}/slack/${installation}/events`;
};

const filledIn = (value: unknown, url: string): unknown => {
  if (value === placeholder) return url;
  if (Array.isArray(value)) return value.map((one: unknown) => filledIn(one, url));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [key, filledIn(one, url)]),
  );
};

/** The app manifest for one installation: the same for all of them but for the addresses. Throws UserError. */
export const renderManifest = (manifest: unknown, to: ManifestFor): unknown =>
  filledIn(manifest, eventsUrl(to));

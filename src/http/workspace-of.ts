const field = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const payloadOf = (body: string, contentType: string): unknown => {
  if (!contentType.startsWith("application/x-www-form-urlencoded")) return parsed(body);
  const form = new URLSearchParams(body);
  const payload = form.get("payload");
  return payload === null ? Object.fromEntries(form) : parsed(payload);
};

const firstText = (...values: readonly unknown[]): string | undefined =>
  values.find((value): value is string => typeof value === "string" && value !== "");

export type Workspace =
  | { readonly kind: "workspace"; readonly ids: readonly string[] }
  | { readonly kind: "none" | "malformed" };

/**
 * Which workspace or organisation a request says it comes from. An installation for a whole organisation sends no team,
 * and its enterprise instead. Slack's own checks of the address name no workspace.
 */
export const workspaceOf = (body: string, contentType: string): Workspace => {
  const payload = payloadOf(body, contentType);
  if (payload === undefined || payload === null) return { kind: "malformed" };
  if (field(payload, "type") === "url_verification" || field(payload, "ssl_check") === "1")
    return { kind: "none" };
  const team = firstText(field(field(payload, "team"), "id"), field(payload, "team_id"));
  const enterprise = firstText(field(field(payload, "enterprise"), "id"), field(payload, "enterprise_id"));
  // A window that somebody of another organisation has open in a shared channel: theirs is the team, ours the app's.
  const installed = firstText(field(field(payload, "view"), "app_installed_team_id"));
  const ids = [team, enterprise, installed].filter((one) => one !== undefined);
  return ids.length === 0 ? { kind: "malformed" } : { kind: "workspace", ids };
};

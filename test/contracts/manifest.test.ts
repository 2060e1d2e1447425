import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { commands } from "../../src/slack/action-ids.ts";
import { classifyError } from "../../src/slack/classify-error.ts";
import { renderManifest } from "../../src/slack/render-manifest.ts";
import { WebAPIPlatformError } from "@slack/web-api";
import { manifestSchema, methodOf, slackDataIsThere } from "./slack-data.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}manifest.json`, "utf8")) as {
  readonly display_information: { readonly name: string };
  readonly features: {
    readonly app_home: object;
    readonly bot_user: { readonly display_name: string };
    readonly slash_commands: readonly { command: string; usage_hint: string; should_escape: boolean }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: Readonly<Record<string, unknown>>;
};

/** Every method of the Web API that is called, and the scopes that our way of calling it needs. */
const needs: Readonly<Record<string, readonly string[]>> = {
  "chat.postMessage": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": ["channels:history", "groups:history", "im:history"],
  "conversations.open": ["im:write"],
  "views.open": [],
  "views.push": [],
  "views.update": [],
};

const sources = ["src/slack", "handlers"].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(`${root}${folder}/${file}`, "utf8")),
);
const called = new Set(
  sources.flatMap((source) =>
    [...source.matchAll(/\bclient\s*\.(\w+)\s*\.(\w+)\(/g)].map(([, family, name]) => `${family}.${name}`),
  ),
);

describe("the app manifest", () => {
  test("asks for the scopes of the methods that are called, and for no other", () => {
    expect([...called].toSorted()).toEqual(Object.keys(needs).toSorted());
    const needed = new Set(["commands", ...Object.values(needs).flat()]);
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...needed].toSorted());
  });

  test("names every command, and none invites words after it", () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(Object.values(commands));
    for (const { usage_hint, should_escape } of manifest.features.slash_commands) {
      expect(usage_hint).toContain("type nothing after it");
      expect(should_escape).toBe(false);
    }
  });

  test("is called Tandem, lets people read what it sends them, and not write to it", () => {
    expect(manifest.display_information.name).toBe("Tandem");
    expect(manifest.features.bot_user.display_name).toBe("Tandem");
    expect(manifest.features.app_home).toMatchObject({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    });
  });

  test("is for one organisation, over HTTP, with a token that stays", () => {
    expect(manifest.settings).toMatchObject({
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
      interactivity: { is_enabled: true },
    });
    // Bolt never answers an event that nobody listens for, and Slack then sends it again and again.
    expect(manifest.settings).not.toHaveProperty("event_subscriptions");
  });
});

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly definitions?: Readonly<Record<string, Schema>>;
};

const typeIs = (type: string, value: unknown): boolean => {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
};

type Check = (schema: Schema, value: unknown, path: string) => readonly string[];

const problemsOfText = (schema: Schema, value: string, path: string): readonly string[] => {
  const fits = value.length >= (schema.minLength ?? 0) && value.length <= (schema.maxLength ?? Infinity);
  const matches = schema.pattern === undefined || new RegExp(schema.pattern).test(value);
  return fits && matches ? [] : [`${path}: does not fit`];
};

const problemsOfObject = (schema: Schema, value: object, path: string, check: Check): readonly string[] => {
  const missing = (schema.required ?? []).filter((key) => !(key in value));
  const found = Object.entries(value).flatMap(([key, one]: [string, unknown]) => {
    const known = schema.properties?.[key];
    if (known !== undefined) return check(known, one, `${path}/${key}`);
    return schema.additionalProperties === false ? [`${path}/${key}: is not known`] : [];
  });
  return [...missing.map((key) => `${path}/${key}: is missing`), ...found];
};

/** What is wrong with a value by the part of JSON Schema that Slack's own schema of manifests uses. */
const problems = (top: Schema, topValue: unknown): readonly string[] => {
  const resolved = ({ $ref, ...schema }: Schema): Schema =>
    $ref === undefined ? schema : (top.definitions?.[$ref.replace("#/definitions/", "")] ?? { type: $ref });
  const check: Check = (given, value, path) => {
    const schema = resolved(given);
    const { type, items } = schema;
    if (type !== undefined && !typeIs(type, value)) return [`${path}: is not ${type}`];
    if (typeof value === "string") return problemsOfText(schema, value, path);
    if (Array.isArray(value))
      return items === undefined
        ? []
        : value.flatMap((one: unknown, at) => check(items, one, `${path}/${at}`));
    return typeof value === "object" && value !== null ? problemsOfObject(schema, value, path, check) : [];
  };
  return check(top, topValue, "");
};

describe.skipIf(!slackDataIsThere)("by Slack's published data", () => {
  const schema = manifestSchema() as Schema;

  test("the manifest fits its schema, before and after it is filled in", () => {
    expect(problems(schema, manifest)).toEqual([]);
    const rendered = renderManifest(manifest, {
      installation: "council",
      baseUrl: "https://tandem.example.org",
    });
    expect(problems(schema, rendered)).toEqual([]);
  });

  test("the check sees what does not fit", () => {
    const wrong = {
      display_information: { nam: "x" },
      settings: { interactivity: { is_enabled: "yes" } },
      extra: 1,
    };
    expect(problems(schema, wrong)).toEqual([
      "/display_information/name: is missing",
      "/display_information/nam: is not known",
      "/settings/interactivity/is_enabled: is not boolean",
      "/extra: is not known",
    ]);
  });

  test.each(Object.entries(needs))(
    "%s exists, and its scopes are among those that it takes",
    (name, scopes) => {
      const method = methodOf(name);
      expect(method).toBeDefined();
      const documented = method?.scope?.bot ?? [];
      expect(scopes.filter((scope) => !documented.includes(scope))).toEqual([]);
      expect(documented.length > 0).toBe(scopes.length > 0);
    },
  );

  test("every documented error of the methods that send or look has a class, and few are not permanent", () => {
    const methods = ["chat.postMessage", "chat.update", "conversations.open", "conversations.history"];
    const errors = new Set(methods.flatMap((name) => Object.keys(methodOf(name)?.errors ?? {})));
    expect(errors.size).toBeGreaterThan(60);
    const classes = Object.fromEntries(
      [...errors].map((error) => [error, classifyError(new WebAPIPlatformError({ ok: false, error })).kind]),
    );
    expect(
      Object.entries(classes)
        .filter(([, kind]) => kind !== "permanent")
        .toSorted(([a], [b]) => a.localeCompare(b)),
    ).toEqual([
      ["external_channel_migrating", "retry"],
      ["message_limit_exceeded", "retry"],
      ["rate_limited", "retry"],
      ["update_failed", "unknown"],
    ]);
  });
});

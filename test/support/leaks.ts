import type { Ephemeral } from "../../simulator/message.ts";
import type { ApiCall } from "../../simulator/journal.ts";
import { tracesIn } from "./planted.ts";

/** Everything that a story left behind outside the windows in which a child may be named. */
export type Evidence = {
  readonly calls: readonly Pick<ApiCall, "method" | "args">[];
  readonly ephemerals: readonly Pick<Ephemeral, "text" | "blocks">[];
  /** What the bot answered to Slack's requests: errors at a form's fields, and windows that it opens in the answer. */
  readonly answers: readonly string[];
  readonly logLines: readonly string[];
  /** What was said to Redis, word by word. */
  readonly redis: readonly (readonly string[])[];
  /** Rows of the database as text, without the sealed bodies' keys. */
  readonly rows: readonly string[];
};

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

const parsed = (value: unknown): unknown => {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

/** What Slack keeps of a window besides what it shows: metadata, ids, the values of buttons and choices, and its title. */
const carried = new Set([
  "private_metadata",
  "value",
  "callback_id",
  "external_id",
  "block_id",
  "action_id",
  "title",
]);

const carriedIn = (value: unknown): readonly string[] =>
  entriesOf(parsed(value)).flatMap(([key, inner]) =>
    carried.has(key) ? [JSON.stringify(inner) ?? ""] : carriedIn(inner),
  );

const isWindow = (method: string): boolean => method.startsWith("views.");

const keyOnly = /^\{"event_type":"tandem_notice","event_payload":\{"key":"[\w-]{16,}"\}\}$/;

const metadataOf = (args: unknown): string | undefined => {
  const found = entriesOf(args).find(([key]) => key === "metadata")?.[1];
  return found === undefined ? undefined : typeof found === "string" ? found : JSON.stringify(found);
};

const jobPayloads = (redis: Evidence["redis"]): readonly string[] =>
  redis.flatMap((words) => {
    const [command = "", , ...rest] = words;
    const at = /^hm?set$/i.test(command) ? rest.indexOf("data") : -1;
    return at === -1 ? [] : [rest[at + 1] ?? ""];
  });

const idOnly =
  /^\{("outbox":"[0-9a-f-]{36}"|"ref":"(?:[0-9A-Z]{4}-[0-9A-Z]{4}|desk\/[a-z-]+\/[a-z.-]+|area\/[a-z-]+)","timer":"[0-9a-f-]{36}")\}$/;

const traced = (where: string, texts: readonly string[]): readonly string[] =>
  [...new Set(texts.flatMap(tracesIn))].map((trace) => `${where}: ${trace}`);

/** Every name, date of birth, address or narrative that left a window, and everything in metadata or jobs but an opaque id. */
export const leaksIn = ({
  calls,
  ephemerals,
  answers,
  logLines,
  redis,
  rows,
}: Evidence): readonly string[] => [
  ...traced(
    "a message",
    calls.filter(({ method }) => !isWindow(method)).map(({ args }) => JSON.stringify(args)),
  ),
  ...traced(
    "what a window carries",
    calls.filter(({ method }) => isWindow(method)).flatMap(({ args }) => carriedIn(args)),
  ),
  ...traced(
    "an answer for one person",
    ephemerals.map(({ text, blocks }) => JSON.stringify([text, blocks])),
  ),
  ...traced("an answer to Slack", answers),
  ...traced("the log", logLines),
  ...traced(
    "Redis",
    redis.map((words) => words.join(" ")),
  ),
  ...traced("the database outside sealed bodies", rows),
  ...calls.flatMap(({ args }) => {
    const metadata = metadataOf(args);
    return metadata === undefined || keyOnly.test(metadata) ? [] : [`metadata beside the key: ${metadata}`];
  }),
  ...jobPayloads(redis)
    .filter((payload) => !idOnly.test(payload))
    .map((payload) => `a job beside its id: ${payload}`),
];

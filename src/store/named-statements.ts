import { createHash } from "node:crypto";
import type { PoolClient } from "pg";

const names = new Map<string, string>();

const nameOf = (text: string): string => {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `tandem_${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
  names.set(text, name);
  return name;
};

type Statement = { readonly text: string; readonly name?: string };

const isStatement = (asked: unknown): asked is Statement =>
  typeof asked === "object" && asked !== null && "text" in asked && typeof asked.text === "string";

/** A statement under a name made from its text. One without parameters stays plain: it may be several in one. */
const named = (asked: unknown, values: unknown): unknown =>
  isStatement(asked) && asked.name === undefined && Array.isArray(values) && values.length > 0
    ? { ...asked, name: nameOf(asked.text) }
    : asked;

/**
 * Has a connection keep each statement that it runs, so that PostgreSQL reads and plans it once and not at every run:
 * the statement of a commit is four kilobytes and took longer to plan than to execute. The texts are few and fixed.
 */
export const keepStatements = (client: PoolClient): void => {
  const query: (...asked: unknown[]) => unknown = client.query.bind(client);
  const keeping = (asked: unknown, values: unknown, ...rest: readonly unknown[]): unknown =>
    query(named(asked, values), values, ...rest);
  Object.assign(client, { query: keeping });
};

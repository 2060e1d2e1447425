import { createHmac, hkdfSync } from "node:crypto";
import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { NewCaseEvent } from "../domain/case/case-event.ts";
import { nameForms, type NameForm } from "../domain/redaction/name-forms.ts";
import { namesIn } from "../domain/redaction/names-on-case.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { NameStore } from "../redaction-ports.ts";
import type { NameRow } from "./commit-rows.ts";
import { rows } from "./rows.ts";
import { safely } from "./safely.ts";
import type { StoreContext } from "./store-context.ts";

const keyLength = 32;

/**
 * The key of an area's index. It comes from the audit key and not from the key ring, because the ring is rotated and old
 * tokens could then be compared with nothing. One for each area: what two areas know can be joined by neither.
 */
const areaKey = (auditKey: Uint8Array, area: string): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", auditKey, new Uint8Array(), `tandem/names/${area}`, keyLength));

const tokenOf = (key: Uint8Array, { kind, form }: NameForm): string =>
  createHmac("sha256", key).update(`${kind}\n${form}`).digest("hex");

type At = { readonly ref: TandemRef; readonly area: string };

/** The blind index of the names that events bring to a case: a keyed token of each form, and no name. */
export const nameRows = (
  { auditKey }: Pick<StoreContext, "auditKey">,
  { ref, area }: At,
  events: readonly NewCaseEvent[],
): readonly NameRow[] => {
  const key = areaKey(auditKey, area);
  return events.flatMap((event) => {
    const compartment = event.sealed?.compartment;
    if (compartment === undefined) return [];
    return nameForms(namesIn(event)).map((form) => ({
      ref,
      area,
      compartment,
      kind: form.kind,
      token: tokenOf(key, form),
    }));
  });
};

const tokenRow = z.object({ area: z.string(), token: z.string() });

/** A message of a hundred reminders says the same words a hundred times: each is hashed once. */
const remembered = (isName: (form: NameForm) => boolean): ((form: NameForm) => boolean) => {
  const answers = new Map<string, boolean>();
  return (one) => {
    const asked = `${one.kind} ${one.form}`;
    const answer = answers.get(asked) ?? isName(one);
    answers.set(asked, answer);
    return answer;
  };
};

/** Whether a form of a name is on one of some cases, without opening any: one look-up for all of them. */
const namesOn = async (
  { sql: database, auditKey }: StoreContext,
  refs: readonly TandemRef[],
): Promise<(form: NameForm) => boolean> => {
  if (refs.length === 0) return () => false;
  const found = await rows(
    database,
    sql`SELECT DISTINCT area, encode(token, 'hex') AS token FROM name_tokens
        WHERE ref = ANY(ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(refs)}::jsonb)))`,
    tokenRow,
  );
  const tokens = new Set(found.map(({ token }) => token));
  const keys = [...new Set(found.map(({ area }) => area))].map((area) => areaKey(auditKey, area));
  return remembered((form) => keys.some((key) => tokens.has(tokenOf(key, form))));
};

const caseRow = z.object({ ref: z.string(), isDated: z.boolean() });

/** Nobody reads more earlier referrals than these. */
const casesAtMost = 20;

/** The database itself ends a look that takes too long, so that none stands in the way of what is to be written. */
const inTime = (database: StoreContext["sql"], statement: SQL) =>
  database.transaction(async (transaction) => {
    await transaction.execute(sql`SET LOCAL statement_timeout = '250ms'`);
    return rows(transaction, statement, caseRow);
  });

/** Which cases of an area a child's name is on, the latest first. A destroyed key took its tokens with it. */
const casesWith = async (
  { sql: database, auditKey }: StoreContext,
  area: string,
  forms: readonly NameForm[],
) => {
  if (forms.length === 0) return [];
  const key = areaKey(auditKey, area);
  const tokens = JSON.stringify(forms.map((form) => tokenOf(key, form)));
  const found = await inTime(
    database,
    sql`SELECT found.ref, bool_or(found.kind = 'person') AS "isDated"
        FROM name_tokens AS found JOIN cases ON cases.ref = found.ref
        WHERE found.area = ${area} AND found.kind IN ('person', 'child')
          AND found.token = ANY(ARRAY(SELECT decode(jsonb_array_elements_text(${tokens}::jsonb), 'hex')))
        GROUP BY found.ref, cases.entered_at ORDER BY cases.entered_at DESC, found.ref LIMIT ${casesAtMost}`,
  );
  return found.map(({ ref, isDated }) => ({ ref: ref as TandemRef, isDated }));
};

/** The same by the tokens that stand with a case already. */
const casesLike = async ({ sql: database }: StoreContext, ref: TandemRef) => {
  const found = await rows(
    database,
    sql`SELECT found.ref, bool_or(found.kind = 'person') AS "isDated"
        FROM name_tokens AS own
        JOIN name_tokens AS found ON found.area = own.area AND found.kind = own.kind AND found.token = own.token
        JOIN cases ON cases.ref = found.ref JOIN cases AS later ON later.ref = own.ref
        WHERE own.ref = ${ref} AND own.kind IN ('person', 'child') AND found.ref <> own.ref
          AND cases.entered_at <= later.entered_at
        GROUP BY found.ref, cases.entered_at ORDER BY cases.entered_at DESC, found.ref LIMIT ${casesAtMost}`,
    caseRow,
  );
  return found.map(({ ref: one, isDated }) => ({ ref: one as TandemRef, isDated }));
};

export const createNameStore = (context: StoreContext): NameStore => ({
  casesWith: (area, forms) => safely(() => casesWith(context, area, forms)),
  casesLike: (ref) => safely(() => casesLike(context, ref)),
  namesOn: (refs) => safely(() => namesOn(context, refs)),
});

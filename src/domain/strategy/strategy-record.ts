import type { HeaderOf } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Agency } from "../agency.ts";
import { mailboxName, type Mailbox } from "../notices/mail-models.ts";
import type { Instant } from "../instant.ts";
import type { LearnedFacts } from "../steps/learned-facts.ts";
import type { RecordSection } from "./sections.ts";
import type { Recipient } from "./strategy-event-schemas.ts";

/** A section as somebody wrote it, which nobody who had it before them has written anew. */
export type Draft = Omit<HeaderOf<"SectionDrafted">, "record" | "meeting" | "review" | "replaces">;

/** How somebody stands to the record: an e-mail is on its way, it was given by hand, it came back, or they get nothing. */
export type Receipt = {
  readonly recipient: string;
  /** The e-mail that took it to them; how that stands is among the case's mails. */
  readonly notice?: string;
  readonly stands: "waiting" | "given" | "came-back" | "nothing";
  readonly at?: Instant;
};

/** The record of one strategy discussion as its events leave it; what was written stands in sealed bodies alone. */
export type StrategyRecord = {
  readonly record: string;
  readonly by: string;
  readonly agency: Agency;
  readonly openedAt: Instant;
  readonly meeting?: string;
  readonly review?: true;
  readonly drafts: readonly Draft[];
  /** When it was held, once it is finished. */
  readonly held?: { readonly by: string; readonly at: Instant; readonly enteredAt: Instant };
  readonly recipients: readonly Recipient[];
  readonly receipts: readonly Receipt[];
};

export type Action = Omit<HeaderOf<"ActionAgreed">, "enteredAt"> & {
  readonly done?: { readonly by: string; readonly at: Instant };
};

export const recordIn = (
  { records }: Pick<CaseState, "records">,
  id: string | undefined,
): StrategyRecord | undefined => records.find(({ record }) => record === id);

export const draftsOf = ({ drafts }: StrategyRecord, section: RecordSection): readonly Draft[] =>
  drafts.filter((one) => one.section === section);

/** The mailbox of somebody who gets the record by e-mail, as one word. */
export const mailboxOf = (record: string, one: Recipient): string | undefined => {
  const mailbox = addressOfRecipient(record, one);
  return mailbox === undefined ? undefined : mailboxName(mailbox);
};

export const addressOfRecipient = (record: string, one: Recipient): Mailbox | undefined => {
  if (one.reach !== "e-mail") return undefined;
  if (one.slot !== undefined) return { slot: one.slot };
  if (one.person !== undefined) return { person: one.person };
  return one.invitee === undefined ? undefined : { invitee: one.invitee, meeting: record };
};

const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];

/** What the sections of a record say in typed facts; of two answers, the one written last. */
export const factsOf = ({ drafts }: StrategyRecord): LearnedFacts =>
  drafts
    .toSorted((a, b) => a.enteredAt.localeCompare(b.enteredAt))
    .reduce<LearnedFacts>((facts, draft) => ({ ...facts, ...draft.facts }), {});

export const answeredIn = ({ drafts }: StrategyRecord): readonly string[] =>
  unique(drafts.flatMap(({ answered }) => answered));

export const attendedIn = ({ drafts }: StrategyRecord): readonly string[] =>
  unique(drafts.flatMap(({ attended }) => attended));

/** The agencies that took part: those ticked, and those for whom somebody came who was invited. */
export const presentIn = (record: StrategyRecord, { meetings }: CaseState): readonly Agency[] => {
  const there = attendedIn(record);
  const came = meetings
    .flatMap(({ invitees }) => invitees)
    .filter(({ invitee }) => there.includes(invitee))
    .flatMap(({ as }) => (as === "family" || as === "other" ? [] : [as]));
  return unique([...record.drafts.flatMap(({ present }) => present), ...came]);
};

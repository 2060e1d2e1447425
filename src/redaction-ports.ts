import type { FindingKind } from "./domain/redaction/finding.ts";
import type { NameForm } from "./domain/redaction/name-forms.ts";
import type { TandemRef } from "./domain/tandem-ref.ts";
import type { OutboxItem, Person } from "./ports.ts";

/** A case on which a child's name stands, and whether the date of birth stands with it. */
export type NamedAlike = { readonly ref: TandemRef; readonly isDated: boolean };

/** The names on cases, which can be asked after and never listed. */
export type NameStore = {
  /** Whether a form of a name is on one of some cases: one look-up for all of them, and none for each question. */
  readonly namesOn: (refs: readonly TandemRef[]) => Promise<(form: NameForm) => boolean>;
  /**
   * The latest cases of an area on which a form of a child's name stands, each once, and by which kind of form. It is a
   * fault when that takes longer than a quarter of a second: somebody waits to hear that a referral is recorded.
   */
  readonly casesWith: (area: string, forms: readonly NameForm[]) => Promise<readonly NamedAlike[]>;
  /** The cases of its area, entered no later, on which the name of a case's own child stands. */
  readonly casesLike: (ref: TandemRef) => Promise<readonly NamedAlike[]>;
};

/** How a message is looked at before it leaves. */
export type Outgoing = {
  /** Every text of it that Slack would show to somebody, a line each. */
  readonly shows: (item: OutboxItem, people: ReadonlyMap<string, Person>) => string;
  /** Writes into the log that a kind of message was held back, and never what it said. */
  readonly heldBack: (what: string, findings: readonly FindingKind[]) => void;
};

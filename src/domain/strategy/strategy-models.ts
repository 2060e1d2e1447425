import type { Agency } from "../agency.ts";
import type { Instant } from "../instant.ts";
import type { LearnedFact } from "../steps/learned-facts.ts";
import type { RecordSection } from "./sections.ts";

export type SectionShown = {
  readonly section: RecordSection;
  readonly title: string;
  /** Who wrote what of it stands, and when. */
  readonly wrote: readonly { readonly name: string; readonly agency: Agency; readonly at: Instant }[];
  /** What is not answered yet, with the rule that asks for it. */
  readonly missing: readonly { readonly name: string; readonly rule: string }[];
};

export type ActionShown = {
  readonly action: string;
  readonly text: string;
  readonly owner: string;
  readonly dueAt: Instant;
  readonly done?: { readonly at: Instant; readonly name: string };
};

export type ReceiptShown = {
  readonly recipient: string;
  readonly name: string;
  readonly stands: string;
  /** What to do now, where something is to be done. */
  readonly next?: string;
  readonly toGive: boolean;
};

/** The record of one discussion as its window shows it: which sections are done, and what misses what. */
export type DiscussionShown = {
  readonly ref: string;
  readonly record: string;
  readonly number: number;
  readonly review: boolean;
  readonly arrangedFor?: Instant;
  readonly heldAt?: Instant;
  readonly sections: readonly SectionShown[];
  /** The agencies that must be there and are not among those who were. */
  readonly absent: readonly Agency[];
  readonly actions: readonly ActionShown[];
  readonly receipts: readonly ReceiptShown[];
  readonly others: readonly {
    readonly record: string;
    readonly number: number;
    readonly heldAt?: Instant;
  }[];
  /** The id that another discussion would have. */
  readonly another: string;
};

export type InviteeShown = { readonly invitee: string; readonly label: string };

/** One section as its form shows it, with what was written so far. */
export type SectionForm = {
  readonly ref: string;
  readonly record: string;
  readonly section: RecordSection;
  readonly title: string;
  readonly seen: readonly string[];
  readonly fields: readonly { readonly field: string; readonly rule: string; readonly text?: string }[];
  readonly facts: readonly { readonly fact: LearnedFact; readonly known?: string }[];
  /** Only of the section on who was there. */
  readonly attendance?: {
    readonly present: readonly Agency[];
    readonly invitees: readonly InviteeShown[];
    readonly attended: readonly string[];
    readonly review: boolean;
  };
  /** What is said above the form, such as who wrote meanwhile. */
  readonly said?: string;
};

import { z } from "zod";
import { act, address, because, id, instant, noBody } from "../case/event-parts.ts";

const at = { ...act, area: id, review: id };
const date = z.iso.date();

/** When the area looks at the review of its protocol again. */
const reviewTimerSet = {
  header: z.strictObject({ ...at, timer: id, dueAt: instant, because }),
  body: noBody,
};
const reviewTimerDone = { header: z.strictObject({ ...at, timer: id, because }), body: noBody };

/** The owners were told by when it is to be reviewed, or that the day has passed. */
const reviewReminded = {
  header: z.strictObject({
    ...at,
    due: date,
    overdue: z.boolean(),
    told: z.array(z.strictObject({ notice: id, to: address })).readonly(),
    because,
  }),
  body: noBody,
};

export const reviewOutcome = z.enum(["no-change", "changed"]);
export type ReviewOutcome = z.infer<typeof reviewOutcome>;

/** Somebody has written down that it was reviewed, what came of it, and by when it is to be reviewed next. */
const protocolReviewed = {
  header: z.strictObject({
    ...at,
    due: date,
    reviewedOn: date,
    outcome: reviewOutcome,
    nextDue: date,
    /** Who has heard what came of it, where the protocol names somebody. */
    outcomeTold: z.string().optional(),
    because,
  }),
  body: noBody,
};

/** What an area's stream holds of the reviews of its protocol. */
export const reviewEventSchemas = {
  ReviewTimerSet: { 1: reviewTimerSet },
  ReviewTimerDone: { 1: reviewTimerDone },
  ReviewReminded: { 1: reviewReminded },
  ProtocolReviewed: { 1: protocolReviewed },
} as const;

export type ReviewHeaderOf<T extends keyof typeof reviewEventSchemas> = z.infer<
  (typeof reviewEventSchemas)[T][1]["header"]
>;
export type ReviewEvent = {
  readonly [T in keyof typeof reviewEventSchemas]: {
    readonly type: T;
    readonly version: 1;
    readonly header: ReviewHeaderOf<T>;
  };
}[keyof typeof reviewEventSchemas];

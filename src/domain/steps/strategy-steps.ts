import type { Catalogued } from "./catalogued.ts";
import type { RecordableStep } from "./recordable-step.ts";

/** The steps about strategy discussions, their records and who gets them. */
export const strategySteps = {
  "strategy-discussion-requested": {
    says: "A strategy discussion is asked for",
    group: "Strategy discussion",
  },
  "strategy-discussion-held": {
    says: "A strategy discussion was held",
    group: "Strategy discussion",
    facts: ["held", "threshold"],
    agencies: "present",
    ownForm: "there",
  },
  "strategy-discussion-not-held": {
    says: "Decided that no strategy discussion is held",
    group: "Strategy discussion",
  },
  "strategy-discussion-deferred": {
    says: "A strategy discussion is put off",
    group: "Strategy discussion",
    agencies: "agreed",
    expects: "discussion",
  },
  "strategy-discussion-inquorate": {
    says: "A strategy discussion was held without an agency that must be there",
    group: "Strategy discussion",
    agencies: "present",
  },
  "absent-agency-briefed": {
    says: "The agency that was missing knows what was decided",
    group: "Strategy discussion",
  },
  "information-shared": { says: "We have shared what we know", group: "Strategy discussion" },
  "minutes-shared": { says: "The minutes went to everyone who was asked", group: "Strategy discussion" },
  "minutes-came-back": {
    says: "The minutes came back from somebody whom they were sent to",
    group: "Strategy discussion",
  },
  "record-shared": { says: "The record of the meeting was shared", group: "Strategy discussion" },
  "recorded-on-own-system": { says: "It is recorded on our own system", group: "Strategy discussion" },
  "form-sent": { says: "The protocol's form was sent", group: "Strategy discussion" },
} as const satisfies Partial<Record<RecordableStep, Catalogued>>;

import { UserError } from "../src/errors.ts";
import type { Services } from "../src/services.ts";

export type Boundary = {
  readonly services: Services;
  readonly installation: string;
  readonly telephones: readonly string[];
  /** Logs a fault under a reference that the person can read out, and answers that reference. */
  readonly fault: (fault: unknown, where: string) => string;
};

/** The words of a fault that was expected; any other is thrown on. */
export const wordsOf = (fault: unknown): string => {
  if (fault instanceof UserError) return fault.message;
  throw fault;
};

/** What a person is told when it is not certain that their work is recorded. */
export const couldNotConfirm = (telephones: readonly string[], reference?: string): string => {
  const ring =
    telephones.length === 0 ? "Ring the duty team now." : `Ring now: ${telephones.slice(0, 2).join(" or ")}.`;
  const quote = reference === undefined ? "" : ` (fault ${reference})`;
  return `We could not confirm that this is recorded. ${ring} You can send it again: it is never recorded twice.${quote}`;
};

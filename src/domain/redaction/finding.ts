import { z } from "zod";

/** What a text must not hold; `unchecked` when the text could not be looked at, which counts as holding something. */
export const findingKind = z.enum([
  "name",
  "date-of-birth",
  "postcode",
  "nhs-number",
  "telephone",
  "e-mail",
  "unchecked",
]);
export type FindingKind = z.infer<typeof findingKind>;

/** One thing that says who somebody is. `at` is where it begins, in characters; what it was is never kept. */
export type Finding = { readonly kind: FindingKind; readonly at: number };

/** The kinds of some findings, each once, in alphabetical order. */
export const kindsOf = (findings: readonly Finding[]): readonly FindingKind[] =>
  [...new Set(findings.map(({ kind }) => kind))].toSorted();

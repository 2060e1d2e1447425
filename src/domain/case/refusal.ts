/** A decision that says no: the rule that refuses, and words for the person who asked. */
export type Refused = { readonly ok: false; readonly rule: string; readonly because: string };

export const refuse = (rule: string, because: string): Refused => ({ ok: false, rule, because });

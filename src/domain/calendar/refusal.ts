/** An answer that cannot be given, and the plain-English reason that a person may be shown. */
export interface Refusal {
  readonly ok: false;
  readonly because: string;
}

export const refuse = (because: string): Refusal => ({ ok: false, because });

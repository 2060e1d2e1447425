import { textAt, type JsonObject } from "../json.ts";

export type Errors = Readonly<Record<string, string>>;

/** The faults of each person's last submission, for as long as the same window is shown. */
export type FormErrors = {
  readonly keep: (user: string, view: JsonObject, errors: Errors) => void;
  readonly of: (user: string, view: JsonObject) => Errors;
};

export function createFormErrors(): FormErrors {
  const kept = new Map<string, { readonly window: string; readonly errors: Errors }>();
  return {
    keep: (user, view, errors) => kept.set(user, { window: windowOf(view), errors }),
    of: (user, view) => {
      const found = kept.get(user);
      return found?.window === windowOf(view) ? found.errors : {};
    },
  };
}

/** A window that the bot has drawn anew says nothing any more of what was wrong with the last one. */
function windowOf(view: JsonObject): string {
  return `${textAt(view, "id")} ${textAt(view, "hash")}`;
}

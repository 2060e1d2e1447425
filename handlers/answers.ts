import type { ViewOutput } from "@slack/bolt";

type Values = ViewOutput["state"]["values"];

/** What was typed or chosen in a block; undefined when it was left blank. */
export const textIn = (values: Values, block: string): string | undefined => {
  const state = values[block]?.[block];
  const given = [state?.value, state?.selected_option?.value, state?.selected_date, state?.selected_user];
  const text = given.find((one) => typeof one === "string")?.trim();
  return text === "" ? undefined : text;
};

/** Everything ticked, or chosen in a menu of several, in a block. */
export const ticksIn = (values: Values, block: string): readonly string[] =>
  (values[block]?.[block]?.selected_options ?? []).map(({ value }) => value);

/** Every Slack user chosen in a block. */
export const usersIn = (values: Values, block: string): readonly string[] =>
  values[block]?.[block]?.selected_users ?? [];

/** Leaves out what is undefined, so that an optional answer is either there or not. */
export const answered = <T extends Record<string, unknown>>(
  answers: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

export type TypedCommand = { readonly command: string; readonly text: string };

/** The command that was typed and what follows it; undefined when it is none of those that the app has. */
export const readCommand = (
  typed: string,
  known: readonly { readonly command: string }[],
): TypedCommand | undefined => {
  const [, command = "", text = ""] = /^\s*(\/\S+)\s*([\s\S]*?)\s*$/.exec(typed) ?? [];
  return known.some((one) => one.command === command) ? { command, text } : undefined;
};

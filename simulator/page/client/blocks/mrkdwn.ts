/** A piece of Slack's markup, ready to be drawn. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "line" }
  | { readonly kind: "bold" | "italic" | "struck"; readonly inside: readonly Piece[] }
  | { readonly kind: "code" | "preformatted"; readonly text: string }
  | { readonly kind: "link"; readonly url: string; readonly text: string }
  | { readonly kind: "person" | "channel"; readonly id: string; readonly label: string };

type Rule = { readonly pattern: RegExp; readonly make: (found: RegExpExecArray) => Piece };

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** A mark counts only at the edge of a word, so that `2 * 3 * 4` stays as it is. */
const marked = (mark: string, kind: "bold" | "italic" | "struck"): Rule => ({
  pattern: new RegExp(`(?<![\\w${mark}])${mark}(?!\\s)([^${mark}\\n]+?)(?<!\\s)${mark}(?![\\w${mark}])`),
  make: ([, inside = ""]) => ({ kind, inside: parseMrkdwn(inside) }),
});

const bracketed = (inside: string): Piece => {
  const [target = "", label = ""] = inside.split("|", 2);
  const id = target.slice(1);
  if (target.startsWith("@")) return { kind: "person", id, label };
  if (target.startsWith("#")) return { kind: "channel", id, label };
  if (target.startsWith("!")) return { kind: "text", text: unescaped(label === "" ? `@${id}` : label) };
  return { kind: "link", url: unescaped(target), text: unescaped(label === "" ? target : label) };
};

const rules: readonly Rule[] = [
  {
    pattern: /```\n?([\s\S]+?)```/,
    make: ([, text = ""]) => ({ kind: "preformatted", text: unescaped(text) }),
  },
  { pattern: /`([^`\n]+)`/, make: ([, text = ""]) => ({ kind: "code", text: unescaped(text) }) },
  { pattern: /<([^<>\n]+)>/, make: ([, inside = ""]) => bracketed(inside) },
  marked("\\*", "bold"),
  marked("_", "italic"),
  marked("~", "struck"),
  { pattern: /\n/, make: () => ({ kind: "line" }) },
];

type Match = { readonly found: RegExpExecArray; readonly rule: Rule };

const firstMatch = (text: string): Match | undefined => {
  const matches = rules.flatMap((rule) => {
    const found = rule.pattern.exec(text);
    return found === null ? [] : [{ found, rule }];
  });
  return matches.toSorted((one, other) => one.found.index - other.found.index)[0];
};

const plainPiece = (text: string): readonly Piece[] =>
  text === "" ? [] : [{ kind: "text", text: unescaped(text) }];

/** Slack's markup in pieces. What it escapes is text again in them, and never markup. */
export const parseMrkdwn = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let rest = text;
  for (let match = firstMatch(rest); match !== undefined; match = firstMatch(rest)) {
    const { found, rule } = match;
    pieces.push(...plainPiece(rest.slice(0, found.index)), rule.make(found));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...pieces, ...plainPiece(rest)];
};

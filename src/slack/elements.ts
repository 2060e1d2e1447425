import type { Button, InputBlock, KnownBlock, PlainTextElement, PlainTextOption } from "@slack/types";

/** Unseen characters that turn the rest of a line round, whoever wrote it. Right-to-left letters do not need them. */
const turningRound = /[\u202A-\u202E\u2066-\u2069]/g;

/** The one place where text from a person becomes Slack markup: only these three characters mean anything to it. */
export const escapeMarkup = (text: string): string =>
  text.replaceAll(turningRound, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export const plain = (text: string): PlainTextElement => ({ type: "plain_text", text, emoji: false });

/** A section holds 3,000 characters; the rest is left for a heading. */
export const sectionLimit = 3_000;
const quotedLimit = 2_900;

/**
 * Slack refuses a whole message or window for one text that is too long. Cut between characters, it still says what
 * stands first.
 */
const atMost = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$|&[a-z]{0,3}$/, "")}…`;

/** What a message says in a push notification and in old clients. Text from people must have been escaped. */
export const pushText = (markup: string): string => atMost(markup, sectionLimit);

/** A paragraph of Slack markup. Text from people must have been escaped. */
export const paragraph = (markup: string): KnownBlock => ({
  type: "section",
  text: { type: "mrkdwn", text: atMost(markup, sectionLimit), verbatim: true },
});

/** Escapes a text and cuts it where Slack's limit needs it, never inside a character or an escape. */
const escapedParts = (text: string): readonly string[] => {
  const parts = [""];
  for (const character of text) {
    const escaped = escapeMarkup(character);
    const last = parts.at(-1) ?? "";
    if (last.length + escaped.length > quotedLimit) parts.push(escaped);
    else parts[parts.length - 1] = last + escaped;
  }
  return parts;
};

/** A heading and what a person wrote under it, in as many paragraphs as Slack's limit needs. */
export const quoted = (heading: string, text: string): readonly KnownBlock[] =>
  escapedParts(text).map((part, index) => paragraph(index === 0 ? `*${heading}*\n${part}` : part));

export const heading = (text: string): KnownBlock => ({ type: "header", text: plain(text) });

export const button = (
  label: string,
  actionId: string,
  value: string,
  style?: "primary" | "danger",
): Button => ({
  type: "button",
  text: plain(label),
  action_id: actionId,
  value,
  ...(style === undefined ? {} : { style }),
});

export const buttons = (blockId: string, elements: readonly Button[]): KnownBlock => ({
  type: "actions",
  block_id: blockId,
  elements: [...elements],
});

/** One answer of several; `says` stands below it, where it has to be said what it means. */
export type Choice = { readonly value: string; readonly label: string; readonly says?: string };

const optionLimit = 75;

export const option = ({ value, label, says }: Choice): PlainTextOption => ({
  text: plain(atMost(label, optionLimit)),
  value,
  ...(says === undefined ? {} : { description: plain(atMost(says, optionLimit)) }),
});

export type Field = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
};

export const input = ({ id, label, hint, optional }: Field, element: InputBlock["element"]): InputBlock => ({
  type: "input",
  block_id: id,
  label: plain(label),
  element,
  optional: optional ?? false,
  ...(hint === undefined ? {} : { hint: plain(hint) }),
});

export const textField = (
  field: Field & { multiline?: boolean; initial?: string; maxLength?: number },
): InputBlock =>
  input(field, {
    type: "plain_text_input",
    action_id: field.id,
    multiline: field.multiline ?? false,
    max_length: field.maxLength ?? (field.multiline === true ? 3_000 : 200),
    ...(field.initial === undefined ? {} : { initial_value: field.initial }),
  });

const radioLimit = 10;

/** Slack takes 100 options in a menu, or groups of so many; a window with more than this would be too large. */
export const menuLimit = 1_000;
const groupSize = 100;

const groupOf = (options: readonly PlainTextOption[]) => {
  const first = options[0]?.text.text ?? "";
  const last = options.at(-1)?.text.text ?? "";
  return { label: plain(atMost(`${first.slice(0, 35)} to ${last}`, optionLimit)), options: [...options] };
};

/** All of them; more than Slack takes in one menu in groups, each called by its first and last. */
const menuOf = (choices: readonly Choice[]) => {
  const options = choices.slice(0, menuLimit).map(option);
  if (options.length <= groupSize) return { options };
  const count = Math.ceil(options.length / groupSize);
  const groups = Array.from({ length: count }, (_, at) =>
    groupOf(options.slice(at * groupSize, (at + 1) * groupSize)),
  );
  return { option_groups: groups };
};

const menuHint = ({ choices, hint }: Field & { choices: readonly Choice[] }) => {
  const left = choices.length > menuLimit ? ["Only the first 1,000 by name stand here."] : [];
  const said = [...(hint === undefined ? [] : [hint]), ...left];
  return said.length === 0 ? {} : { hint: said.join(" ") };
};

/** One of many, in a menu. */
export const menuField = (field: Field & { choices: readonly Choice[] }): InputBlock =>
  input(
    { ...field, ...menuHint(field) },
    { type: "static_select", action_id: field.id, ...menuOf(field.choices) },
  );

/** Some of many, in a menu. */
export const menuOfSeveralField = (
  field: Field & { choices: readonly Choice[]; initial?: readonly string[] },
): InputBlock => {
  const chosen = field.choices.filter(({ value }) => field.initial?.includes(value) === true);
  return input(
    { ...field, ...menuHint(field) },
    {
      type: "multi_static_select",
      action_id: field.id,
      ...menuOf(field.choices),
      ...(chosen.length === 0 ? {} : { initial_options: chosen.map(option) }),
    },
  );
};

/** One answer of a few, all in sight, or in a menu when they are many. Without an initial one the person must choose. */
export const choiceField = (field: Field & { choices: readonly Choice[]; initial?: string }): InputBlock => {
  if (field.choices.length > radioLimit) return menuField(field);
  const chosen = field.choices.find(({ value }) => value === field.initial);
  return input(field, {
    type: "radio_buttons",
    action_id: field.id,
    options: field.choices.map(option),
    ...(chosen === undefined ? {} : { initial_option: option(chosen) }),
  });
};

export const ticksField = (
  field: Field & { choices: readonly Choice[]; initial?: readonly string[] },
): InputBlock => {
  const ticked = field.choices.filter(({ value }) => field.initial?.includes(value) === true);
  return input(field, {
    type: "checkboxes",
    action_id: field.id,
    options: field.choices.map(option),
    ...(ticked.length === 0 ? {} : { initial_options: ticked.map(option) }),
  });
};

export const dateField = (field: Field & { initial?: string }): InputBlock =>
  input(field, {
    type: "datepicker",
    action_id: field.id,
    ...(field.initial === undefined ? {} : { initial_date: field.initial }),
  });

export const peopleField = (field: Field): InputBlock =>
  input(field, { type: "multi_users_select", action_id: field.id });

export const personField = (field: Field & { initial?: string }): InputBlock =>
  input(field, {
    type: "users_select",
    action_id: field.id,
    ...(field.initial === undefined ? {} : { initial_user: field.initial }),
  });

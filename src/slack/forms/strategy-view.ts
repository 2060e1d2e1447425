import type { Button, KnownBlock, ModalView } from "@slack/types";
import type { ActionShown, DiscussionShown, SectionShown } from "../../domain/strategy/strategy-models.ts";
import { actions, views } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph, plain } from "../elements.ts";
import { agencyName, when } from "../words.ts";

type Pressed = { readonly label: string; readonly action: string; readonly value: string };

/** A paragraph with one button beside it. */
const row = (id: string, markup: string, { label, action, value }: Pressed): KnownBlock => ({
  type: "section",
  block_id: id,
  text: { type: "mrkdwn", text: markup.slice(0, 2_900), verbatim: true },
  accessory: button(label, action, value),
});

const wroteInWords = ({ wrote }: SectionShown): string =>
  wrote
    .map(({ name, agency, at }) => `${escapeMarkup(name)} (${agencyName(agency)}), ${when(at)}`)
    .join("; ");

const missingInWords = ({ missing }: SectionShown): string =>
  missing.map(({ name, rule }) => `${escapeMarkup(name)}${rule === "" ? "" : ` (${rule})`}`).join(", ");

const sectionRow = ({ ref, record }: DiscussionShown, section: SectionShown): KnownBlock => {
  const done = section.wrote.length > 0 && section.missing.length === 0;
  const mark = done ? "✓" : "○";
  const wrote = section.wrote.length === 0 ? "Nothing written yet." : `By ${wroteInWords(section)}.`;
  const missing = section.missing.length === 0 ? "" : `\n*Not answered yet:* ${missingInWords(section)}.`;
  return row(`section-${section.section}`, `${mark} *${section.title}*\n${wrote}${missing}`, {
    label: section.wrote.length === 0 ? "Write" : "Change",
    action: actions.openSection,
    value: `${ref} ${record} ${section.section}`,
  });
};

const actionRow = ({ ref, record }: DiscussionShown, one: ActionShown): KnownBlock => {
  const said = `*${escapeMarkup(one.text)}*\n${escapeMarkup(one.owner)}, by ${when(one.dueAt)}.`;
  return one.done === undefined
    ? row(`action-${one.action}`, said, {
        label: "Done",
        action: actions.actionDone,
        value: `${ref} ${one.action} ${record}`,
      })
    : paragraph(`✓ ${said} Done ${when(one.done.at)}, says ${escapeMarkup(one.done.name)}.`);
};

const next = ({ heldAt, sections, receipts, absent }: DiscussionShown): string => {
  if (heldAt !== undefined)
    return receipts.length === 0
      ? "*Next: press Who gets it, so that everybody who was asked hears what was decided.*"
      : "*Next: see below whom it has not reached.*";
  const open = sections.filter(({ wrote, missing }) => wrote.length === 0 || missing.length > 0).length;
  const without =
    absent.length === 0
      ? ""
      : ` Without ${absent.map(agencyName).join(" and ")} it needs a reason, and they are briefed.`;
  return open === 0
    ? `*Next: press Finish.*${without}`
    : `*Next: write the sections that are open, then press Finish.* Each is kept as soon as it is saved; anybody of either agency can go on with it.${without}`;
};

const foot = (shown: DiscussionShown): readonly Button[] => {
  const { ref, record, heldAt } = shown;
  const about = `${ref} ${record}`;
  const held = heldAt !== undefined;
  return [
    ...(held ? [] : [button("Finish", actions.openFinish, about, "primary")]),
    ...(held ? [button("Who gets it", actions.openDistribution, about, "primary")] : []),
    button("Add an action", actions.openAction, about),
    ...(held ? [button("Copy for our system", actions.openCopy, about)] : []),
    button("Show it as it stands now", actions.turnStrategy, about),
  ];
};

/** At any time, and as often as it is needed (S3-24). A block holds each button once, so it has its own. */
const another = ({ ref, heldAt, another: id }: DiscussionShown): readonly KnownBlock[] =>
  heldAt === undefined
    ? []
    : [buttons("another", [button("Begin another", actions.turnStrategy, `${ref} ${id}`)])];

const headline = ({ ref, number, heldAt, arrangedFor, review }: DiscussionShown): string => {
  const what = review ? "Review strategy discussion" : "Strategy discussion";
  if (heldAt !== undefined) return `*${what} ${number} of ${ref}*, held ${when(heldAt)}`;
  const arranged = arrangedFor === undefined ? "" : `, arranged for ${when(arrangedFor)}`;
  return `*${what} ${number} of ${ref}*${arranged}. Not finished`;
};

const receipts = ({ ref, record, receipts: all }: DiscussionShown): readonly KnownBlock[] =>
  all.length === 0
    ? []
    : [
        paragraph("*Who gets it*"),
        ...all.slice(0, 25).map((one) => {
          const said = `${escapeMarkup(one.name)}: ${one.stands}.${one.next === undefined ? "" : ` ${one.next}`}`;
          return one.toGive
            ? row(`receipt-${one.recipient}`, said, {
                label: "Given to them",
                action: actions.recordGiven,
                value: `${ref} ${one.recipient} ${record}`,
              })
            : paragraph(said);
        }),
      ];

const others = ({ ref, others: all }: DiscussionShown): readonly KnownBlock[] =>
  all
    .slice(-5)
    .map((one) =>
      row(
        `other-${one.record}`,
        `Strategy discussion ${one.number}, ${one.heldAt === undefined ? "not finished" : `held ${when(one.heldAt)}`}`,
        { label: "Show", action: actions.turnStrategy, value: `${ref} ${one.record}` },
      ),
    );

/** The record of a discussion: the next step first, each section with who wrote it and what it misses, the actions. */
export const strategyView = (shown: DiscussionShown, problem?: string): ModalView => ({
  type: "modal",
  callback_id: views.shown,
  title: plain("Strategy discussion"),
  close: plain("Close"),
  blocks: [
    ...(problem === undefined ? [] : [paragraph(`*${escapeMarkup(problem)}*`)]),
    paragraph(next(shown)),
    paragraph(`${headline(shown)}. Official-sensitive. That you opened this is recorded.`),
    ...(shown.heldAt === undefined ? shown.sections.map((one) => sectionRow(shown, one)) : []),
    ...(shown.actions.length === 0 ? [] : [paragraph("*Actions*")]),
    ...shown.actions.slice(0, 30).map((one) => actionRow(shown, one)),
    ...receipts(shown),
    buttons("strategy", [...foot(shown)]),
    ...another(shown),
    ...others(shown),
  ] satisfies KnownBlock[],
});

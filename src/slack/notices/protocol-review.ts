import type { KnownBlock } from "@slack/types";
import { formatDate } from "../../domain/calendar/format-instant.ts";
import { civilOf, localDate } from "../../domain/calendar/local-date.ts";
import type { NoticeModel } from "../../domain/notices/notice.ts";
import type { Person } from "../../ports.ts";
import { actions } from "../action-ids.ts";
import { button, buttons, escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { when } from "../words.ts";

type ProtocolReview = Extract<NoticeModel, { kind: "protocol-review" }>;
type People = ReadonlyMap<string, Person>;

const monthNames =
  "January February March April May June July August September October November December".split(" ");

const day = (date: string): string => formatDate(localDate(date));

/** "February 2018". A day that is long past is not said: it would look like somebody's birth. */
const month = (date: string): string => {
  const { year, month: number } = civilOf(localDate(date));
  return `${monthNames[number - 1] ?? ""} ${year}`;
};

const isDue = ({ overdue, due, areaName }: ProtocolReview): string =>
  overdue
    ? `Overdue: the protocol of ${areaName} was to be reviewed in ${month(due)}.`
    : `The protocol of ${areaName} is to be reviewed by ${day(due)}.`;

const ownersOf = ({ owners }: ProtocolReview): string =>
  owners.map(({ name, telephone }) => `${name}, ${telephone}`).join("; ");

const nextFor = (model: ProtocolReview): string => {
  const { reader, outcomeTo, overdue } = model;
  if (reader === "operators")
    return overdue
      ? `Next: its owners were told. Ask them when it will be done: ${ownersOf(model)}.`
      : `Next: none of its owners could be told here. Ring them: ${ownersOf(model)}.`;
  const tell = outcomeTo === undefined ? "" : ` Tell ${outcomeTo} what came of it.`;
  return `Next: go over it together (${ownersOf(model)}).${tell} Then press *Record the review*.`;
};

const recordedIn = (model: ProtocolReview, people: People): Rendered | undefined => {
  const { recorded, areaName, title, reader } = model;
  if (recorded === undefined) return undefined;
  const { by, at, outcome, nextDue } = recorded;
  const who = people.get(by)?.name ?? "An administrator";
  const text = `The protocol of ${areaName} was reviewed: ${outcome === "changed" ? "it changes" : "no change"}. The next review is due by ${day(nextDue)}.`;
  const edition =
    outcome === "changed" && reader === "operators"
      ? [paragraph("Next: put the new edition into the protocol's file, with its day of review.")]
      : [];
  return {
    text: escapeMarkup(text),
    blocks: [
      paragraph(`*${escapeMarkup(text)}*\n${escapeMarkup(`${title}. ${who} recorded it on ${when(at)}.`)}`),
      ...edition,
    ],
  };
};

/** The button by which the review is recorded: area, review and the day that it is for. */
const recordButton = ({ area, review, due, reader }: ProtocolReview): readonly KnownBlock[] =>
  reader === "owner"
    ? [
        buttons("protocol-review", [
          button("Record the review", actions.openReview, [area, review, due].join("/"), "primary"),
        ]),
      ]
    : [];

/** That the protocol itself is to be reviewed, or was to be; once it is recorded, what came of it. */
export const renderProtocolReview = (model: ProtocolReview, people: People): Rendered => {
  const recorded = recordedIn(model, people);
  if (recorded !== undefined) return recorded;
  const text = isDue(model);
  return {
    text: escapeMarkup(text),
    blocks: [
      paragraph(`*${escapeMarkup(text)}*\n${escapeMarkup(`${model.title} (${model.rule})`)}`),
      paragraph(escapeMarkup(model.says)),
      paragraph(escapeMarkup(nextFor(model))),
      ...recordButton(model),
    ],
  };
};

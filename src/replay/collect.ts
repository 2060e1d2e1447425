import type { CaseEventType, HeaderOf } from "../domain/case/case-event.ts";
import { mailboxName } from "../domain/notices/mail-models.ts";
import type { Address } from "../domain/notices/notice.ts";
import type { Collector } from "./collector.ts";
import { deadlineChanged, deadlineEnded, deadlineMet, deadlineSet } from "./collect-deadlines.ts";
import { listChased, listMade, listSigned, putOn } from "./collect-hand-overs.ts";
import { timerDone } from "./collect-timers.ts";
import type { Written } from "./journal.ts";
import { shownIn, unmarked } from "./plain-text.ts";
import type { Overheard } from "./recorder.ts";

const routeTaken = (by: Collector, ref: string, header: HeaderOf<"RouteTaken">): void => {
  const { rule, to, restricted, hops, because } = header;
  const known = by.world.protocol.routes.find((one) => one.rule === rule);
  by.lists.routes.push({
    ...by.stamp(header.enteredAt),
    ref,
    rule,
    says: known?.says ?? rule,
    to,
    restricted,
    hops: hops.map(({ slot, person }) => ({
      slot,
      name: by.names.slot(slot),
      person: person === undefined ? null : by.names.person(person),
    })),
    because: [...because],
  });
};

/** A new concern goes by the route of its own direction, decided anew. */
const concernPut = (by: Collector, ref: string, header: HeaderOf<"PutToTeamOnDuty">): void =>
  routeTaken(by, ref, { ...header, to: header.agency, restricted: false });

type Take<T extends CaseEventType> = (
  by: Collector,
  ref: string,
  header: HeaderOf<T>,
  after: readonly Written[],
) => void;

/** The events of a case that a timeline shows; the others are shown by what they led to. */
const takes: { readonly [T in CaseEventType]?: Take<T> } = {
  RouteTaken: routeTaken,
  DeadlineSet: deadlineSet,
  DeadlineChanged: (by, _ref, header) => deadlineChanged(by, header),
  DeadlineMet: (by, _ref, header) => deadlineMet(by, header),
  DeadlineEnded: (by, _ref, header) => deadlineEnded(by, header),
  TimerSet: (by, _ref, header) => void by.timers.set(header.timer, header),
  TimerDone: timerDone,
  PutToTeamOnDuty: (by, ref, header, after) =>
    header.concern === true ? concernPut(by, ref, header) : putOn(by, ref, header, after),
};

const takeOfCase = (by: Collector, ref: string, { event }: Written, after: readonly Written[]): void => {
  // The table pairs each type with its own header, which TypeScript cannot follow through a look-up.
  const take = (takes as Readonly<Record<string, Take<CaseEventType>>>)[event.type];
  take?.(by, ref, event.header as HeaderOf<CaseEventType>, after);
};

const takeOfDesk = (by: Collector, { event }: Written): void => {
  if (event.type === "HandOverMade") listMade(by, event.header);
  if (event.type === "HandOverChased") listChased(by, event.header);
  if (event.type === "HandOverSigned") listSigned(by, event.header);
};

/** Takes in what has been added to the record. */
export const takeWritten = (by: Collector, written: readonly Written[]): void =>
  written.forEach((one, index) => {
    if (one.ref === undefined) return takeOfDesk(by, one);
    const after = written.slice(index + 1).filter(({ ref }) => ref === one.ref);
    return takeOfCase(by, one.ref, one, after);
  });

const placeIn = (to: Address): { readonly installation: string; readonly id: string } => {
  if ("mailbox" in to) return { installation: "e-mail", id: mailboxName(to.mailbox) };
  return { installation: to.installation, id: "channel" in to ? to.channel : to.person };
};

/** The text and the parts of a message, as they are shown. Of what goes with an e-mail it says the name and the kind. */
const saidIn = (one: Overheard): { readonly text: string; readonly shows: string[] } => {
  if ("rendered" in one)
    return { text: unmarked(one.rendered.text), shows: [...shownIn(one.rendered.blocks)] };
  const { subject, text, attachments } = one.mail;
  const attached = attachments.map(({ filename, contentType }) => `attached: ${filename} (${contentType})`);
  return { text: `E-mail: ${subject}`, shows: [...text.split("\n\n"), ...attached] };
};

/** Takes in what has been said in Slack and by e-mail. */
export const takeHeard = (by: Collector, heard: readonly Overheard[]): void => {
  for (const one of heard) {
    const { at, item } = one;
    const { to, lane, model, because } = item.notice;
    const refs = [item, ...item.together].flatMap(({ ref }) => (ref === undefined ? [] : [ref]));
    by.lists.notices.push({
      ...by.stamp(at),
      to: {
        ...placeIn(to),
        name: by.names.address(to),
      },
      urgency: lane,
      kind: model.kind,
      refs: [...new Set<string>(refs)].toSorted(),
      edits: item.editing !== undefined,
      ...saidIn(one),
      because: [...because],
    });
  }
};

import { calendarEntry } from "../mail/calendar-entry.ts";
import { createHash } from "node:crypto";
import { instantOf, plusMilliseconds, type Instant } from "../domain/instant.ts";
import { tandemRefFrom } from "../domain/tandem-ref.ts";
import type { ComposedMail, Mailer } from "../mail-ports.ts";
import { recordOf } from "../mail/build-message.ts";
import { messageIdFor } from "../mail/mail-server.ts";
import { recordHash } from "../mail/record-pdf.ts";
import type { Clock, Ids, Messenger, OutboxItem } from "../ports.ts";
import { renderItem } from "../slack/messenger.ts";
import type { Rendered } from "../slack/rendered.ts";

/** One message as it would have reached Slack or a mailbox, and when by duty time. */
export type Overheard = {
  readonly at: Instant;
  readonly item: OutboxItem;
} & ({ readonly rendered: Rendered } | { readonly mail: ComposedMail });

/** Later than any wall clock in use: what the database holds back for a moment by its own clock is due at once. */
const machineBegins = instantOf(4_102_444_800_000);
/** Longer than the pause that Slack's channels need between two messages. */
const machineStep = 2_000;

const recordedClock = (begins: Instant) => {
  let duty = begins;
  let machine = machineBegins;
  const clock: Clock = {
    dutyNow: () => duty,
    machineNow: () => (machine = plusMilliseconds(machine, machineStep)),
  };
  return { clock, moveTo: (at: Instant): void => void (duty = at) };
};

/** Ids in the order in which they were asked for, and references that the story's name alone decides. */
const countedIds = (story: string): Ids => {
  let ids = 0;
  let refs = 0;
  return {
    next: () => `replay-${String((ids += 1)).padStart(8, "0")}`,
    newRef: () =>
      tandemRefFrom(
        createHash("sha256")
          .update(`${story}/${(refs += 1)}`)
          .digest(),
      ),
  };
};

const from = "tandem@replay.test";

const listener = (clock: Clock) => {
  const heard: Overheard[] = [];
  const messenger: Messenger = {
    send: (item, to, people) => {
      const rendered = renderItem(item, people);
      heard.push({ at: clock.dutyNow(), item, rendered });
      const { channel } = to;
      return Promise.resolve({ ok: true, sent: { providerId: item.id, channel, text: rendered.text } });
    },
    find: () => Promise.resolve(undefined),
  };
  const mailer: Mailer = {
    send: (mail, item) => {
      heard.push({ at: clock.dutyNow(), item, mail });
      const messageId = messageIdFor(item.key, from);
      const sent = recordOf(mail, { messageId, from, date: "", repeat: item.mayHaveBeenSent });
      return Promise.resolve({ ok: true, sent });
    },
    passphraseFor: () => "a passphrase of the replay",
    openPaper: () => Promise.resolve(new Uint8Array()),
    calendarEntry: calendarEntry("tandem@replay.test"),
    lockedPaper: () => Promise.resolve(new Uint8Array()),
    recordPaper: (paper) => Promise.resolve({ content: new Uint8Array(), hash: recordHash(paper) }),
  };
  /** What was said since it was last asked, in the order in which it was decided. */
  const take = (): readonly Overheard[] =>
    heard.splice(0).toSorted((a, b) => a.item.id.localeCompare(b.item.id));
  return { messenger, mailer, take };
};

/** What stands in for the world outside: clock, ids and Slack. Nothing in it is random, and nothing leaves it. */
export const createRecorder = (story: string, begins: Instant) => {
  const { clock, moveTo } = recordedClock(begins);
  return { clock, moveTo, ids: countedIds(story), ...listener(clock) };
};

import { wallClock } from "../clock.ts";
import { UserError } from "../errors.ts";
import { packageRoot, referenceOrFault } from "../run.ts";
import { verifyRecord, type Verified } from "../store/verify.ts";
import type { Fault } from "../store/walk-record.ts";
import type { Anchor } from "../watch-ports.ts";
import { AnchorNotWritten, readAnchors } from "../watching/anchor-file.ts";
import { anchorCheckpoint } from "../watching/keep-checkpoints.ts";
import { auditAccess } from "./audit-access.ts";
import { configured, print, withStore } from "./command.ts";

const usage = [
  "Usage: npm run tandem -- audit COMMAND",
  "  verify [--anchor FILE]  reads the whole record and says where it is not what was written",
  "  access CASE [--json]    who opened a case, who was refused, and to whom it was disclosed, the oldest first",
  "  checkpoint              lists now where every stream ends, and anchors the list",
  "FILE is TANDEM_ANCHOR_FILE when it is not given.",
].join("\n");

const inWords: Readonly<Record<Fault["because"], string>> = {
  "no head": "the stream's own row is gone",
  "chain broken":
    "this is not the event that was written here: it was altered, moved or put in, or one before it was taken out",
  "events missing at the end": "the end was cut off from here on",
  "head does not match": "the stream does not end where its own row says",
  "gone since a checkpoint listed it":
    "a checkpoint lists more than there is: the stream was cut off from here on, or removed",
  "not what a checkpoint lists":
    "a checkpoint lists another event here: the end was cut off and written anew",
  "gone since it was anchored":
    "an anchor holds more checkpoints than there are: they were cut off from here on",
  "not what was anchored": "an anchor holds another checkpoint here: they were cut off and written anew",
};

const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? "" : "s"}`;

const notCoveredLine = ({ notCovered }: Verified, last: Anchor | undefined): string => {
  const { events, since } = notCovered;
  const by = last === undefined ? "a checkpoint" : "it";
  if (events === 0) return `Every event is covered by ${by}.`;
  return `Not covered by ${by} yet: ${count(events, "event")}, the oldest written down ${since ?? ""}.`;
};

/** What was read, and how far it is proved. */
const summary = (verified: Verified, anchors: readonly Anchor[]): readonly string[] => {
  const { streams, events, checkpoints } = verified;
  const last = anchors.at(-1);
  const read = [count(streams, "stream"), count(events, "event"), count(checkpoints, "checkpoint")];
  return [
    `Read: ${read.join(", ")}.`,
    last === undefined
      ? "No anchor file was given, so checkpoints cut off together with what they list would not be seen."
      : `The last anchor is of ${last.at}: checkpoint ${last.sequence}.`,
    notCoveredLine(verified, last),
  ];
};

const anchorFileFrom = (words: readonly string[]): string | undefined => {
  if (words.length === 0) return configured().anchorFile;
  const [option, file] = words;
  if (option !== "--anchor" || file === undefined || words.length > 2) throw new UserError(usage);
  return file;
};

const verify = async (words: readonly string[]): Promise<void> => {
  const file = anchorFileFrom(words);
  // Read before the record is: what is anchored meanwhile would be taken for cut off.
  const { anchors, unreadable } =
    file === undefined ? { anchors: [], unreadable: [] } : await readAnchors(file);
  await withStore(async (store) => {
    const verified = await verifyRecord(store, anchors);
    for (const { stream, sequence, because } of verified.faults)
      print(`${stream} at ${sequence}: ${inWords[because]}`);
    for (const line of unreadable) print(`Line ${line} of the anchor file is no anchor and was passed over.`);
    for (const line of summary(verified, anchors)) print(line);
    const { length } = verified.faults;
    if (length > 0) throw new UserError(`The record does not hold in ${count(length, "stream")}`);
    print("The record holds.");
  });
};

const checkpoint = (): Promise<void> => {
  const { anchorFile: file } = configured();
  return withStore(async (store) => {
    await anchorCheckpoint({ store, clock: wallClock, file }, print).catch((fault: unknown) => {
      throw fault instanceof AnchorNotWritten ? new UserError(fault.message, { cause: fault }) : fault;
    });
    if (file === undefined) print("TANDEM_ANCHOR_FILE is not set: keep this line yourself.");
  });
};

const access = (words: readonly string[]): Promise<void> =>
  withStore(async (store) => {
    for (const line of await auditAccess(store, referenceOrFault(packageRoot), words)) print(line);
  });

const commands: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  verify,
  access,
  checkpoint: (words) => (words.length === 0 ? checkpoint() : Promise.reject(new UserError(usage))),
};

/** `tandem audit`: whether the record is what was written, and who has looked at a case. Throws UserError, also when it is not. */
export const auditCommand = ([name = "", ...words]: readonly string[]): Promise<void> =>
  (Object.hasOwn(commands, name) ? commands[name] : undefined)?.(words) ??
  Promise.reject(new UserError(usage));

import { wallClock } from "../clock.ts";
import { parseTandemRef } from "../domain/tandem-ref.ts";
import { UserError } from "../errors.ts";
import { destroyKeys, type Erased } from "../store/destroy-keys.ts";
import { rotateKeys } from "../store/key-rotation.ts";
import { faultsOfRing, masterKeysInUse, type MasterKeyInUse } from "../store/master-keys-in-use.ts";
import type { StoreContext } from "../store/store-context.ts";

const usage = [
  "Usage: npm run tandem -- keys COMMAND",
  "  list                                   each master key that is in use, and whether it is in TANDEM_KEYS",
  "  rotate                                 wraps every data key anew by the newest master key; safe to run again",
  "  destroy REF COMPARTMENT --because TEXT erases what is sealed in one compartment of a case, for ever",
  "TEXT stands in the record in the clear: no names.",
].join("\n");

const longestReason = 200;
const count = (n: number): string => `${n} data key${n === 1 ? "" : "s"}`;

const onRing: Readonly<Record<MasterKeyInUse["ring"], string>> = {
  current: "in TANDEM_KEYS, the newest: it wraps what is new",
  older: "in TANDEM_KEYS, still needed: run keys rotate",
  missing: "NOT in TANDEM_KEYS: nothing that these keys sealed can be read",
  "another-key": "NOT in TANDEM_KEYS: the key of that name there is another one",
};

/** The master keys in use, and which of the ring wrap nothing any more. */
const inUseInWords = ({ keys }: StoreContext, inUse: readonly MasterKeyInUse[]): readonly string[] => {
  const wraps = inUse.map(({ name, dataKeys, ring }) => `${name}: wraps ${count(dataKeys)}; ${onRing[ring]}`);
  const idle = [...keys.keys.keys()].filter((name) => !inUse.some((one) => one.name === name));
  return [
    ...wraps,
    ...idle.map((name) =>
      name === keys.current
        ? `${name}: wraps nothing yet; in TANDEM_KEYS, the newest: it wraps what is new`
        : `${name}: wraps nothing; it may be taken out of TANDEM_KEYS, once no process starts with it as the newest`,
    ),
  ];
};

/** Says what the ring cannot open, after everything else was said and done. Throws UserError. */
const refuseFaults = (inUse: readonly MasterKeyInUse[], said: readonly string[]): readonly string[] => {
  const faults = faultsOfRing(inUse);
  if (faults.length === 0) return said;
  throw new UserError([...said, ...faults, "Put it back into TANDEM_KEYS, after the newest one."].join("\n"));
};

const list = async (store: StoreContext): Promise<readonly string[]> => {
  const inUse = await masterKeysInUse(store);
  return refuseFaults(inUse, inUseInWords(store, inUse));
};

const rotate = async (store: StoreContext): Promise<readonly string[]> => {
  const rewrapped = await rotateKeys(store);
  const inUse = await masterKeysInUse(store);
  return refuseFaults(inUse, [
    `${count(rewrapped)} wrapped anew by ${store.keys.current}`,
    ...inUseInWords(store, inUse),
  ]);
};

const refused = (typed: string, compartment: string, answer: Extract<Erased, { ok: false }>): UserError => {
  if (answer.because === "no such case")
    return new UserError(`There is no case ${typed}. Nothing was erased.`);
  const living = answer.living.length === 0 ? "none" : answer.living.join(", ");
  return new UserError(
    `Nothing is sealed in compartment "${compartment}" of ${typed}, so nothing was erased. Compartments that hold something: ${living}`,
  );
};

const reasonIn = (words: readonly string[]): string => {
  const at = words.indexOf("--because");
  return at === -1
    ? ""
    : words
        .slice(at + 1)
        .join(" ")
        .trim();
};

const destroy = async (store: StoreContext, words: readonly string[]): Promise<readonly string[]> => {
  const [typed = "", compartment = ""] = words;
  const because = reasonIn(words);
  const ref = parseTandemRef(typed);
  if (ref === undefined) throw new UserError(`"${typed}" is not a reference of Tandem's.\n${usage}`);
  if (because === "" || because.length > longestReason)
    throw new UserError(`Say why, in at most ${longestReason} characters and without names.\n${usage}`);
  const erasing = { compartment, by: "command-line", at: wallClock.dutyNow(), because: [because] };
  const answer = await destroyKeys(store, ref, erasing);
  if (!answer.ok) throw refused(ref, compartment, answer);
  return [
    `What was sealed in compartment "${compartment}" of ${ref} is erased: ${count(answer.keys)} destroyed. The record says so.`,
    "Back-ups made before now still hold it, for as long as they are kept.",
  ];
};

/** `tandem keys`: the key ring in use. Throws UserError. */
export const keysCommand = (
  store: StoreContext,
  [does, ...words]: readonly string[],
): Promise<readonly string[]> => {
  if (does === "list") return list(store);
  if (does === "rotate") return rotate(store);
  if (does === "destroy") return destroy(store, words);
  return Promise.reject(new UserError(usage));
};

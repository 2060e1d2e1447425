import { UserError } from "../errors.ts";
import type { Instant } from "../domain/instant.ts";
import type { ReferenceFiles } from "../files/load-reference.ts";
import { playStory } from "../replay/play-story.ts";
import { printTimeline } from "../replay/print-timeline.ts";
import { storyFrom } from "../replay/read-story.ts";
import { readStoryInstant } from "../replay/story-instant.ts";

type Asked = { readonly file: string; readonly json: boolean; readonly until?: Instant };

const usage = "Say which story: replay STORY.yaml [--json] [--until INSTANT]";

const readUntil = (text: string | undefined): Instant => {
  const read = readStoryInstant(text ?? "");
  if (!read.ok) throw new UserError(`--until: ${read.because}`);
  return read.instant;
};

/** What was asked on the command line. Throws UserError for what is not understood. */
const asked = (words: readonly string[]): Asked => {
  const at = words.indexOf("--until");
  const rest = at === -1 ? words : words.toSpliced(at, 2);
  const files = rest.filter((word) => !word.startsWith("--"));
  const unknown = rest.find((word) => word.startsWith("--") && word !== "--json");
  const [file] = files;
  if (file === undefined || files.length > 1 || unknown !== undefined) throw new UserError(usage);
  const json = rest.includes("--json");
  return { file, json, ...(at === -1 ? {} : { until: readUntil(words[at + 1]) }) };
};

/** Plays a story and answers what followed from it, as a timeline to read or as one document. Throws UserError. */
export const replay = async (words: readonly string[], files: () => ReferenceFiles): Promise<string> => {
  const { file, json, until } = asked(words);
  const known = files();
  const { story, area } = storyFrom(file, known);
  const last = story.entries.at(-1)?.at;
  if (until !== undefined && last !== undefined && until < last)
    throw new UserError("--until is earlier than the last entry of the story");
  const document = await playStory({ story, area, files: known, ...(until === undefined ? {} : { until }) });
  return json ? `${JSON.stringify(document, undefined, 2)}\n` : printTimeline(document);
};

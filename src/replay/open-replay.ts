import { createHash } from "node:crypto";
import type { Config } from "../config.ts";
import type { Area } from "../domain/area/area-schema.ts";
import type { ReferenceFiles } from "../files/load-reference.ts";
import { createLog } from "../log.ts";
import { createServices } from "../services.ts";
import { createRecorder } from "./recorder.ts";
import type { Story } from "./story-schema.ts";

/** Seals nothing but the placeholders of a story, in a database that is thrown away. */
const keyFor = (use: string): Uint8Array => createHash("sha256").update(`replay ${use}`).digest();

const config: Config = {
  installations: [],
  role: "all",
  keys: { current: "replay", keys: new Map([["replay", keyFor("bodies")]]) },
  auditKey: keyFor("chain"),
  database: "pglite:",
  port: 0,
  host: "127.0.0.1",
  logLevel: "silent",
};

type Protocols = ReferenceFiles["protocols"];

/** The protocols, to be reviewed when the story says: the real ones have been overdue for years, in every story. */
const reviewedBy = (protocols: Protocols, { reviewDue }: Story): Protocols =>
  new Map(
    [...protocols].map(([name, { value, written }]) => {
      const sources = value.sources.map(({ reviewDue: inFile, ...source }) =>
        inFile === undefined || reviewDue === undefined ? source : { ...source, reviewDue },
      );
      return [name, { value: { ...value, sources }, written: { ...(written as object), sources } }] as const;
    }),
  );

const onlyThe = ({ area }: Area, files: ReferenceFiles, story: Story): ReferenceFiles => ({
  ...files,
  protocols: reviewedBy(files.protocols, story),
  areas: new Map([...files.areas].filter(([name]) => name === area)),
});

/** The bot as it runs, on a database of its own in memory, in which the first entry of the story is about to happen. */
export const openReplay = async (story: Story, area: Area, files: ReferenceFiles) => {
  const begins = story.entries[0]?.at;
  if (begins === undefined) throw new Error("a story has at least one entry");
  const recorder = createRecorder(story.story, begins);
  const { clock, ids, messenger, mailer } = recorder;
  const log = createLog(config.logLevel);
  const services = await createServices({
    config,
    files: onlyThe(area, files, story),
    clock,
    log,
    parts: { ids, messenger, mailer },
  });
  return { services, context: services.context, recorder };
};
export type Replay = Awaited<ReturnType<typeof openReplay>>;

import { participant, type Participant } from "../domain/meetings/meeting.ts";

type Other = { readonly name: string; readonly as: Participant };

type OthersRead =
  | { readonly ok: true; readonly others: readonly Other[] }
  | { readonly ok: false; readonly says: string };

const lineRead = (line: string): Other | undefined => {
  const [name = "", forWhom = ""] = line.split(";").map((part) => part.trim());
  const as = participant.safeParse(forWhom.toLowerCase().replaceAll(" ", "-"));
  return name === "" || !as.success ? undefined : { name, as: as.data };
};

/** Who came though nobody had asked them: one person a line, with for whom they came. */
export const readOthers = (typed: string | undefined): OthersRead => {
  const lines = (typed ?? "").split("\n").filter((line) => line.trim() !== "");
  const read = lines.map(lineRead);
  const wrong = read.indexOf(undefined);
  return wrong === -1
    ? { ok: true, others: read.flatMap((one) => one ?? []) }
    : { ok: false, says: `Line ${wrong + 1}: write "name; ${participant.options.join(" or ")}".` };
};

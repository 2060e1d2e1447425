import type { Area } from "../../src/domain/area/area-schema.ts";
import type { Protocol } from "../../src/domain/protocol/protocol-schema.ts";
import type { ReferenceFiles } from "../../src/files/load-reference.ts";
import { packageRoot, referenceOrFault } from "../../src/run.ts";

export type ChangedFiles = {
  /** The example area as the story needs it. */
  readonly area?: (area: Area) => Area;
  /** Who is told, besides what the protocol of the example area says. */
  readonly notices?: Protocol["notices"];
};

/** In what is pinned to a case too: a case opened under the protocol reads it from the database. */
const withNotices = (files: ReferenceFiles, added: ChangedFiles["notices"] = []): ReferenceFiles => {
  const name = files.areas.get("exampleshire")?.value.protocol ?? "";
  const read = files.protocols.get(name);
  if (added.length === 0 || read === undefined) return files;
  const more = <T extends { readonly notices?: readonly unknown[] }>(one: T): T => ({
    ...one,
    notices: [...(one.notices ?? []), ...added],
  });
  const changed = { ...read, value: more(read.value), written: more(read.written as Protocol) };
  return { ...files, protocols: new Map([...files.protocols, [name, changed]]) };
};

/** The example area, as its file has it or as the story changes it. */
export const filesFor = ({ area: change, notices }: ChangedFiles) => {
  const files = withNotices(referenceOrFault(packageRoot), notices);
  const value = files.areas.get("exampleshire")?.value;
  if (value === undefined) throw new Error("the example area is not there");
  if (change === undefined) return { files, area: value };
  const area = change(value);
  return { area, files: { ...files, areas: new Map([[area.area, { value: area, written: area }]]) } };
};

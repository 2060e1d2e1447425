import { readdirSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { areaSchema, type Area } from "../domain/area/area-schema.ts";
import { checkArea } from "../domain/area/check-area.ts";
import { authoritySchema, type AuthorityTable } from "../domain/authority/authority-table.ts";
import { checkProtocol, type Problem } from "../domain/protocol/check-protocol.ts";
import { protocolSchema, type Protocol } from "../domain/protocol/protocol-schema.ts";
import { readYaml, type Fault } from "./read-yaml.ts";

export type Written<T> = { readonly value: T; readonly written: unknown };
export type ReferenceFiles = {
  readonly protocols: ReadonlyMap<string, Written<Protocol>>;
  readonly areas: ReadonlyMap<string, Written<Area>>;
  readonly authority: AuthorityTable;
};
export type Loaded =
  | { readonly ok: true; readonly files: ReferenceFiles }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const yamlIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .toSorted()
    .map((name) => path.join(folder, name));

const readFolder = <T extends z.ZodType>(root: string, folder: string, schema: T) => {
  const found: { readonly file: string; readonly value: z.output<T>; readonly written: unknown }[] = [];
  const faults: Fault[] = [];
  for (const file of yamlIn(path.join(root, folder))) {
    const name = path.relative(root, file);
    const read = readYaml(file, schema, name);
    if (read.ok) found.push({ file: name, value: read.value, written: read.written });
    else faults.push(...read.faults);
  }
  return { found, faults };
};

const asFaults = (file: string, problems: readonly Problem[]): readonly Fault[] =>
  problems.map(({ path: where, says }) => ({ file, line: 1, path: where.join("."), says }));

/**
 * Reads every protocol and area and the authority table below a folder, and checks them against each other. Answers all
 * faults at once with file, line and path; nothing starts on a file that has one.
 */
export const loadReferenceFiles = (root: string): Loaded => {
  const protocols = readFolder(root, "protocols", protocolSchema);
  const areas = readFolder(root, "areas", areaSchema);
  const authority = readYaml(path.join(root, "authority.yaml"), authoritySchema, "authority.yaml");
  const known = new Map(protocols.found.map((one) => [one.value.protocol, one]));
  const faults: Fault[] = [...protocols.faults, ...areas.faults, ...(authority.ok ? [] : authority.faults)];
  for (const { file, value } of protocols.found) faults.push(...asFaults(file, checkProtocol(value)));
  for (const { file, value } of areas.found) {
    const protocol = known.get(value.protocol)?.value;
    const missing = [{ path: ["protocol"], says: `there is no protocol "${value.protocol}"` }];
    faults.push(...asFaults(file, protocol === undefined ? missing : checkArea(value, protocol)));
  }
  if (faults.length > 0 || !authority.ok) return { ok: false, faults };
  const areaFiles = new Map(areas.found.map((one) => [one.value.area, one]));
  return { ok: true, files: { protocols: known, areas: areaFiles, authority: authority.value } };
};

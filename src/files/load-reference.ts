import { readdirSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { areaSchema, type Area } from "../domain/area/area-schema.ts";
import { checkArea } from "../domain/area/check-area.ts";
import { authoritySchema, type AuthorityTable } from "../domain/authority/authority-table.ts";
import { checkProtocol, type Problem } from "../domain/protocol/check-protocol.ts";
import { flatten, type WrittenProtocol } from "../domain/protocol/flatten.ts";
import {
  protocolFileSchema,
  protocolSchema,
  type Protocol,
  type ProtocolFile,
} from "../domain/protocol/protocol-schema.ts";
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

type LineOf = (path: readonly PropertyKey[]) => number;
export type Found<T> = Written<T> & { readonly file: string; readonly lineOf: LineOf };

/** Every YAML file of a folder by its schema; a folder that is not there holds none. */
export const readFolder = <T extends z.ZodType>(root: string, folder: string, schema: T) => {
  const found: Found<z.output<T>>[] = [];
  const faults: Fault[] = [];
  for (const file of yamlIn(path.join(root, folder))) {
    const name = path.relative(root, file);
    const read = readYaml(file, schema, name);
    if (read.ok) found.push({ file: name, value: read.value, written: read.written, lineOf: read.lineOf });
    else faults.push(...read.faults);
  }
  return { found, faults };
};

type At = { readonly file: string; readonly lineOf: LineOf };

/** Problems at their line in a file. */
export const asFaults = ({ file, lineOf }: At, problems: readonly Problem[]): readonly Fault[] =>
  problems.map(({ path: where, says }) => ({ file, line: lineOf(where), path: where.join("."), says }));

/** Two files that give themselves the same name: only one of them would be used, and nobody could say which. */
const sameName = <T>(found: readonly Found<T>[], nameOf: (value: T) => string, key: string) =>
  found.flatMap((one, index) => {
    const name = nameOf(one.value);
    const first = found.findIndex(({ value }) => nameOf(value) === name);
    return first < index
      ? asFaults(one, [{ path: [key], says: `"${name}" is also the name in ${found[first]?.file ?? ""}` }])
      : [];
  });

const areaFaults = (found: Found<Area>, protocol: Protocol | undefined): readonly Fault[] => {
  const missing = [{ path: ["protocol"], says: `there is no protocol "${found.value.protocol}"` }];
  return asFaults(found, protocol === undefined ? missing : checkArea(found.value, protocol));
};

/** Each file with everything that it extends. A layer that others extend is no protocol that an area can work by. */
const flattened = (files: readonly Found<ProtocolFile>[]) => {
  const written = new Map(files.map((one) => [one.value.protocol, one.written as WrittenProtocol]));
  const found: Found<Protocol>[] = [];
  const faults: Fault[] = [];
  for (const one of files.filter(({ value }) => value.layer === undefined)) {
    const whole = flatten(one.value.protocol, written);
    if (whole.ok) found.push({ ...one, value: protocolSchema.parse(whole.written), written: whole.written });
    else faults.push(...asFaults(one, [{ path: ["extends"], says: whole.says }]));
  }
  return { found, faults };
};

/**
 * Reads every protocol and area and the authority table below a folder, and checks them against each other. Answers all
 * faults at once with file, line and path; nothing starts on a file that has one.
 */
export const loadReferenceFiles = (root: string): Loaded => {
  const protocols = readFolder(root, "protocols", protocolFileSchema);
  const areas = readFolder(root, "areas", areaSchema);
  const authority = readYaml(path.join(root, "authority.yaml"), authoritySchema, "authority.yaml");
  const whole = flattened(protocols.found);
  const known = new Map(whole.found.map((one) => [one.value.protocol, one]));
  const faults: Fault[] = [
    ...protocols.faults,
    ...areas.faults,
    ...(authority.ok ? [] : authority.faults),
    ...whole.faults,
  ];
  for (const one of whole.found) faults.push(...asFaults(one, checkProtocol(one.value)));
  for (const one of areas.found) faults.push(...areaFaults(one, known.get(one.value.protocol)?.value));
  faults.push(...sameName(protocols.found, ({ protocol }) => protocol, "protocol"));
  faults.push(...sameName(areas.found, ({ area }) => area, "area"));
  if (faults.length > 0 || !authority.ok) return { ok: false, faults };
  const areaFiles = new Map(areas.found.map((one) => [one.value.area, one]));
  return { ok: true, files: { protocols: known, areas: areaFiles, authority: authority.value } };
};

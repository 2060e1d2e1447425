import { existsSync } from "node:fs";
import path from "node:path";
import { areaSchema, type Area } from "../domain/area/area-schema.ts";
import { checkProtocol } from "../domain/protocol/check-protocol.ts";
import { flatten, type WrittenProtocol } from "../domain/protocol/flatten.ts";
import {
  protocolFileSchema,
  protocolSchema,
  type Protocol,
  type ProtocolFile,
} from "../domain/protocol/protocol-schema.ts";
import { asFaults, readFolder, type Found } from "./load-reference.ts";
import { readYaml, type Fault } from "./read-yaml.ts";

export type LoadedProtocol =
  | {
      readonly ok: true;
      /** With everything that it extends, parsed and as it was written. */
      readonly protocol: Protocol;
      readonly written: WrittenProtocol;
      readonly file: Found<ProtocolFile>;
      /** The areas beside it that work by it. */
      readonly areas: readonly Found<Area>[];
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const areasOf = (root: string, protocol: string): readonly Found<Area>[] =>
  existsSync(path.join(root, "areas"))
    ? readFolder(root, "areas", areaSchema).found.filter(({ value }) => value.protocol === protocol)
    : [];

/**
 * Reads one protocol's file, with the files in its folder that it extends and the areas beside that folder that work by
 * it. Answers every fault of the file at once.
 */
export const loadProtocol = (file: string): LoadedProtocol => {
  const folder = path.dirname(path.resolve(file));
  const root = path.dirname(folder);
  const name = path.relative(root, path.resolve(file));
  const read = readYaml(path.resolve(file), protocolFileSchema, name);
  if (!read.ok) return read;
  const siblings = readFolder(root, path.basename(folder), protocolFileSchema);
  const written = new Map(
    siblings.found.map((one) => [one.value.protocol, one.written as WrittenProtocol]),
  ).set(read.value.protocol, read.written as WrittenProtocol);
  const found = { ...read, file: name };
  const whole = flatten(read.value.protocol, written);
  if (!whole.ok)
    return {
      ok: false,
      faults: [...asFaults(found, [{ path: ["extends"], says: whole.says }]), ...siblings.faults],
    };
  const protocol = protocolSchema.parse(whole.written);
  const faults = read.value.layer === true ? [] : asFaults(found, checkProtocol(protocol));
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    protocol,
    written: whole.written,
    file: found,
    areas: areasOf(root, read.value.protocol),
  };
};

/** Every protocol file of a folder by its name, layers too, each as it stands in its own file. */
export const readProtocolFiles = (root: string): ReadonlyMap<string, ProtocolFile> =>
  new Map(
    readFolder(root, "protocols", protocolFileSchema).found.map(({ file, value }) => [
      path.basename(file),
      value,
    ]),
  );

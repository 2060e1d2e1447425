import { z } from "zod";
import { areaSchema } from "../domain/area/area-schema.ts";
import { protocolFileSchema } from "../domain/protocol/protocol-schema.ts";

/** A JSON Schema, as far as it is read here. */
export type JsonSchema = {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
};

/** A list of one may be written without its brackets, which zod does before it looks and so cannot say by itself. */
const isOneOrMore = (schema: z.core.$ZodType): boolean => {
  const { def } = schema._zod as { def: { type: string; in?: z.core.$ZodType } };
  return def.type === "pipe" && def.in?._zod.def.type === "transform";
};

type Reused = "ref" | "inline";

const asWritten = (schema: z.ZodType, title: string, reused: Reused): JsonSchema =>
  z.toJSONSchema(schema.meta({ title }), {
    io: "input",
    reused,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      delete jsonSchema.readOnly;
      if (!isOneOrMore(zodSchema) || jsonSchema.items === undefined) return;
      const { type: _type, items, minItems: _minItems, ...rest } = jsonSchema;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      const one = items as z.core.JSONSchema.BaseSchema;
      Object.assign(jsonSchema, rest, { anyOf: [one, { type: "array", minItems: 1, items: one }] });
    },
  }) as JsonSchema;

/**
 * What editors complete and check the data files by: each file of docs/schemas, by its name. Inline for whoever walks
 * through one; by reference, and a fraction as long, for the file.
 */
export const jsonSchemas = (
  reused: Reused = "inline",
): Readonly<Record<"protocol.json" | "area.json", JsonSchema>> => ({
  "protocol.json": asWritten(protocolFileSchema, "A protocol of Tandem", reused),
  "area.json": asWritten(areaSchema, "An area of Tandem", reused),
});

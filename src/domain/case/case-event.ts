import type { z } from "zod";
import type { caseEventSchemas, Compartment } from "./event-schemas.ts";

type Schemas = typeof caseEventSchemas;
export type CaseEventType = keyof Schemas;
type Body<T extends CaseEventType> = z.infer<Schemas[T][1]["body"]>;

/** An event as decided: a clear header, and where there is one a body bound for one compartment. */
export type NewCaseEvent = {
  readonly [T in CaseEventType]: {
    readonly type: T;
    readonly version: 1;
    readonly header: z.infer<Schemas[T][1]["header"]>;
  } & (undefined extends Body<T>
    ? { readonly sealed?: undefined }
    : { readonly sealed: { readonly compartment: Compartment; readonly body: Body<T> } });
}[CaseEventType];

/** An event as read for deciding and projecting: its header only. */
export type CaseEvent = {
  readonly [T in CaseEventType]: { readonly type: T; readonly header: z.infer<Schemas[T][1]["header"]> };
}[CaseEventType];

export type HeaderOf<T extends CaseEventType> = z.infer<Schemas[T][1]["header"]>;
export type BodyOf<T extends CaseEventType> = Body<T>;

import { isEmpty } from "../desk/hand-over-list.ts";
import type { NoticeModel } from "../notices/notice.ts";
import type { Redacted } from "./redacted-models.ts";

type Ring = { readonly says: string; readonly telephone: string };

/** Whom a message asks its reader to ring. */
const ringOf = (model: NoticeModel): Ring | undefined => {
  if (model.kind === "redacted") return undefined;
  if ("ring" in model) return Array.isArray(model.ring) ? model.ring[0] : model.ring;
  if ("passOnTo" in model) return model.passOnTo;
  if ("callBack" in model) return { says: `ring the ${model.team}`, telephone: model.callBack };
  if (model.kind === "allocated") {
    const { telephone } = model;
    return telephone === undefined ? undefined : { says: "ring whoever has it there", telephone };
  }
  if ("telephone" in model)
    return { says: "says" in model ? model.says : `ring the ${model.team}`, telephone: model.telephone };
  return undefined;
};

const caseOf = (model: NoticeModel): Redacted["cases"] => {
  if (!("ref" in model)) return [];
  return [{ ref: model.ref, ...("dueAt" in model ? { dueAt: model.dueAt } : {}) }];
};

const postOf = (model: NoticeModel): Pick<Redacted, "post"> =>
  model.kind === "referral-post"
    ? {
        post: { hop: model.hop, isOpen: model.had === undefined, passesOn: model.passOnTo !== undefined },
      }
    : {};

const signOf = (model: NoticeModel): Pick<Redacted, "sign"> =>
  model.kind === "hand-over" && model.signed === undefined && !isEmpty(model.list)
    ? { sign: [model.area, model.slot, model.at].join("/") }
    : {};

const isUrgent = (models: readonly NoticeModel[]): boolean =>
  models.some((model) => "urgency" in model && model.urgency === "urgent");

/**
 * What may go out in place of a message, the fullest first: with whom to ring, with the number alone, and last with what
 * Tandem itself made, which nobody wrote and which therefore always may.
 */
export const plainModels = (
  models: readonly [NoticeModel, ...NoticeModel[]],
): readonly [Redacted, ...Redacted[]] => {
  const [first] = models;
  const bare: Redacted = {
    kind: "redacted",
    of: first.kind,
    cases: models.flatMap(caseOf),
    ...(isUrgent(models) ? { urgency: "urgent" as const } : {}),
    ...postOf(first),
    ...signOf(first),
  };
  const ring = ringOf(first);
  if (ring === undefined) return [bare];
  return [{ ...bare, ring }, { ...bare, ring: { telephone: ring.telephone } }, bare];
};

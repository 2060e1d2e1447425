import type { BodyOf } from "../domain/case/case-event.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import { compartmentsOf } from "../domain/authority/need-to-know.ts";
import type { RecordSection } from "../domain/strategy/sections.ts";
import type { Draft, StrategyRecord } from "../domain/strategy/strategy-record.ts";
import type { OpenedBody, Viewer } from "../ports.ts";
import type { Context } from "./context.ts";

/** Who wrote what, by their ids. */
export type Names = ReadonlyMap<string, string>;

export const namesOf = async (
  { people }: Pick<Context, "people">,
  ids: readonly string[],
): Promise<Names> => {
  const found = await Promise.all([...new Set(ids)].map((id) => people.byId(id)));
  return new Map(found.flatMap((one) => (one === undefined ? [] : [[one.person, one.name]])));
};

/** Opens what was written in a case for somebody who may read it; that it was opened is written down first. */
export const openTexts = (
  context: Context,
  viewer: Viewer,
  state: CaseState,
): Promise<readonly OpenedBody[]> =>
  context.cases.openBodies(viewer, {
    ref: state.ref,
    at: context.clock.dutyNow(),
    compartments: compartmentsOf(state, viewer.person),
  });

type Answer = BodyOf<"SectionDrafted">["answers"][number];

const saidBy = (draft: Draft, bodies: readonly OpenedBody[]): readonly Answer[] =>
  bodies.flatMap((one) =>
    one.type === "SectionDrafted" && one.header.draft === draft.draft ? one.body.answers : [],
  );

/**
 * What stands written in some drafts, question by question. Where two people wrote at the same instant both stand, each
 * under the name of whoever wrote it.
 */
export const mergedAnswers = (
  drafts: readonly Draft[],
  bodies: readonly OpenedBody[],
  names: Names,
): readonly Answer[] => {
  const all = drafts
    .toSorted((a, b) => a.enteredAt.localeCompare(b.enteredAt))
    .flatMap((draft) => saidBy(draft, bodies).map((answer) => ({ ...answer, by: draft.by })));
  const fields = [...new Set(all.map(({ field }) => field))];
  return fields.map((field) => {
    const said = all.filter((one) => one.field === field);
    const texts = [...new Set(said.map(({ text }) => text))];
    if (texts.length === 1) return { field, text: texts[0] ?? "" };
    const each = said.map(({ by, text }) => `${names.get(by) ?? "A registered worker"}: ${text}`);
    return { field, text: each.join("\n") };
  });
};

/** Everything that stands written in a record, or in one section of it. */
export const writtenIn = (
  record: StrategyRecord | undefined,
  section: RecordSection | undefined,
  { bodies, names }: { readonly bodies: readonly OpenedBody[]; readonly names: Names },
): readonly Answer[] =>
  mergedAnswers(
    (record?.drafts ?? []).filter((one) => section === undefined || one.section === section),
    bodies,
    names,
  );

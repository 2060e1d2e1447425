import { agencyInWords } from "../domain/agency.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { ActionShown } from "../domain/strategy/strategy-models.ts";
import type { OpenedBody } from "../ports.ts";
import type { Names } from "./strategy-texts.ts";

const ownerOf = (
  { owner, person }: CaseState["actions"][number],
  who: string | undefined,
  names: Names,
): string => {
  const agency = owner === "family" || owner === "other" ? owner : agencyInWords[owner];
  const name = person === undefined ? who : names.get(person);
  return name === undefined ? agency : `${name} (${agency})`;
};

/** The actions that were agreed in a discussion, as whoever may read them sees them. */
export const actionsOf = (
  state: CaseState,
  id: string,
  { bodies, names }: { readonly bodies: readonly OpenedBody[]; readonly names: Names },
): readonly ActionShown[] =>
  state.actions
    .filter(({ record }) => record === id)
    .map((one): ActionShown => {
      const body = bodies.find(
        (opened) => opened.type === "ActionAgreed" && opened.header.action === one.action,
      );
      const said = body?.type === "ActionAgreed" ? body.body : undefined;
      return {
        action: one.action,
        text: said?.text ?? "An action",
        owner: ownerOf(one, said?.who, names),
        dueAt: one.dueAt,
        ...(one.done === undefined
          ? {}
          : { done: { at: one.done.at, name: names.get(one.done.by) ?? "A registered worker" } }),
      };
    });

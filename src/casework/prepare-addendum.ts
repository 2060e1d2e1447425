import { readersOfAddendum } from "../domain/conferences/decide-addendum.ts";
import { meetingIn, type Meeting } from "../domain/meetings/meeting.ts";
import { conditionFacts } from "../domain/protocol/condition.ts";
import { sealedStep } from "../domain/steps/forms.ts";
import { fieldsFor } from "../domain/steps/required.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";

export type AddendumPrepared =
  | {
      readonly ok: true;
      readonly meeting: Pick<Meeting, "meeting" | "kind" | "startsAt">;
      readonly fields: ReturnType<typeof fieldsFor>;
      /** Who can read it besides its author, by name. */
      readonly readers: readonly string[];
      /** Whether anybody chairs the conference yet. */
      readonly hasChair: boolean;
    }
  | { readonly ok: false; readonly says: string };

/** What the form of a confidential addendum asks and says. No word of an earlier one is opened for it. */
export const prepareAddendum = async (
  context: Context,
  viewer: Viewer,
  about: { readonly ref: TandemRef; readonly meeting?: string },
): Promise<AddendumPrepared> => {
  const found = await caseForForm(context, viewer, "raise-addendum", about.ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const meeting = meetingIn(state, about.meeting);
  if (meeting === undefined) return { ok: false, says: "There is no such conference in this case." };
  const asked = { step: sealedStep, agency: viewer.person.agency } as const;
  return {
    ok: true,
    meeting,
    fields: fieldsFor(world.protocol, asked, conditionFacts(state)),
    readers: readersOfAddendum(state, viewer.person, world).map(({ name }) => name),
    hasChair: state.named.some(({ as }) => as === "chair"),
  };
};

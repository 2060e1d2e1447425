import type { ModalView } from "@slack/types";
import type { Meeting } from "../../domain/meetings/meeting.ts";
import { views } from "../action-ids.ts";
import { escapeMarkup, paragraph, textField } from "../elements.ts";
import { meetingInWords } from "../meeting-words.ts";
import { when } from "../words.ts";
import { answerFields, askedFields } from "./asked-fields.ts";
import { caseForm } from "./case-form.ts";

export const addendumFields = { more: askedFields.answer("anything more") } as const;

type Raising = {
  readonly meeting: Pick<Meeting, "meeting" | "kind" | "startsAt">;
  readonly fields: Parameters<typeof answerFields>[0];
  readonly readers: readonly string[];
  readonly hasChair: boolean;
};

const noChair =
  "*Nobody is named as chair yet.* Whoever is named can read it then, and is told. If it cannot wait, ring the conference's office.";

/** What the police hold back from a conference, for its chair alone. */
export const addendumForm = (ref: string, { meeting, fields, readers, hasChair }: Raising): ModalView =>
  caseForm({
    callback: views.raiseAddendum,
    ref,
    about: meeting.meeting,
    title: "For the chair alone",
    reads: `Only you can read it${readers.length === 0 ? "" : `, and ${readers.join(", ")}`}. Nobody else can see that it is there.`,
    blocks: [
      paragraph(escapeMarkup(`${ref}: ${meetingInWords[meeting.kind]} of ${when(meeting.startsAt)}.`)),
      ...(hasChair ? [] : [paragraph(noChair)]),
      ...answerFields(fields),
      textField({ id: addendumFields.more, label: "Anything more", multiline: true, optional: true }),
    ],
  });

import { z } from "zod";
import { addNote } from "../../src/casework/add-note.ts";
import { noteFields } from "../../src/slack/forms/note-form.ts";
import { textIn, ticksIn } from "../answers.ts";
import { submitCaseForm } from "./submit-case-form.ts";

const readAnswer = z.enum(["both agencies", "own agency", "named people"]);

/** A note is written, for those alone who were chosen to read it. */
export const noteSubmitted = submitCaseForm({
  title: "Add a note",
  firstField: noteFields.text,
  act: async ({ values, viewer, ref, request, boundary }) => {
    const reads = readAnswer.safeParse(textIn(values, noteFields.reads));
    const readers = ticksIn(values, noteFields.readers);
    const text = textIn(values, noteFields.text);
    if (!reads.success) return { faults: { [noteFields.reads]: "Choose who may read it." } };
    if (reads.data === "named people" && readers.length === 0)
      return { faults: { [noteFields.readers]: "Choose who may read it." } };
    if (reads.data !== "named people" && readers.length > 0)
      return {
        faults: { [noteFields.reads]: "You chose people: choose “Only people I choose”, or remove them." },
      };
    if (text === undefined) return { faults: { [noteFields.text]: "Write the note." } };
    const adding = { ref, request, for: reads.data, readers, text };
    return { acted: await addNote(boundary.services.context, viewer, adding) };
  },
});

import type { HeaderOf } from "./case-event.ts";

/** A note for a few people: who wrote it, who may read it by name, and as what somebody named later may. */
export type Addendum = {
  readonly note: string;
  readonly by: string;
  readonly readers: readonly string[];
  readonly readersAs: NonNullable<HeaderOf<"NoteAdded">["readersAs"]>;
};

/** Whether a note is for a few people alone, and that it is there is theirs to know. */
export const isAddendum = ({ readers, readersAs = [] }: HeaderOf<"NoteAdded">): boolean =>
  readers.length > 0 || readersAs.length > 0;

import { z } from "zod";

/** The parts of a discussion's record that a requirement's answers can stand in. */
export const sectionName = z.enum([
  "information",
  "decision",
  "plan",
  "interviews",
  "culture",
  "other-children",
  "family",
  "more",
]);
export type SectionName = z.infer<typeof sectionName>;

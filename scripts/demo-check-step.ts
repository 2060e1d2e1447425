import type { Picture } from "./demo-check-pictures.ts";
import type { Visitor } from "./demo-check-visitor.ts";

/** One thing that a newcomer does and sees. */
export type Step = {
  readonly says: string;
  readonly play: (visitor: Visitor, picture: Picture) => Promise<void>;
};

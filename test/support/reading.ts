import type { Instant } from "../../src/domain/instant.ts";
import type { TandemRef } from "../../src/domain/tandem-ref.ts";
import type { Opening, Viewer } from "../../src/ports.ts";

/** What opens a case for somebody of one of its agencies: both agencies' compartment, and their own. */
export const reading = (viewer: Viewer, ref: TandemRef, at: Instant): [Viewer, Opening] => [
  viewer,
  { ref, at, compartments: ["shared", viewer.person.agency] },
];

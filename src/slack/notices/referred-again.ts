import type { KnownBlock } from "@slack/types";
import type { NoticeModel } from "../../domain/notices/notice.ts";
import { escapeMarkup, paragraph } from "../elements.ts";
import type { Rendered } from "../rendered.ts";
import { caseButtons } from "./waiting.ts";

type Model = Extract<NoticeModel, { kind: "referred-again" }>;

/** That a child of an earlier case may have been referred again, or one of a new case before: by reference alone. */
export const renderReferredAgain = ({ ref, areaName, earlier }: Model): Rendered => {
  const what =
    earlier === undefined
      ? `The child in ${ref}, ${areaName}, may have been referred before.`
      : `A later referral, ${ref}, ${areaName}, may be about the child in your case ${earlier}.`;
  const next =
    earlier === undefined
      ? "Next: open the case and read the earlier concerns before you decide. This could not be seen when it was sent."
      : "Next: read it, and speak to whoever has it. Nothing was merged, and your case goes on as it is.";
  return {
    text: escapeMarkup(what),
    blocks: [paragraph(`*${escapeMarkup(what)}*\n${next}`), caseButtons(ref)] satisfies KnownBlock[],
  };
};

import type { ReactNode } from "react";
import { useSnapshot } from "./use-page.ts";

/** What Slack's client, or this page, says beside the conversation. Always there, so that changes are read aloud. */
export const Notices = (): ReactNode => {
  const { notice } = useSnapshot();
  return (
    <div role="status" className={notice === undefined ? "notice none" : `notice ${notice.tone}`}>
      {notice?.text}
    </div>
  );
};

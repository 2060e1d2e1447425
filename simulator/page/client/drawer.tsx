import type { MouseEvent, ReactNode } from "react";
import { focusConversation } from "./focus-conversation.ts";
import { useIsNarrow } from "./use-is-narrow.ts";

/** A drawer that shuts would take the focus with it. */
const shutWhenChosen = (event: MouseEvent<HTMLDetailsElement>): void => {
  if (!(event.target instanceof Element) || event.target.closest("li") === null) return;
  event.currentTarget.open = false;
  focusConversation();
};

type DrawerProps = {
  /** What a narrow page shows while the drawer is shut. */
  readonly summary: string;
  readonly children: ReactNode;
};

/** Always in sight on a wide page; on a narrow one a drawer, which shuts when something of its list is chosen. */
export const Drawer = ({ summary, children }: DrawerProps): ReactNode =>
  useIsNarrow() ? (
    <details className="drawer" onClick={shutWhenChosen}>
      <summary>{summary}</summary>
      {children}
    </details>
  ) : (
    children
  );

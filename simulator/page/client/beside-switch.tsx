import type { ReactNode } from "react";
import type { Beside } from "./snapshot.ts";
import { usePage, useSnapshot } from "./use-page.ts";

/** Opens one of the panels beside the conversation, in place of another, and shuts it. */
export const BesideSwitch = ({
  which,
  children,
}: {
  readonly which: Beside;
  readonly children: ReactNode;
}): ReactNode => {
  const { putBeside } = usePage();
  const isOpen = useSnapshot().beside === which;
  return (
    <button type="button" aria-expanded={isOpen} onClick={() => putBeside(isOpen ? undefined : which)}>
      {children}
    </button>
  );
};

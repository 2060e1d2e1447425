import type { SyntheticEvent } from "react";

/** A form's `onSubmit` that does `work` here, where a browser would load another page. */
export const withoutReload =
  (work: () => void) =>
  (event: SyntheticEvent): void => {
    event.preventDefault();
    work();
  };

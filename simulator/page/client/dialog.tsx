import { useLayoutEffect, useRef, type ReactNode, type RefObject, type SyntheticEvent } from "react";
import { focusConversation } from "./focus-conversation.ts";

const giveBack = (before: Element | null): void => {
  if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
  else focusConversation();
};

const useShown = (): RefObject<HTMLDialogElement | null> => {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      giveBack(before);
    };
  }, []);
  return dialog;
};

/** Only whoever drew the dialog takes it away. */
const keepShown = (event: SyntheticEvent): void => {
  event.preventDefault();
  event.stopPropagation();
};

type DialogProps = {
  readonly label: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/**
 * The browser's own modal dialog: it keeps the focus inside and the rest of the page out of reach. Escape asks to close;
 * the focus goes back to where it was, or to the conversation when that is no longer there.
 */
export const Dialog = ({ label, className, onClose, children }: DialogProps): ReactNode => (
  <dialog
    ref={useShown()}
    aria-label={label}
    className={className}
    onCancel={(event) => {
      keepShown(event);
      onClose();
    }}
    onKeyDown={(event) => {
      if (event.key !== "Escape") return;
      keepShown(event);
      onClose();
    }}
  >
    {children}
  </dialog>
);

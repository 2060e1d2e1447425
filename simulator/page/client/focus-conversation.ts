/** Where the focus goes when what had it is no longer there. */
export const focusConversation = (): void => {
  const conversation = document.querySelector("#conversation");
  if (conversation instanceof HTMLElement) conversation.focus();
};

/** What Bolt listens for when a button is pressed: no other kind of element has the name of one. */
export const button = (actionId: string) => ({ type: "block_actions" as const, action_id: actionId });

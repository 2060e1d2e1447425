import { useState, type ReactNode } from "react";
import { Confirmation } from "./confirmation.tsx";
import { usePage } from "./use-page.ts";

/** Starts the simulated world anew, once it has been asked for twice. */
export const Reset = (): ReactNode => {
  const { reset } = usePage();
  const [isAsking, setAsking] = useState(false);
  const yes = (): void => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        Start anew
      </button>
      {isAsking ? (
        <Confirmation
          title="Start anew?"
          text="Every message, window and referral of this simulated workspace goes, and duty time starts again."
          yes="Start anew"
          no="Keep it"
          isDangerous
          onYes={yes}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};

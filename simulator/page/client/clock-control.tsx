import { useState, type ReactNode } from "react";
import type { DutyClock } from "../contract.ts";
import { londonInstant, londonWall } from "./london-time.ts";
import { usePage, useSnapshot } from "./use-page.ts";
import { withoutReload } from "./without-reload.ts";

type MoverProps = { readonly clock: DutyClock; readonly isMoving: boolean };

/** Any instant that is still to come, as a clock in London shows it. */
const AnyInstant = ({ clock, isMoving }: MoverProps): ReactNode => {
  const { skip } = usePage();
  const [typed, setTyped] = useState("");
  const earliest = londonWall(clock.iso);
  const iso = londonInstant(typed);
  const isForwards = typed > earliest;
  const go = (): void => {
    if (iso !== undefined && isForwards && !isMoving) skip({ to: { iso } });
  };
  return (
    <form className="row" onSubmit={withoutReload(go)}>
      <label>
        To, London time
        <input
          type="datetime-local"
          required
          min={earliest}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <button type="submit" aria-disabled={isMoving}>
        Go there
      </button>
    </form>
  );
};

const FellDue = ({ stoppedAt }: { readonly stoppedAt: readonly string[] | undefined }): ReactNode => {
  if (stoppedAt === undefined) return null;
  if (stoppedAt.length === 0) return "Nothing fell due on the way.";
  const times = stoppedAt.length === 1 ? "once" : `${stoppedAt.length} times`;
  return `Something fell due ${times} on the way: ${stoppedAt.join("; ")}.`;
};

type StepProps = { readonly label: string; readonly isMoving: boolean; readonly onPress: () => void };

const Step = ({ label, isMoving, onPress }: StepProps): ReactNode => (
  <button type="button" aria-disabled={isMoving} onClick={() => (isMoving ? undefined : onPress())}>
    {label}
  </button>
);

const Steps = ({ clock, isMoving }: MoverProps): ReactNode => {
  const { skip } = usePage();
  const { nextClosing } = clock;
  return (
    <>
      <Step label="+15 min" isMoving={isMoving} onPress={() => skip({ minutes: 15 })} />
      <Step label="+1 h" isMoving={isMoving} onPress={() => skip({ minutes: 60 })} />
      {nextClosing === undefined ? null : (
        <Step
          label={`To closing time, ${nextClosing.says}`}
          isMoving={isMoving}
          onPress={() => skip({ to: "next closing" })}
        />
      )}
    </>
  );
};

/** Duty time, and ways to move it forwards: what is late is late at once, and nobody has to wait. */
export const ClockControl = (): ReactNode => {
  const { state, stoppedAt } = useSnapshot();
  if (state === undefined) return null;
  const { clock } = state;
  return (
    <section aria-label="Duty time" className="clock">
      <div className="row">
        <strong>{clock.says}</strong>
        <Steps clock={clock} isMoving={clock.moving} />
      </div>
      <div className="row">
        <AnyInstant clock={clock} isMoving={clock.moving} />
        <p className="hint">
          {clock.nextClosing === undefined ? "" : `Next to close: ${clock.nextClosing.who}`}
        </p>
        <p role="status" className="hint grow">
          {clock.moving ? "Duty time is moving." : <FellDue stoppedAt={stoppedAt} />}
        </p>
      </div>
    </section>
  );
};

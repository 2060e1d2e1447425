/** How long Redis may be away before people are told. */
const redisAwayFor = 30_000;
const roundsRunning = 3;

export type Round = { readonly now: number; readonly redisIsReady: boolean; readonly beyondGrace: number };

/**
 * Whether the alarm clock does its work: not once Redis has been away for more than 30 s, nor when the sweeper had to do
 * work beyond its grace three rounds running; again after as many rounds without either. Answers only what has changed.
 */
export const watchForDegraded = (startedAt: number) => {
  let lastReady = startedAt;
  let late = 0;
  let fine = 0;
  let degraded: boolean | undefined;
  const judged = (round: Round): boolean | undefined => {
    if (round.now - lastReady > redisAwayFor || late >= roundsRunning) return true;
    return round.redisIsReady && fine >= roundsRunning ? false : undefined;
  };
  return {
    isDegraded: () => degraded ?? false,
    round: (round: Round): "degraded" | "recovered" | undefined => {
      if (round.redisIsReady) lastReady = round.now;
      late = round.beyondGrace > 0 ? late + 1 : 0;
      fine = round.redisIsReady && round.beyondGrace === 0 ? fine + 1 : 0;
      const is = judged(round);
      if (is === undefined || is === degraded) return undefined;
      degraded = is;
      return is ? "degraded" : "recovered";
    },
  };
};

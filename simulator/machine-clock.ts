/** Machine time in milliseconds, for the simulator's own expiries. Only this file reads the clock. */
export function machineNow(): number {
  return Date.now();
}

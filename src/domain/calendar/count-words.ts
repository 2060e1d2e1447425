/** 'one working day', '15 working days'. */
export const countWords = (count: number, unit: string): string =>
  count === 1 ? `one ${unit}` : `${count} ${unit}s`;

/** The verb for so many: 'one working day ends', '15 working days end'. */
export const endWord = (count: number): string => (count === 1 ? "ends" : "end");

import { Redis } from "ioredis";

const retryAtMost = 1_000;

const retryStrategy = (attempt: number): number => Math.min(attempt * 100, retryAtMost);

/** How long a Redis that holds its connection open may say nothing before it counts as away. */
const silentAtMost = 5_000;

/** A connection for producers: while Redis is away its calls fail at once, because the row is already safe. */
export const producerConnection = (url: string): Redis =>
  new Redis(url, {
    retryStrategy,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    socketTimeout: silentAtMost,
  });

/** A connection for workers: it waits for Redis as long as it takes. */
export const workerConnection = (url: string): Redis =>
  new Redis(url, { retryStrategy, maxRetriesPerRequest: null });

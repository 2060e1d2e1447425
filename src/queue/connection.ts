import { Redis } from "ioredis";

const retryAtMost = 1_000;

const retryStrategy = (attempt: number): number => Math.min(attempt * 100, retryAtMost);

/** A connection for producers: while Redis is away its calls fail at once, because the row is already safe. */
export const producerConnection = (url: string): Redis =>
  new Redis(url, { retryStrategy, enableOfflineQueue: false, maxRetriesPerRequest: 1 });

/** A connection for workers: it waits for Redis as long as it takes. */
export const workerConnection = (url: string): Redis =>
  new Redis(url, { retryStrategy, maxRetriesPerRequest: null });

import { TemporaryFailure } from "../errors.ts";
import { DatabaseFault, isTemporary } from "./describe-fault.ts";
import { isQueryFault, sqlState } from "./rows.ts";

const withoutValues = (fault: unknown): unknown => {
  if (isTemporary(fault)) {
    const cause = new DatabaseFault(fault);
    return new TemporaryFailure(`the database is busy or away (${cause.message})`, { cause });
  }
  return isQueryFault(fault) || sqlState(fault) !== undefined ? new DatabaseFault(fault) : fault;
};

/**
 * Does work in the database and lets no value of it out with a fault: what may pass becomes a TemporaryFailure, any other
 * fault of a query a DatabaseFault, and what is not the database's is thrown on as it is.
 */
export const safely = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (fault) {
    throw withoutValues(fault);
  }
};

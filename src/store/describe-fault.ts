import { constraintOf, sqlState } from "./rows.ts";

const causes = (fault: unknown): readonly Error[] => {
  const found: Error[] = [];
  for (let one = fault; one instanceof Error && found.length < 8; one = one.cause) found.push(one);
  return found;
};

const plainWord = /^[A-Za-z_][A-Za-z0-9_]*$/;

const className = (fault: Error): string => {
  const { name } = fault.constructor;
  return plainWord.test(name) ? name : "Error";
};

/** The code that Node gives a fault of the network or the file system, such as ECONNREFUSED. */
const systemCode = (fault: unknown): string | undefined =>
  causes(fault)
    .map((one): unknown => Reflect.get(one, "code"))
    .find((code): code is string => typeof code === "string" && /^E[A-Z_]{2,}$/.test(code));

/**
 * A database fault in one line that is safe to log: its classes, SQLSTATE and constraint. Never its message, parameters
 * or details, which hold values.
 */
export const describeFault = (fault: unknown): string => {
  const classes = causes(fault).map(className);
  const state = sqlState(fault);
  const system = systemCode(fault);
  const constraint = constraintOf(fault);
  return [
    classes.length === 0 ? "not an error" : classes.join(" < "),
    ...(state === undefined ? [] : [`SQLSTATE ${state}`]),
    ...(system === undefined || system === state ? [] : [system]),
    ...(constraint === undefined || !plainWord.test(constraint) ? [] : [`constraint ${constraint}`]),
  ].join(", ");
};

/** A database fault without its values: what may be handed on as a cause and end up in a log. */
export class DatabaseFault extends Error {
  override readonly name = "DatabaseFault";
  readonly code: string | undefined;
  readonly constraint: string | undefined;

  constructor(fault: unknown) {
    super(describeFault(fault));
    this.code = sqlState(fault) ?? systemCode(fault);
    this.constraint = constraintOf(fault);
  }
}

const mayPass = /^(08...|40001|40P01|53...|55P03|57014|57P0.|25P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

const isConnectionFault = (fault: unknown): boolean =>
  causes(fault).some(({ message }) =>
    /^(timeout exceeded when trying to connect|Connection terminated)/.test(message),
  );

/** Whether the same work may succeed if it is tried again: a lock or a time-box, or a server that is away. */
export const isTemporary = (fault: unknown): boolean =>
  mayPass.test(sqlState(fault) ?? systemCode(fault) ?? "") || isConnectionFault(fault);

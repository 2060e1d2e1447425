import type { ReactNode } from "react";
import { londonInstant, londonWall } from "../london-time.ts";
import { attributesOf, type ControlProps } from "./control-attributes.ts";

const kinds: Readonly<Record<string, string>> = {
  datepicker: "date",
  timepicker: "time",
  datetimepicker: "datetime-local",
};

/** Slack keeps a date with a time as seconds since 1970; people read and type London time. */
const shown = (type: unknown, value: string): string =>
  type === "datetimepicker" && value !== "" ? londonWall(Number(value) * 1_000) : value;

const entered = (type: unknown, typed: string): string | null => {
  if (typed === "") return null;
  if (type !== "datetimepicker") return typed;
  const instant = londonInstant(typed);
  return instant === undefined ? null : String(Date.parse(instant) / 1_000);
};

/** A date, a time or both. */
export const Moment = (props: ControlProps): ReactNode => {
  const { element, value, onChange } = props;
  const { type } = element;
  return (
    <input
      type={kinds[String(type)]}
      {...attributesOf(props)}
      value={shown(type, typeof value === "string" ? value : "")}
      onChange={(event) => onChange(entered(type, event.target.value))}
    />
  );
};

import type { JsonObject } from "../../../json.ts";
import type { InputValue } from "../../contract.ts";

export type ControlProps = {
  readonly id: string;
  readonly element: JsonObject;
  readonly value: InputValue;
  readonly onChange: (value: InputValue) => void;
  readonly isRequired: boolean;
  readonly isInvalid: boolean;
  /** Ids of the hint and the fault. */
  readonly describedBy: string | undefined;
  /** For a control without a label of its own. */
  readonly label?: string;
};

/** What every native control gets. */
export const attributesOf = ({ id, isRequired, isInvalid, describedBy, label }: ControlProps) => ({
  id,
  "aria-required": isRequired,
  "aria-invalid": isInvalid,
  "aria-describedby": describedBy,
  "aria-label": label,
});

import type { ReactNode } from "react";
import { objectAt, textAt, type JsonObject } from "../../../json.ts";
import { ChoiceBoxes, ChoiceMenu } from "./choices.tsx";
import { attributesOf, type ControlProps } from "./control-attributes.ts";
import { Moment } from "./moment.tsx";

const TypedText = (props: ControlProps): ReactNode => {
  const { element, value, onChange } = props;
  const shared = {
    ...attributesOf(props),
    value: typeof value === "string" ? value : "",
    placeholder: textAt(objectAt(element, "placeholder"), "text"),
  };
  if (element["multiline"] === true)
    return <textarea rows={4} {...shared} onChange={(event) => onChange(event.target.value)} />;
  return (
    <input
      type="text"
      inputMode={element["type"] === "number_input" ? "decimal" : "text"}
      autoComplete="off"
      {...shared}
      onChange={(event) => onChange(event.target.value)}
    />
  );
};

const controls: Readonly<Record<string, (props: ControlProps) => ReactNode>> = {
  plain_text_input: TypedText,
  email_text_input: TypedText,
  url_text_input: TypedText,
  number_input: TypedText,
  static_select: ChoiceMenu,
  users_select: ChoiceMenu,
  overflow: ChoiceMenu,
  multi_static_select: ChoiceBoxes,
  multi_users_select: ChoiceBoxes,
  radio_buttons: ChoiceBoxes,
  checkboxes: ChoiceBoxes,
  datepicker: Moment,
  timepicker: Moment,
  datetimepicker: Moment,
};

const manyBoxes = ["multi_static_select", "multi_users_select", "radio_buttons", "checkboxes"];

/** Whether the control is a group of boxes, which has a legend where others have a label. */
export const isGroup = (element: JsonObject): boolean => manyBoxes.includes(textAt(element, "type"));

/** The native control for one of Slack's input elements. */
export const Control = (props: ControlProps): ReactNode => {
  const type = textAt(props.element, "type");
  const Drawn = controls[type];
  if (Drawn === undefined) return <p className="fault">This page does not draw a {type}.</p>;
  return <Drawn {...props} />;
};

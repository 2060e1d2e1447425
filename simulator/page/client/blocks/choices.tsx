import type { ReactNode } from "react";
import { objectAt, textAt } from "../../../json.ts";
import { useSurface } from "../surface.ts";
import { attributesOf, type ControlProps } from "./control-attributes.ts";
import { choicesOf, type Choice, type ChoiceGroup } from "./options.ts";

const OptionGroup = ({ label, choices }: ChoiceGroup): ReactNode => {
  const options = choices.map((choice) => (
    <option key={choice.value} value={choice.value}>
      {choice.label}
    </option>
  ));
  return label === undefined ? options : <optgroup label={label}>{options}</optgroup>;
};

/** One of several, in a menu. */
export const ChoiceMenu = (props: ControlProps): ReactNode => {
  const { element, value, onChange } = props;
  const { people } = useSurface();
  const groups = choicesOf(element, people);
  return (
    <select
      {...attributesOf(props)}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
    >
      <option value="">{textAt(objectAt(element, "placeholder"), "text") || "Choose"}</option>
      {groups.map((group, index) => (
        <OptionGroup key={group.label ?? index} {...group} />
      ))}
    </select>
  );
};

type BoxProps = {
  readonly props: ControlProps;
  readonly choice: Choice;
  readonly isFirst: boolean;
};

const Box = ({ props, choice, isFirst }: BoxProps): ReactNode => {
  const isOne = props.element["type"] === "radio_buttons";
  const chosen = typeof props.value === "string" ? [props.value] : (props.value ?? []);
  const isChosen = chosen.includes(choice.value);
  const toggled = isChosen ? chosen.filter((one) => one !== choice.value) : [...chosen, choice.value];
  return (
    <label className="box">
      <input
        type={isOne ? "radio" : "checkbox"}
        name={props.id}
        id={isFirst ? props.id : undefined}
        value={choice.value}
        checked={isChosen}
        aria-invalid={props.isInvalid}
        aria-describedby={isFirst ? props.describedBy : undefined}
        onChange={() => props.onChange(isOne ? choice.value : toggled)}
      />
      <span>
        {choice.label}
        {choice.description === undefined ? null : <small>{choice.description}</small>}
      </span>
    </label>
  );
};

/** Some of several, or one of a few: all in sight. */
export const ChoiceBoxes = (props: ControlProps): ReactNode => {
  const { people } = useSurface();
  return choicesOf(props.element, people)
    .flatMap(({ choices }) => choices)
    .map((choice, index) => <Box key={choice.value} props={props} choice={choice} isFirst={index === 0} />);
};

import type { ReactNode } from "react";
import { objectAt, textAt, type JsonObject } from "../../json.ts";
import { Dialog } from "./dialog.tsx";

type ConfirmationProps = {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly isDangerous?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

/** Asks once more before something is done. */
export const Confirmation = (props: ConfirmationProps): ReactNode => (
  <Dialog label={props.title} className="window small" onClose={props.onNo}>
    <h2>{props.title}</h2>
    <p>{props.text}</p>
    <div className="row end">
      <button type="button" onClick={props.onNo}>
        {props.no}
      </button>
      <button
        type="button"
        className={props.isDangerous === true ? "danger" : "primary"}
        onClick={props.onYes}
      >
        {props.yes}
      </button>
    </div>
  </Dialog>
);

const words = (confirm: JsonObject, key: string, otherwise: string): string =>
  textAt(objectAt(confirm, key), "text") || otherwise;

type SlackConfirmationProps = {
  /** Slack's `confirm` object. */
  readonly confirm: JsonObject;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

export const SlackConfirmation = ({ confirm, onYes, onNo }: SlackConfirmationProps): ReactNode => (
  <Confirmation
    title={words(confirm, "title", "Are you sure?")}
    text={words(confirm, "text", "")}
    yes={words(confirm, "confirm", "Yes")}
    no={words(confirm, "deny", "Cancel")}
    isDangerous={confirm["style"] === "danger"}
    onYes={onYes}
    onNo={onNo}
  />
);

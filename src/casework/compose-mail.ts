import type { MailModel } from "../domain/notices/mail-models.ts";
import type { ComposedMail } from "../mail-ports.ts";
import type { OutboxItem } from "../ports.ts";
import { composeRecordMail } from "./compose-record-mail.ts";
import { composeMeetingMail } from "./compose-meeting-mail.ts";
import { composeStepMail } from "./compose-step-mail.ts";
import type { Context } from "./context.ts";

/** Why a mail cannot be written, as a short code of ours: it fails for good, and whoever asked for it is told. */
type NotComposed = { readonly refused: string };
export type Composed = ComposedMail | NotComposed;

type Composers = {
  readonly [K in MailModel["kind"]]: (
    context: Context,
    item: OutboxItem,
    model: Extract<MailModel, { kind: K }>,
  ) => Promise<Composed>;
};

/** Who writes each kind of mail, at the moment of sending. */
const composers: Composers = {
  "step-mailed": composeStepMail,
  "record-mailed": composeRecordMail,
  "meeting-mailed": composeMeetingMail,
};

type Compose = (context: Context, item: OutboxItem, model: MailModel) => Promise<Composed>;

/** Writes a mail. What it opens of the case is written into the access stream first: it is a disclosure. */
export const composeMail = async (context: Context, item: OutboxItem): Promise<Composed> => {
  const { model } = item.notice;
  if (!Object.hasOwn(composers, model.kind)) return { refused: "no_such_mail" };
  // The table pairs each kind with its own model, which TypeScript cannot follow through a look-up.
  const compose = composers[model.kind as MailModel["kind"]] as Compose;
  return compose(context, item, model as MailModel);
};

import type { KnownBlock, ModalView } from "@slack/types";
import type { ExcludeModel } from "../../domain/case/form-models.ts";
import { views } from "../action-ids.ts";
import { choiceField, menuField, paragraph, personField, textField } from "../elements.ts";
import { agencyName, capital } from "../words.ts";
import { caseForm } from "./case-form.ts";

export const excludeFields = { whose: "whose", user: "user", person: "person", reason: "reason" } as const;

const whatFollows = [
  "*What follows, at once*",
  "• Only its sender, whoever has it and the people named in it can open the case. Everybody else loses it.",
  "• Where that leaves an agency with nobody, or nobody has it, the managers there are named and told.",
  "• What stood about it in channels is withdrawn.",
  "• What that person had, nobody has: it is open again.",
  "• That person is not told, and finds nothing more of it. You stay named.",
  "*Afterwards, name whoever takes it over:* press *More*, then *People in the case*.",
].join("\n");

const whose = (ref: string, { other, people }: ExcludeModel): KnownBlock =>
  choiceField({
    id: excludeFields.whose,
    label: `Who must not know of ${ref}?`,
    initial: "own",
    choices: [
      { value: "own", label: "Somebody in our own Slack" },
      ...(people.length === 0 ? [] : [{ value: "other", label: `Somebody of ${agencyName(other)}` }]),
    ],
  });

const ofTheOther = ({ other, people }: ExcludeModel): readonly KnownBlock[] =>
  people.length === 0
    ? []
    : [
        menuField({
          id: excludeFields.person,
          label: `${capital(agencyName(other))}: who?`,
          optional: true,
          choices: people.map(({ person, name }) => ({ value: person, label: name })),
        }),
      ];

/** Keeps somebody out of a case: somebody in one's own Slack, or a registered person of the other agency. */
export const excludeForm = (ref: string, model: ExcludeModel): ModalView =>
  caseForm({
    callback: views.exclude,
    ref,
    title: "Keep somebody out",
    submit: "Keep them out",
    reads: "Whoever may still open the case can read what you write here. The person kept out cannot.",
    blocks: [
      paragraph(whatFollows),
      whose(ref, model),
      personField({ id: excludeFields.user, label: "In our own Slack: who?", optional: true }),
      ...ofTheOther(model),
      textField({ id: excludeFields.reason, label: "Why must they not know of it?", multiline: true }),
    ],
  });

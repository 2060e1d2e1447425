import type { KnownBlock, ModalView } from "@slack/types";
import type { PersonShown } from "../../domain/people/shown.ts";
import { actions, views } from "../action-ids.ts";
import {
  button,
  buttons,
  dateField,
  escapeMarkup,
  menuOfSeveralField,
  paragraph,
  personField,
  plain,
  textField,
  ticksField,
} from "../elements.ts";
import { peopleTitle } from "./register-form.ts";

export const personFields = {
  user: "user",
  name: "name",
  roles: "roles",
  teams: "teams",
  telephone: "telephone",
  from: "from",
  until: "until",
} as const;

const initial = <T>(value: T | undefined): { initial?: T } => (value === undefined ? {} : { initial: value });
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replaceAll("-", " ");

const who = ({ known }: PersonShown): readonly KnownBlock[] => [
  personField({ id: personFields.user, label: "Slack account", ...initial(known?.user) }),
  textField({ id: personFields.name, label: "Name", maxLength: 80, ...initial(known?.name) }),
  textField({
    id: personFields.telephone,
    label: "Telephone",
    optional: true,
    maxLength: 20,
    ...initial(known?.telephone),
  }),
];

const teamsTicked = ({ teams, known }: PersonShown): readonly KnownBlock[] => {
  if (teams.length === 0) return [];
  const field = { id: personFields.teams, label: "Teams", optional: true, choices: teams };
  const ticked = initial(known?.posting?.teams);
  return [
    teams.length > 10 ? menuOfSeveralField({ ...field, ...ticked }) : ticksField({ ...field, ...ticked }),
  ];
};

const what = (shown: PersonShown): readonly KnownBlock[] => [
  ticksField({
    id: personFields.roles,
    label: "Roles",
    choices: shown.roles.map((value) => ({ value, label: capital(value) })),
    ...initial(shown.known?.posting?.roles),
  }),
  ...teamsTicked(shown),
  dateField({
    id: personFields.from,
    label: "From",
    hint: "Empty: from now on. Later days and roles that are registered already are replaced from here on.",
    optional: true,
    ...initial(shown.known?.posting?.from),
  }),
  dateField({
    id: personFields.until,
    label: "Last day",
    hint: "Empty: until it is changed.",
    optional: true,
    ...initial(shown.known?.posting?.until),
  }),
];

const leaving = ({ known }: PersonShown): readonly KnownBlock[] => {
  if (known === undefined || known.left) return [];
  const says = `${known.name} is shown nothing and sent nothing any more, in every area, from this moment on.`;
  const hasLeft = {
    ...button("Has left", actions.personLeft, known.person, "danger"),
    confirm: {
      title: plain("Has left"),
      text: plain(says),
      confirm: plain("Has left"),
      deny: plain("Cancel"),
      style: "danger" as const,
    },
  };
  return [buttons("leaving", [hasLeft])];
};

/** All that is registered of one person in one area, to be filled in or changed. */
export const personForm = (shown: PersonShown): ModalView => ({
  type: "modal",
  callback_id: views.person,
  private_metadata: JSON.stringify({
    area: shown.area,
    ...(shown.known === undefined ? {} : { person: shown.known.person }),
  }),
  title: plain(peopleTitle),
  submit: plain("Register"),
  close: plain("Cancel"),
  blocks: [
    paragraph(`*${escapeMarkup(shown.known?.name ?? "Somebody new")}* in ${escapeMarkup(shown.areaName)}`),
    ...who(shown),
    ...what(shown),
    ...leaving(shown),
  ],
});

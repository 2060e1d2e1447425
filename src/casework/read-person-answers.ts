import { z } from "zod";
import { roleSchema, telephoneSchema, type SlackIdentity } from "../domain/area/area-schema.ts";
import { localDate } from "../domain/calendar/local-date.ts";
import { beginningOf, endOfDay } from "../domain/people/days.ts";
import type { Wanted } from "../domain/people/decide-people.ts";
import type { Person, Viewer } from "../ports.ts";
import type { Context } from "./context.ts";

const answers = z
  .object({
    user: z.string({ error: "Choose a Slack account." }),
    name: z
      .string({ error: "Write the name that colleagues know them by." })
      .min(2, { error: "Write the name that colleagues know them by." })
      .max(80, { error: "Write 80 characters at most." }),
    roles: z.array(roleSchema).min(1, { error: "Choose one role at least." }),
    teams: z.array(z.string()),
    telephone: telephoneSchema.exactOptional(),
    from: z.string().transform(localDate).exactOptional(),
    until: z.string().transform(localDate).exactOptional(),
  })
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    path: ["until"],
    error: "This is before the first day.",
  });
export type PersonField = "user" | "name" | "roles" | "teams" | "telephone" | "from" | "until";
export type PersonAnswers = Partial<Readonly<Record<PersonField, unknown>>>;

/** Which form was filled in, and the workspace whose people could be chosen in it. */
export type AboutPerson = {
  readonly area: string;
  readonly person?: string;
  readonly workspace: Pick<SlackIdentity, "installation" | "team">;
};

export type PersonRead =
  | { readonly ok: true; readonly wanted: Wanted }
  | { readonly ok: false; readonly faults: Partial<Readonly<Record<PersonField, string>>> };

/** An id that nobody has, from a name: "Demo New Worker" becomes demo-new-worker, and the second demo-new-worker-2. */
const freshId = (name: string, people: readonly Person[]): string => {
  const letters = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  const plain = letters.replaceAll(/^[^a-z]+|-+$/g, "") || "person";
  const taken = new Set(people.map(({ person }) => person));
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? plain : `${plain}-${count}`;
    if (!taken.has(id)) return id;
  }
};

/** Whom a form is about: the one chosen; else whoever of this agency has the account already, so that sending twice adds one. */
const whoIsMeant = async (
  { people }: Context,
  viewer: Viewer,
  about: AboutPerson,
  identity: SlackIdentity,
): Promise<Person | undefined> => {
  if (about.person !== undefined) return people.byId(about.person);
  const owner = await people.byIdentity(identity);
  return owner?.agency === viewer.person.agency ? owner : undefined;
};

const identitiesWith = (known: Person | undefined, identity: SlackIdentity): readonly SlackIdentity[] => [
  identity,
  ...(known?.identities ?? []).filter(
    ({ installation, team }) => installation !== identity.installation || team !== identity.team,
  ),
];

type Read = z.output<typeof answers>;

const wantedFrom = (
  read: Read,
  area: string,
  known: Person | undefined,
): Omit<Wanted, "person" | "agency" | "identities"> => ({
  name: read.name,
  ...(read.telephone === undefined ? {} : { telephone: read.telephone }),
  ...(known?.email === undefined ? {} : { email: known.email }),
  postings: [
    {
      area,
      roles: read.roles,
      teams: read.teams,
      ...(read.from === undefined ? {} : { from: beginningOf(read.from) }),
      ...(read.until === undefined ? {} : { until: endOfDay(read.until) }),
    },
  ],
});

const faultsOf = ({ issues }: z.ZodError): Readonly<Record<string, string>> =>
  Object.fromEntries(
    issues.map(({ path, message }): readonly [string, string] => {
      const asked = String(path[0]);
      return [asked, asked === "telephone" ? `Write ${message}.` : message];
    }),
  );

/** Reads the form about a person, with everything that is wrong with it at its own field. */
export const readPersonAnswers = async (
  context: Context,
  viewer: Viewer,
  about: AboutPerson,
  given: PersonAnswers,
): Promise<PersonRead> => {
  const read = answers.safeParse(given);
  if (!read.success) return { ok: false, faults: faultsOf(read.error) };
  const identity = { ...about.workspace, user: read.data.user };
  const known = await whoIsMeant(context, viewer, about, identity);
  const person = about.person ?? known?.person ?? freshId(read.data.name, await context.people.all());
  const wanted = {
    person,
    agency: viewer.person.agency,
    identities: identitiesWith(known, identity),
    ...wantedFrom(read.data, about.area, known),
  };
  return { ok: true, wanted };
};

import type { Agency } from "../agency.ts";
import type { AreaPerson, SlackIdentity } from "../area/area-schema.ts";
import type { Instant } from "../instant.ts";
import { cutAt, withPosting, type Posting } from "./posting.ts";

/** A person as the register knows them. What they may do stands in their postings, area by area and with its dates. */
export type Person = {
  readonly person: string;
  readonly name: string;
  readonly agency: Agency;
  readonly telephone?: string;
  readonly email?: string;
  /** Every Slack account that is theirs: (installation, workspace, user). */
  readonly identities: readonly SlackIdentity[];
  readonly postings: readonly Posting[];
  readonly left: boolean;
  /** Since when they have left. */
  readonly leftAt?: Instant;
};
export type PersonDetails = Omit<Person, "postings" | "left" | "leftAt">;

/** A registration as it stands in the record: all that is known of a person, and one posting. */
export type Registered = PersonDetails & Posting;

/** A person once a registration is taken in: it says everything of them anew, and brings back one who had left. */
export const takeIn = (
  known: Person | undefined,
  { area, roles, teams, from, until, ...details }: Registered,
): Person => {
  const posting = { area, roles, teams, ...(from && { from }), ...(until && { until }) };
  return { ...details, postings: withPosting(known?.postings ?? [], posting), left: false };
};

/** A person once they have left: every posting of theirs has ended. */
export const takeLeave = (known: Person, at: Instant): Person => ({
  ...known,
  postings: cutAt(known.postings, at),
  left: true,
  leftAt: at,
});

/** The people of an area at an instant, in the area file's form: whoever has not left and has a posting there now. */
export const asAreaPerson = (
  { person, name, agency, telephone, identities }: PersonDetails,
  { roles, teams }: Pick<Posting, "roles" | "teams">,
): AreaPerson => ({
  person,
  name,
  agency,
  roles: [...roles],
  teams: [...teams],
  ...(telephone === undefined ? {} : { telephone }),
  identities: [...identities],
});

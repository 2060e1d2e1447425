import type { Area, SlackIdentity } from "./domain/area/area-schema.ts";
import type { Instant } from "./domain/instant.ts";
import type { PersonDecision } from "./domain/people/decide-people.ts";
import type { Person } from "./domain/people/person.ts";

/** Who is refused: they need not be registered. */
export type Refusable = {
  readonly person: Pick<Person, "person" | "postings">;
  readonly identity: SlackIdentity;
  readonly surface: string;
};

/** The register of people: an event stream each, and a projection for looking them up. */
export type PeopleStore = {
  readonly byIdentity: (identity: SlackIdentity) => Promise<Person | undefined>;
  readonly byId: (person: string) => Promise<Person | undefined>;
  /** Everybody ever registered, in the order of their ids; also those who left. */
  readonly all: () => Promise<readonly Person[]>;
  /** Another one after every change of the register, whichever process made it. */
  readonly version: () => Promise<string>;
  /**
   * Takes in the people of an area's file: who is unknown, and whose own entry in the file has changed since it was last
   * taken from a file. Whoever has left is never brought back, and is named in the answer.
   */
  readonly register: (
    area: Area,
    at: Instant,
  ) => Promise<{ readonly registered: number; readonly left: readonly string[] }>;
  /** Locks one person, lets a pure decision read them, and commits what was decided: all of it, or nothing. */
  readonly change: (
    person: string,
    area: string,
    decide: (known: Person | undefined) => PersonDecision,
  ) => Promise<PersonDecision>;
};

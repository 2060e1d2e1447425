import { agencyInWords, type Agency } from "../agency.ts";
import { oneOf, plain } from "../protocol/in-words.ts";
import type { AuthorityRow, AuthorityTable, Relation } from "./authority-table.ts";

/** What a relation asks of a person, so that a sentence can go on with it. */
const whoIs: Readonly<Record<Relation, string>> = {
  sending: "whose agency sent the referral",
  receiving: "whose agency was told of it",
  either: "whose agency is a party to the case",
  sender: "who sent the referral",
  holder: "who picked it up and has it",
  allocated: "who is named as social worker or as officer in the case",
  chair: "who is named as chair",
  invited: "who is named as invited",
  member: "of the very team whose list it is",
};

/** What else the word means that the table uses, where a sentence cannot hold it. */
const meaning: Readonly<Record<Relation, string>> = {
  sending: "the person's agency sent the referral",
  receiving:
    "the referral went to the person's agency, in whole or by one step of its route; where one step is answered, that step",
  either: "sending or receiving",
  sender: "this very person sent it",
  holder: "this very person pressed *I'm dealing with this* and has not handed it back",
  allocated: "the case names this person as social worker or as officer in the case",
  chair: "the case names this person as chair",
  invited: "the case names this person as invited",
  member: "this person belongs to the very team that signs for a hand-over list",
};

const restrictedInWords: Readonly<Record<AuthorityRow["restricted"], string>> = {
  "anyone allowed": "the same people",
  "named only": "of these, only whoever the case names, or has taken access",
  "named or sender": "of these, only whoever the case names, sent it, or has taken access",
};

const agencyOf = (agency: Agency | undefined): string =>
  agency === undefined ? "" : ` of ${agencyInWords[agency]}`;

const allowanceInWords = ({ agency, relation, roles }: AuthorityRow["allow"][number]): string =>
  `${oneOf(roles.map(plain))}${agencyOf(agency)}${relation === undefined ? "" : `, ${whoIs[relation]}`}`;

/** Only of a case is it asked who may when it is restricted. */
const isOfCase = ({ allow }: AuthorityRow): boolean =>
  allow.some(({ relation }) => relation !== undefined && relation !== "member");

const rowInWords = ([verb, row]: readonly [string, AuthorityRow]): string =>
  [
    `## ${plain(verb)}`,
    "",
    `${row.says}.`,
    "",
    ...row.allow.map((one) => `- **Who may:** ${allowanceInWords(one)}`),
    ...(isOfCase(row) ? [`- **When the case is restricted:** ${restrictedInWords[row.restricted]}`] : []),
  ].join("\n");

const top = `# Who may do what

Written from \`authority.yaml\`, which is what Tandem goes by: \`npm run tandem -- authority\` prints this page. What it says of
every single role, agency and part in a case stands in \`test/fixtures/authority-matrix.txt\`.

## How to read it

Each thing that can be done has one part below. Somebody may do it when **one** of its lines fits them: the role, the agency
where one is said, and what they are to the case. What no line allows is refused, and a refusal is written down. Before
any line is read, these are refused, whatever their role:

- whoever is no longer registered;
- whoever is not registered for the area of the case;
- whoever is kept out of the case, by any of their identities. They are told exactly what somebody is told who asks for a
  case that is not there.

Being in a Slack channel gives no right at all. Of a step that goes to a person on call, picking up is for that person by
name, or for the roles that the area's file lets stand in.

## What people are to a case`;

const after = `## Restricted cases

A restricted case is for named people alone: those to whom its route leads, whoever picked it up, and those on its list of
people. Each part below says which of the people whom it allows are left then. To all others there is no such case.

## When a child cannot wait

A worker of either agency who is not named can *take access* to a restricted case, with a reason. It holds for as long as the
area's file says (\`takenAccess\`), and for that time they count as named. Everybody whom the case names and the managers of both
agencies hear of it at once, and it stands in the list of who has looked. Nobody who is kept out of a case can take access.

## Two people

Where the protocol asks for a manager of each agency, a departure from it is never one person's decision: a manager of
either must agree, and one who proposes it has agreed for their own agency alone. Where it asks for one manager, a manager
who proposes it has answered for it, and anybody else needs one. Nobody answers twice, or for what they proposed themselves.`;

/** The authority table as a page for the people whom it binds. Markdown, made from the data. */
export const authorityInWords = (table: AuthorityTable): string =>
  [
    top,
    Object.entries(meaning)
      .map(([relation, means]) => `- **${relation}**: ${means}`)
      .join("\n"),
    after,
    ...Object.entries(table).map(rowInWords),
  ].join("\n\n");

/** A message that the bot posted: to which channel or person, and what its push says. */
export type Posted = { readonly channel: string; readonly text: string };

type Expected = {
  readonly to: string;
  readonly says: RegExp;
  /** How often; at least once when it is left out. */
  readonly times?: number;
};

const sender = "U0CWORKER";
const sergeant = "U0PSERGEANT";
const inspector = "U0PINSPECTOR";
const desk = "U0PDESK";

/** Everything that the story makes the bot say, and nothing else. */
export const expectedMessages: readonly Expected[] = [
  { to: sender, says: /^Recorded: /, times: 3 },
  { to: "C0PREFER", says: /^Referral from social care .* Nobody has it yet\.$/, times: 2 },
  { to: "C0PREFER", says: /^Urgent referral from social care .* Nobody has it yet\.$/, times: 1 },
  { to: sender, says: /^Demo Referral Desk Officer \(Child Referral Team\) has had /, times: 1 },
  { to: sender, says: /^Demo Detective Sergeant \(Child Referral Team\) has had /, times: 1 },
  { to: sender, says: /^Nobody has \S+ yet, after \d+ minutes\.$/, times: 3 },
  { to: sergeant, says: /^Urgent referral from social care .* after (5|10) minutes\.$/, times: 2 },
  { to: inspector, says: /^Urgent referral from social care .* after 15 minutes\.$/, times: 1 },
  { to: sender, says: /^Ring the force operations room now .* everybody on the list was told/, times: 1 },
  { to: inspector, says: /^Ring the force operations room now .* everybody on the list was told/, times: 1 },
  { to: desk, says: /^You have had \S+ since .* nothing is recorded since/, times: 1 },
  { to: sergeant, says: /^You have had \S+ since .* nothing is recorded since/ },
  { to: inspector, says: /^Demo Detective Sergeant has had .* nothing is recorded since\. It is urgent\.$/ },
  { to: sender, says: /^Reminder: .* To do at once, since /, times: 2 },
  { to: desk, says: /^Reminder: .* To do at once, since /, times: 1 },
  { to: sergeant, says: /^Reminder: .* To do at once, since /, times: 1 },
  { to: "C0PCONTROL", says: /^Referral from social care .* Nobody has it yet\.$/, times: 1 },
  { to: sergeant, says: /^Referral from social care .* Nobody has it yet\.$/, times: 1 },
  { to: "C0CNIGHT", says: /^Nobody has \S+ yet, after \d+ minutes\.$/, times: 1 },
  { to: inspector, says: /^You stay accountable for /, times: 1 },
];

const isMet = ({ times }: Expected, count: number): boolean =>
  times === undefined ? count > 0 : count === times;

/** What was posted and not expected, or expected and not posted as often as it should be. */
export const wrongMessages = (
  posted: readonly Posted[],
  expected: readonly Expected[] = expectedMessages,
): readonly string[] => {
  const fits = ({ to, says }: Expected, { channel, text }: Posted): boolean =>
    channel === to && says.test(text);
  const unexpected = posted
    .filter((message) => !expected.some((one) => fits(one, message)))
    .map(({ channel, text }) => `unexpected, to ${channel}: ${text}`);
  const counted = expected
    .map((one) => ({ one, count: posted.filter((message) => fits(one, message)).length }))
    .filter(({ one, count }) => !isMet(one, count))
    .map(
      ({ one, count }) =>
        `to ${one.to}, ${count} times and not ${one.times ?? "once or more"}: ${one.says.source}`,
    );
  return [...unexpected, ...counted];
};

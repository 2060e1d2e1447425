import { catalogue } from "../steps/catalogue.ts";
import type { HeaderOf } from "./case-event.ts";
import type { CaseState, News } from "./case-state.ts";

const newsIn = ({ by, agency, step, at, enteredAt, facts, expectedAt }: HeaderOf<"StepTaken">): News => ({
  by,
  agency,
  step,
  at,
  enteredAt,
  ...(facts.custody === undefined ? {} : { custody: facts.custody }),
  ...(expectedAt === undefined ? {} : { expectedAt }),
  posts: [],
});

/** The news of a case after a step: it may be news itself, or say that somebody has what there is. */
export const newsAfter = ({ news }: CaseState, header: HeaderOf<"StepTaken">): readonly News[] => {
  if (catalogue[header.step].news === true) return [...news, newsIn(header)];
  if (header.step !== "news-acknowledged") return news;
  const had = { by: header.by, at: header.at };
  return news.map((one) =>
    one.had === undefined && one.agency !== header.agency && one.enteredAt <= header.at
      ? { ...one, had }
      : one,
  );
};

/** A message that says the latest news belongs to it; one that was withdrawn belongs to none. */
export const newsAfterMessage = ({ news }: CaseState, header: HeaderOf<"NoticeIssued">): readonly News[] => {
  const { kind, notice, to, edits } = header;
  if (kind === "withdrawn")
    return news.map((one) => ({ ...one, posts: one.posts.filter((post) => post.notice !== edits) }));
  const last = news.at(-1);
  if (kind !== "news" || last === undefined) return news;
  return [...news.slice(0, -1), { ...last, posts: [...last.posts, { notice, to }] }];
};

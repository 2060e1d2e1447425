import { agencyOfSlot, type Agency } from "../agency.ts";
import type { CaseState, News } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import { runningRules } from "../deadlines/clock-rules.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { epochMilliseconds, millisecondsIn } from "../instant.ts";
import type { NoticeModel } from "../notices/notice.ts";
import { catalogue } from "./catalogue.ts";

type NewsModel = Extract<NoticeModel, { kind: "news" }>;
type InCase = { readonly state: CaseState; readonly by: Following };

/** Whether somebody of an agency still has to say that they have the news of the case. */
export const isOwedWord = (agency: Agency, { state, by }: InCase): boolean => {
  const clocks = runningRules(by.protocol)
    .filter(({ metBy }) => metBy.step === "news-acknowledged")
    .map(({ id }) => id);
  return state.deadlines.some(
    ({ clock, owner, met }) => met === undefined && clocks.includes(clock) && agencyOfSlot(owner) === agency,
  );
};

/** Written down so long after it happened that its reader must know both times. */
const lateAfter = 15 * millisecondsIn.minute;

const isAsked = ({ had }: News, reader: Agency | undefined, inCase: InCase): boolean =>
  had === undefined && reader !== undefined && isOwedWord(reader, inCase);

/** What the message of a piece of news says to an agency's readers, as the case stands; had by somebody, it asks nobody. */
export const newsIn = (news: News, reader: Agency | undefined, inCase: InCase): NewsModel => {
  const { state, by } = inCase;
  const { expectedAt, custody, had, at, enteredAt } = news;
  const what = catalogue[news.step].expects;
  const isLate = epochMilliseconds(enteredAt) - epochMilliseconds(at) >= lateAfter;
  const rule = by.protocol.notices.find(({ on, urgent }) => on === news.step && urgent === true)?.rule ?? "";
  return {
    kind: "news",
    ref: state.ref,
    areaName: by.area.name,
    by: news.by,
    step: catalogue[news.step].says,
    rule,
    at,
    ...(custody === undefined ? {} : { custody }),
    ...(isLate ? { enteredAt } : {}),
    ...(expectedAt === undefined || what === undefined ? {} : { expected: { what, at: expectedAt } }),
    ...(had === undefined ? {} : { had }),
    ...(isAsked(news, reader, inCase) ? { press: true } : {}),
  };
};

/** Every message of news that somebody has by now, edited in place to say who. */
export const editedNews = (before: CaseState, state: CaseState, by: Following): readonly NoticeAsked[] =>
  state.news.flatMap((news, at) => {
    if (news.had === undefined || before.news[at]?.had !== undefined) return [];
    const model = newsIn(news, undefined, { state, by });
    const because = ["the message says who has the news"];
    return news.posts.map(({ notice, to }) => ({
      to,
      lane: "urgent" as const,
      model,
      edits: notice,
      because,
    }));
  });

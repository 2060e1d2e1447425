import type { Changes } from "./changes.ts";
import { conversationOf } from "./conversations.ts";
import type { Inspector } from "./inspector.ts";
import { pageState } from "./page-state.ts";
import { performAct } from "./perform-act.ts";
import { readAct, readSkip } from "./read-wish.ts";
import { personOf } from "./session.ts";
import { placeOf } from "./unread.ts";
import type { Worlds } from "./worlds.ts";

export type Serving = {
  readonly worlds: Worlds;
  readonly inspector: Inspector;
  readonly changes: Changes;
};

export type Asked = { readonly query: URLSearchParams; readonly body: string };
export type Route = (serving: Serving, asked: Asked) => Promise<unknown>;

/** Everything that the page can ask for, by method and path; each answers what is sent as JSON. */
export const routes: Readonly<Record<string, Route>> = {
  "GET /api/state": async ({ worlds, changes }, { query }) => {
    const session = await worlds.current();
    return pageState(session, personOf(session.world, query.get("as")), changes.version());
  },
  "GET /api/conversation": async ({ worlds, changes }, { query }) => {
    const session = await worlds.current();
    const person = personOf(session.world, query.get("as"));
    const id = query.get("id") ?? "";
    const conversation = await conversationOf(session, person, id);
    if (session.unread.read(person.key, placeOf(person.installation, id))) changes.changed();
    return conversation;
  },
  "GET /api/calls": ({ inspector }, { query }) => {
    return Promise.resolve(inspector.after(Number(query.get("after") ?? 0)));
  },
  "POST /api/act": async ({ worlds, changes }, { body }) => {
    const done = await performAct(await worlds.current(), readAct(body));
    changes.changed();
    return done;
  },
  "POST /api/clock": async ({ worlds }, { body }) => {
    const { world } = await worlds.current();
    return world.clock.skip(readSkip(body));
  },
  "POST /api/reset": async ({ worlds }) => {
    await worlds.reset();
    return {};
  },
};

import { describe, expect, it } from "vitest";
import { authoritySchema, verbSchema, type Verb } from "../../../src/domain/authority/authority-table.ts";
import { mayAct, nothingToShow, type Actor, type Asked } from "../../../src/domain/authority/may-act.ts";
import { area, openCase, shipped } from "../example-case.ts";
import { actor, now, ordinary } from "./matrix.ts";

const table = shipped.authority;
const identity = { installation: "council", team: "T0COUNCIL", user: "U0SOMEONE" };
const ask = (verb: Verb, asked: Partial<Asked> = {}) =>
  mayAct(table, {
    verb,
    actor: actor(),
    area,
    now,
    ...(verb === "refer" ? {} : { state: ordinary }),
    ...asked,
  });

describe("who may do what", () => {
  it("lets nobody do anything who has left", () => {
    for (const verb of verbSchema.options) expect(ask(verb, { actor: actor({ left: true }) }).ok).toBe(false);
  });

  it("answers an excluded person and a person of another area as if there were no case", () => {
    const excluded = { ...ordinary, excluded: [identity] };
    for (const verb of verbSchema.options.filter((one) => one !== "refer")) {
      expect(ask(verb, { state: excluded })).toMatchObject({
        ok: false,
        says: nothingToShow,
        because: "excluded",
      });
      const elsewhere = ask(verb, { actor: actor({ areas: ["elsewhere"] }) });
      expect(elsewhere).toMatchObject({ ok: false, says: nothingToShow });
    }
    expect(nothingToShow).not.toMatch(/case|exclu|area|K7M2/i);
  });

  it("knows an excluded person by any of their identities, and nobody by half of one", () => {
    const second = { ...identity, installation: "police", team: "T0POLICE" };
    const excluded = { ...ordinary, excluded: [second] };
    expect(ask("read-referral", { state: excluded }).ok).toBe(true);
    expect(
      ask("read-referral", { state: excluded, actor: actor({ identities: [identity, second] }) }).ok,
    ).toBe(false);
  });

  it("answers in the same words to whoever is not named in a restricted case", () => {
    const restricted = { ...ordinary, restricted: true };
    expect(ask("read-referral", { state: restricted })).toMatchObject({ ok: false, says: nothingToShow });
  });

  it("lets the designated officer whom the route names read what the police referred (S1-12)", () => {
    const restricted = openCase({
      from: "police",
      entered: "2026-08-24 10:00",
      facts: { allegationAboutProfessional: "yes" },
    });
    const hops = restricted.state.hops.map((hop) =>
      hop.slot === "social-care.designated-officer" ? { ...hop, person: "someone" } : hop,
    );
    const named = actor({ roles: ["manager"] });
    expect(ask("read-referral", { state: { ...restricted.state, hops }, actor: named }).ok).toBe(true);
    expect(ask("read-referral", { state: restricted.state, actor: named }).ok).toBe(false);
  });
});

describe("picking up for the person on call (S2-17)", () => {
  const night = openCase({ entered: "2026-08-24 20:00" });
  const picks = (changes: Partial<Actor>, hop = 1) =>
    ask("pick-up", { state: night.state, hop, actor: actor({ agency: "police", ...changes }) });

  it("is for the sergeant, or whom the area lets stand in; an operator who answers is not the sergeant", () => {
    expect(picks({ roles: ["detective-sergeant"] }).ok).toBe(true);
    expect(picks({ roles: ["detective-inspector"] }).ok).toBe(true);
    expect(picks({ roles: ["duty-worker"], person: "sergeant-on-call" }).ok).toBe(true);
    expect(picks({ roles: ["control-room"] })).toMatchObject({
      ok: false,
      because: "the slot is taken by another role",
    });
    expect(picks({ roles: ["control-room"] }, 0).ok).toBe(true);
  });

  it("is never for the agency that sent it", () => {
    expect(picks({ agency: "social-care", roles: ["manager"] }, 0).ok).toBe(false);
  });
});

describe("the authority table", () => {
  it("is refused when it has a row for what nobody can do, or a role that does not exist", () => {
    const row = table.refer;
    expect(authoritySchema.safeParse({ ...table, "close-case": row }).success).toBe(false);
    const misspelt = { ...row, allow: [{ roles: ["duty-workr"] }] };
    expect(authoritySchema.safeParse({ ...table, refer: misspelt }).success).toBe(false);
  });
});

describe("who signs for a hand-over list", () => {
  const team = "police.child-referral-team";
  const officer = actor({ agency: "police", teams: [team] });

  it("is somebody of the team that takes over, and nobody of another", () => {
    const asked = { verb: "sign-hand-over", area, team, now } as const;
    expect(mayAct(table, { ...asked, actor: officer }).ok).toBe(true);
    expect(mayAct(table, { ...asked, actor: { ...officer, teams: [] } }).ok).toBe(false);
    expect(mayAct(table, { ...asked, actor: { ...officer, roles: ["control-room"] } }).ok).toBe(false);
    expect(mayAct(table, { ...asked, actor: { ...officer, left: true } }).ok).toBe(false);
  });
});

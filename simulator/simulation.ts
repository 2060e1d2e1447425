import type { AnswerListeners } from "./answer-listeners.ts";
import type { QuietTimes } from "./do-not-disturb.ts";
import type { EmulatedSlack } from "./emulated-slack.ts";
import type { Faults } from "./faults.ts";
import { createJournal, type Journal } from "./journal.ts";
import type { Ephemeral } from "./message.ts";
import { createModalStacks, type ModalStacks } from "./modal-stacks.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { TriggerIds } from "./trigger-ids.ts";
import { createUserGroups, type UserGroups } from "./user-groups.ts";
import type { WorkspaceSeed } from "./workspace-seed.ts";

/** All that one simulated workspace remembers. */
export type Simulation = {
  readonly seed: WorkspaceSeed;
  readonly emulated: EmulatedSlack;
  readonly journal: Journal;
  readonly answered: AnswerListeners;
  readonly faults: Faults;
  readonly modals: ModalStacks;
  readonly triggers: TriggerIds;
  readonly ephemerals: Ephemeral[];
  readonly responseUrls: ResponseUrls;
  readonly userGroups: UserGroups;
  readonly quietTimes: QuietTimes;
};

export function createSimulation(seed: WorkspaceSeed, emulated: EmulatedSlack): Simulation {
  return {
    seed,
    emulated,
    journal: createJournal(),
    answered: new Set(),
    faults: new Set(),
    modals: createModalStacks(),
    triggers: new Map(),
    ephemerals: [],
    responseUrls: new Map(),
    userGroups: createUserGroups(seed),
    quietTimes: new Map(),
  };
}

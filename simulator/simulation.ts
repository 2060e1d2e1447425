import type { EmulatedSlack } from "./emulated-slack.ts";
import type { Faults } from "./faults.ts";
import { createJournal, type Journal } from "./journal.ts";
import type { Ephemeral } from "./message.ts";
import { createModalStacks, type ModalStacks } from "./modal-stacks.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { TriggerIds } from "./trigger-ids.ts";
import type { WorkspaceSeed } from "./workspace-seed.ts";

/** All that one simulated workspace remembers. */
export type Simulation = {
  readonly seed: WorkspaceSeed;
  readonly emulated: EmulatedSlack;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly modals: ModalStacks;
  readonly triggers: TriggerIds;
  readonly ephemerals: Ephemeral[];
  readonly responseUrls: ResponseUrls;
};

export function createSimulation(seed: WorkspaceSeed, emulated: EmulatedSlack): Simulation {
  return {
    seed,
    emulated,
    journal: createJournal(),
    faults: new Set(),
    modals: createModalStacks(),
    triggers: new Map(),
    ephemerals: [],
    responseUrls: new Map(),
  };
}

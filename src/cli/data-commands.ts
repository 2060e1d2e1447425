import { readFileSync } from "node:fs";
import path from "node:path";
import { wallClock } from "../clock.ts";
import { UserError } from "../errors.ts";
import { packageRoot, referenceOrFault } from "../run.ts";
import { renderManifest } from "../slack/render-manifest.ts";
import { authorityCommand } from "./authority.ts";
import { calendarCommand } from "./calendar.ts";
import { print, withServices, type Commands } from "./command.ts";
import { peopleCommand } from "./people.ts";
import { protocolCommand } from "./protocol.ts";
import { isAboutReviews, reviewsCommand } from "./reviews.ts";
import { replay } from "./replay.ts";

/** What is done with the data files, and with what administrators may change of them. */
export const dataCommands: Commands = {
  check: {
    says: "reads protocols/, areas/ and authority.yaml and says everything that is wrong with them",
    run: () => {
      const { protocols, areas } = referenceOrFault(packageRoot);
      print(`${protocols.size} protocols and ${areas.size} areas are sound`);
      return Promise.resolve();
    },
  },
  protocol: {
    says: "check FILE | explain FILE | diff A B | coverage | schemas | reviews | reviewed AREA: what a protocol will do, before it does it, and when it is to be reviewed",
    run: (words) => {
      if (isAboutReviews(words))
        return withServices(async ({ context }) => {
          for (const line of await reviewsCommand(context, words)) print(line);
        });
      for (const line of protocolCommand(words, { root: packageRoot, now: wallClock.dutyNow() })) print(line);
      return Promise.resolve();
    },
  },
  calendar: {
    says: "add DATE | remove DATE, --because TEXT | list: days taken out of the working calendar, or put into it",
    run: (words) =>
      withServices(async ({ context }) => {
        for (const line of await calendarCommand(context, words)) print(line);
      }),
  },
  authority: {
    says: "who may do what, as a page in Markdown: what docs/authority.md holds",
    run: (words) => {
      print(authorityCommand(words, referenceOrFault(packageRoot).authority));
      return Promise.resolve();
    },
  },
  people: {
    says: "import FILE.csv [--dry-run] [--leavers] | list [AREA] | leave PERSON --because TEXT: who is registered",
    run: (words) =>
      withServices(async ({ context }) => {
        for (const line of await peopleCommand(context, words)) print(line);
      }),
  },
  manifest: {
    says: "INSTALLATION BASE-URL: prints the Slack app manifest to install in that workspace",
    run: ([installation = "", baseUrl = ""]) => {
      if (installation === "" || !URL.canParse(baseUrl))
        throw new UserError(
          "Say the installation and the public address, for example: manifest council https://tandem.example.org",
        );
      const manifest: unknown = JSON.parse(readFileSync(path.join(packageRoot, "manifest.json"), "utf8"));
      print(JSON.stringify(renderManifest(manifest, { installation, baseUrl }), undefined, 2));
      return Promise.resolve();
    },
  },
  replay: {
    says: "STORY.yaml [--json] [--until INSTANT]: plays a story and prints everything that follows from it",
    run: async (words) => print((await replay(words, () => referenceOrFault(packageRoot))).trimEnd()),
  },
};

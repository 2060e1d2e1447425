import { reportMail } from "../casework/report-mail.ts";
import { UserError } from "../errors.ts";
import { readReport } from "../mail/read-report.ts";
import { print, withServices, type Commands } from "./command.ts";

const standardInput = async (): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
};

const usage = "Usage: npm run tandem -- mail report < MESSAGE";

/** What a mail server hands to Tandem. It prints ids and codes, and no word of any message. */
export const mailCommands: Commands = {
  mail: {
    says: "report < MESSAGE: writes down what a mail server reports of an e-mail that Tandem sent",
    run: async ([what, ...more]) => {
      if (what !== "report" || more.length > 0) throw new UserError(usage);
      const report = await readReport(await standardInput());
      if (report === undefined)
        throw new UserError("That is no report of an e-mail that Tandem sent. Nothing was written down.");
      await withServices(async ({ context }) => {
        const reported = await reportMail(context, report);
        if (!reported.ok) throw new UserError(`${reported.says} Nothing was written down.`);
        print(`${reported.ref}: the e-mail is ${reported.outcome}. It is written down in the case.`);
      });
    },
  },
};

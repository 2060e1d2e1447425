import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { authorityCommand } from "../../../src/cli/authority.ts";
import { authorityInWords } from "../../../src/domain/authority/in-words.ts";
import { shipped } from "../example-case.ts";

const table = shipped.authority;

const partOf = (page: string, title: string): string =>
  page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";

describe("docs/authority.md", () => {
  it("is what the command prints (if not: npx vitest run test/domain/authority -u)", async () => {
    const file = fileURLToPath(new URL("../../../docs/authority.md", import.meta.url));
    await expect(`${authorityCommand([], table)}\n`).toMatchFileSnapshot(file);
  });

  it("says who may, what they are to the case, and who is left when it is restricted", () => {
    const page = authorityInWords(table);
    expect(partOf(page, "hand back")).toMatchInlineSnapshot(`
      "hand back

      Whoever picked it up hands it back, or a manager of their agency does.

      - **Who may:** duty worker, out of hours worker, manager, control room, detective sergeant or detective inspector, who picked it up and has it
      - **Who may:** manager, whose agency was told of it
      - **When the case is restricted:** of these, only whoever the case names, or has taken access

      "
    `);
    expect(partOf(page, "change calendar")).toMatchInlineSnapshot(`
      "change calendar

      An administrator says that a day is not a working day, or that it is one after all.

      - **Who may:** administrator

      "
    `);
  });

  it("says something else of every row that is another", () => {
    const page = authorityInWords(table);
    for (const [verb, row] of Object.entries(table)) {
      const changed = { ...row, allow: [{ roles: ["conference-chair"], relation: "chair" }] } as const;
      expect(authorityInWords({ ...table, [verb]: changed })).not.toBe(page);
    }
  });

  it("is printed without being asked for anything else", () => {
    expect(() => authorityCommand(["refer"], table)).toThrow("Usage");
  });
});

import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";

const asAdministrator = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: inject("databaseUrl") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** An empty database of its own for one test file, on the server that the integration tests run on. */
export const freshDatabase = async (): Promise<{
  readonly url: string;
  /** Removes it, ending whatever is still connected to it. */
  readonly drop: () => Promise<void>;
}> => {
  const name = `tandem_test_${randomUUID().replaceAll("-", "")}`;
  await asAdministrator(`CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(inject("databaseUrl"));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdministrator(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
};

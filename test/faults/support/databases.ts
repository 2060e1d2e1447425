import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { createServices, type Starting } from "../../../src/services.ts";
import { openDatabase } from "../../../src/store/database.ts";
import { migrate } from "../../../src/store/migrate.ts";

const asAdministrator = async (server: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

const addressOf = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
};

export type OwnDatabase = {
  readonly url: string;
  readonly drop: () => Promise<void>;
};

/** Databases that each begin as the same one: migrated, the area in force and its people registered. */
export const databasesFrom = async (server: string, starting: (url: string) => Starting) => {
  const template = `tandem_faults_${randomUUID().replaceAll("-", "")}`;
  await asAdministrator(server, `CREATE DATABASE ${template} TEMPLATE template0`);
  const url = addressOf(server, template);
  const database = await openDatabase(url);
  await migrate(database.sql);
  await database.close();
  await (await createServices(starting(url))).close();
  let made = 0;
  return {
    next: async (): Promise<OwnDatabase> => {
      const name = `${template}_${(made += 1)}`;
      await asAdministrator(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
      const drop = () => asAdministrator(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      return { url: addressOf(server, name), drop };
    },
    drop: () => asAdministrator(server, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`),
  };
};

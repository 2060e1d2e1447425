import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { createPage } from "./page.ts";
import { server } from "./server.ts";
import { PageContext } from "./use-page.ts";

const fromAddress = new URLSearchParams(location.search).get("as");
const page = createPage(server, fromAddress ?? undefined);

// Whom one acts as stands in the address, so that two windows can act as two people.
page.cell.subscribe(() => {
  const { as } = page.cell.get();
  if (as !== undefined) history.replaceState(undefined, "", `?as=${encodeURIComponent(as)}`);
});

// Also after the connection was lost, because the first event after that may have been missed.
const changes = new EventSource("/api/changes");
changes.addEventListener("changed", page.refresh);
changes.addEventListener("open", page.refresh);

const root = document.querySelector("#page");
if (root === null) throw new Error("index.html has no #page");
createRoot(root).render(
  <PageContext value={page}>
    <App />
  </PageContext>,
);

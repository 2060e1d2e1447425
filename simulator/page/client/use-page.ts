import { createContext, useContext, useSyncExternalStore } from "react";
import type { Page } from "./page.ts";
import type { Snapshot } from "./snapshot.ts";

export const PageContext = createContext<Page | undefined>(undefined);

export const usePage = (): Page => {
  const page = useContext(PageContext);
  if (page === undefined) throw new Error("there is no page");
  return page;
};

export const useSnapshot = (): Snapshot => {
  const { cell } = usePage();
  return useSyncExternalStore(cell.subscribe, cell.get);
};

import { createContext, useContext } from "react";
import type { JsonObject } from "../../json.ts";
import type { Actable, InputValue } from "../contract.ts";

export type Pressed = {
  readonly actionId: string;
  readonly blockId: string;
  readonly selected?: InputValue;
};

/** What blocks stand on: a message, a window or the Home. It keeps what is entered and passes on what is pressed. */
export type Surface = {
  /** Unlike any other on the page, so that ids made with it are too. */
  readonly id: string;
  readonly people: readonly Actable[];
  readonly errors: Readonly<Record<string, string>>;
  readonly valueOf: (block: JsonObject, element: JsonObject) => InputValue;
  readonly change: (block: JsonObject, element: JsonObject, value: InputValue) => void;
  readonly press: (pressed: Pressed) => void;
};

export const SurfaceContext = createContext<Surface | undefined>(undefined);

export const useSurface = (): Surface => {
  const surface = useContext(SurfaceContext);
  if (surface === undefined) throw new Error("blocks are drawn on a surface only");
  return surface;
};

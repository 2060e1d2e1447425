import { useEffect, type ReactNode } from "react";
import { objectsAt, textAt } from "../../json.ts";
import type { PageState } from "../contract.ts";
import { Block } from "./blocks/block.tsx";
import { valueOf } from "./modal/entered-values.ts";
import { SurfaceContext, type Surface } from "./surface.ts";
import { usePage } from "./use-page.ts";

const noHome = "This app publishes no Home. Open a channel and type /referral to begin.";

/** The app's Home, to be looked at: what is pressed in it is not carried. */
export const HomeTab = ({ state }: { readonly state: PageState }): ReactNode => {
  const { act, tell } = usePage();
  const { home, as } = state;
  // The page itself never changes, so that this happens once for each person who opens it.
  useEffect(() => act({ kind: "open-home" }), [act, as.key]);
  if (home === undefined) return <p className="messages hint">{noHome}</p>;
  const surface: Surface = {
    id: "home",
    people: state.people.filter(({ installation }) => installation === as.installation),
    errors: {},
    valueOf: (block, element) => valueOf(home, block, element, {}),
    change: () => tell("This simulated Slack keeps nothing that is entered in the Home."),
    press: () => tell("This simulated Slack does not carry what is pressed in the Home."),
  };
  return (
    <SurfaceContext value={surface}>
      <div className="messages">
        {objectsAt(home, "blocks").map((block, index) => (
          <Block key={textAt(block, "block_id") || index} block={block} />
        ))}
      </div>
    </SurfaceContext>
  );
};

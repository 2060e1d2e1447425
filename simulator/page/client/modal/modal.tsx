import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import { objectAt, objectsAt, textAt, type JsonObject } from "../../../json.ts";
import type { ModalState } from "../../contract.ts";
import { Block } from "../blocks/block.tsx";
import { Dialog } from "../dialog.tsx";
import type { Doing } from "../doing.ts";
import type { Surface } from "../surface.ts";
import { SurfaceContext } from "../surface.ts";
import { usePage, useSnapshot } from "../use-page.ts";
import { withoutReload } from "../without-reload.ts";
import { fieldKey, valueOf, valuesOf, type Entered } from "./entered-values.ts";

/** What tells one window from the next for whoever reads it: a bot that changes the title shows another one. */
type Shown = { readonly viewId: string; readonly title: string; readonly faulted: number };

/** A new window is read from its title, and a form that came back with faults from the first of them. */
const useFocus = (form: RefObject<HTMLFormElement | null>, { viewId, title, faulted }: Shown): void => {
  useEffect(() => form.current?.querySelector("h2")?.focus(), [form, viewId, title]);
  useEffect(() => {
    const first = form.current?.querySelector('[aria-invalid="true"]');
    if (first instanceof HTMLElement) first.focus();
  }, [form, faulted]);
  // Whatever had the focus may be gone with a change, and the keyboard would be lost outside the window.
  useEffect(() => {
    if (document.activeElement === document.body) form.current?.querySelector("h2")?.focus();
  });
};

const nothing: Entered = {};

const useSurfaceOf = ({ view, errors }: ModalState, entered: Entered): Surface => {
  const { act, enter } = usePage();
  const { state } = useSnapshot();
  return {
    id: textAt(view, "id"),
    people: (state?.people ?? []).filter(({ installation }) => installation === state?.as.installation),
    errors,
    valueOf: (block, element) => valueOf(view, block, element, entered),
    change: (block, element, value) => enter(textAt(view, "id"), fieldKey(block, element), value),
    press: (pressed) =>
      act({ kind: "fill", values: valuesOf(view, entered) }, { kind: "press-in-modal", ...pressed }),
  };
};

const Faults = ({ errors }: { readonly errors: ModalState["errors"] }): ReactNode => {
  const count = Object.keys(errors).length;
  const says = `Not sent. ${count === 1 ? "One answer needs" : `${count} answers need`} putting right.`;
  return (
    <p role="alert" className={count === 0 ? "" : "fault"}>
      {count === 0 ? "" : says}
    </p>
  );
};

type FootProps = {
  readonly view: JsonObject;
  readonly isBusy: boolean;
  readonly act: (doing: Doing) => void;
};

const Foot = ({ view, isBusy, act }: FootProps): ReactNode => {
  const submit = textAt(objectAt(view, "submit"), "text");
  return (
    <div className="row end foot">
      <button type="button" onClick={() => act({ kind: "close", all: false })}>
        {textAt(objectAt(view, "close"), "text") || "Cancel"}
      </button>
      {submit === "" ? null : (
        <button type="submit" className="primary" aria-disabled={isBusy}>
          {isBusy ? "Sending" : submit}
        </button>
      )}
    </div>
  );
};

const Head = ({
  modal,
  act,
}: {
  readonly modal: ModalState;
  readonly act: (doing: Doing) => void;
}): ReactNode => (
  <div className="row head">
    <h2 tabIndex={-1}>{textAt(objectAt(modal.view, "title"), "text")}</h2>
    {modal.depth > 1 ? <span className="hint">Window {modal.depth}, on top of another</span> : null}
    <button type="button" aria-label="Close every window" onClick={() => act({ kind: "close", all: true })}>
      ✕
    </button>
  </div>
);

const Blocks = ({ view, surface }: { readonly view: JsonObject; readonly surface: Surface }): ReactNode => (
  <SurfaceContext value={surface}>
    <div key={surface.id} className="blocks">
      {objectsAt(view, "blocks").map((block) => (
        <Block key={textAt(block, "block_id")} block={block} />
      ))}
    </div>
  </SurfaceContext>
);

/** The window on top of the stack. */
export const Modal = ({ modal }: { readonly modal: ModalState }): ReactNode => {
  const { view, errors } = modal;
  const { act } = usePage();
  const { underway, faulted, entered: byView } = useSnapshot();
  const viewId = textAt(view, "id");
  const entered = byView[viewId] ?? nothing;
  const form = useRef<HTMLFormElement>(null);
  const surface = useSurfaceOf(modal, entered);
  const submit = (): void => {
    if (underway === 0) act({ kind: "submit", values: valuesOf(view, entered) });
  };
  const title = textAt(objectAt(view, "title"), "text");
  useFocus(form, { viewId, title, faulted });
  return (
    <Dialog label={title} className="window" onClose={() => act({ kind: "close", all: false })}>
      <form ref={form} noValidate onSubmit={withoutReload(submit)}>
        <Head modal={modal} act={act} />
        <Faults errors={errors} />
        <Blocks view={view} surface={surface} />
        <Foot view={view} isBusy={underway > 0} act={act} />
      </form>
    </Dialog>
  );
};
